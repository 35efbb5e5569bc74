"""What stands behind residents: its loads and caveats join those of the counts that they divide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from peelian.measures.columns import Columns
from peelian.measures.limits import Origin
from peelian.measures.residents import Population


def with_population(
    columns: Columns, origin: Origin, *, people: Sequence[Population | None], area: NDArray[np.int64]
) -> Origin:
    """Return an origin with the loads and caveats of residents added.

    Parameters
    ----------
    columns, origin
        The columns under construction, and what stands behind the n counts.
    people
        The residents of each area of the ground, or None.
    area
        Place of the area of each count, shape (n,).
    """
    caveats, vintages = origin.caveats.copy(), origin.vintages.copy()
    behind = [((), ()) if one is None else (one.caveats, one.vintages) for one in people]
    kinds = list(dict.fromkeys(behind))
    kind_of = np.array([kinds.index(each) for each in behind], dtype=np.int64)[area]
    for number, (more_caveats, more_vintages) in enumerate(kinds):
        mine = kind_of == number
        for column, more in ((caveats, more_caveats), (vintages, more_vintages)):
            known, place = np.unique(column[mine], return_inverse=True)
            joined = [columns.join(int(each), more) for each in known]
            column[mine] = np.array(joined, dtype=np.int32)[place] if joined else column[mine]
    return replace(origin, caveats=caveats, vintages=vintages)
