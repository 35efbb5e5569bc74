"""What stands behind a second source that a measure reads beside its own: its loads and caveats."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from peelian.measures.columns import Columns
from peelian.measures.limits import Origin
from peelian.measures.population_rows import look_behind
from peelian.measures.setting import Setting


@dataclass(frozen=True, slots=True)
class Second:
    """A second source.

    Parameters
    ----------
    vintages, caveats
        Ids of its loads, and keys of its caveats.
    synthetic
        True when any of its rows was generated.
    """

    vintages: tuple[str, ...]
    caveats: tuple[str, ...]
    synthetic: bool

    def behind(self, columns: Columns, origin: Origin) -> Origin:
        """Return an origin with the loads and caveats of this source added.

        Parameters
        ----------
        columns, origin
            The columns under construction, and what stands behind n findings.
        """
        added = {}
        for name, more in (("caveats", self.caveats), ("vintages", self.vintages)):
            known, place = np.unique(getattr(origin, name), return_inverse=True)
            joined = np.array([columns.join(int(each), more) for each in known], dtype=np.int32)
            added[name] = joined[place]
        return replace(
            origin,
            caveats=added["caveats"],
            vintages=added["vintages"],
            synthetic=origin.synthetic | self.synthetic,
        )


NOTHING = Second((), (), synthetic=False)
"""No second source."""


def second_source(setting: Setting, name: str, *, fields: frozenset[str]) -> Second:
    """Return what stands behind a second source, or nothing when none of it is loaded.

    Parameters
    ----------
    setting
        What the measure is made with.
    name, fields
        The source, and the fields of it that are used.
    """
    loads = setting.loads.get(name, ())
    if not loads:
        return NOTHING
    found = look_behind(setting.catalogue, setting.loads, name, fields=fields, values={})
    synthetic = any(vintage.synthetic for vintage in loads if vintage.id in found.vintages)
    return Second(found.vintages, found.caveats, synthetic=synthetic)
