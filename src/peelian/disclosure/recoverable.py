"""What could be recovered: hidden counts that somebody with one or all releases in hand can work out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from peelian.disclosure.attack import attack, find_exposed
from peelian.disclosure.bitten import related_measures
from peelian.disclosure.register import Told
from peelian.disclosure.structure import Structure
from peelian.disclosure.union import Union, true_counts, unite

_EPOCH = dt.date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Recoverable:
    """A hidden count that is not safe.

    Parameters
    ----------
    measure, area_level, area_code, group, period_from, period_to
        Which count, as findings carry them.
    lower, upper
        The smallest and largest value it could have; equal when it is known exactly.
    how
        "worked out" from sums; or "told elsewhere": hidden in one release, shown in another.
    """

    measure: str
    area_level: str
    area_code: str
    group: str | None
    period_from: dt.date
    period_to: dt.date
    lower: float
    upper: float
    how: Literal["worked out", "told elsewhere"]

    def as_record(self) -> dict[str, Any]:
        """Return the documented JSON form; an end that is not bounded is null."""
        return {
            "measure": self.measure,
            "area": {"code": self.area_code, "level": self.area_level},
            "group": self.group,
            "period": {"from": self.period_from.isoformat(), "to": self.period_to.isoformat()},
            "lower": self.lower,
            "upper": self.upper if np.isfinite(self.upper) else None,
            "how": self.how,
        }


def find_recoverable(
    told: Sequence[Told], structure: Structure, *, narrowest: int = 1
) -> tuple[Recoverable, ...]:
    """Attack releases, all of them together, and return the hidden counts that do not withstand it.

    Counts of the same thing from the same loads are one count in all of them. Counts from other loads may
    have been revised; what is known of them is used only with the other counts of their own loads.

    Parameters
    ----------
    told
        The releases, the oldest first.
    structure
        How counts hang together.
    narrowest
        Report counts whose interval is narrower than this from end to end; 1 for those known exactly.
    """
    parts = _parts(told, structure)
    if not parts:
        return ()
    union = unite(true_counts(parts[-1]), parts, structure)
    unknown = ~union.out
    width = np.where(union.hidden_before & unknown, float(narrowest), 0.0)
    exposed = find_exposed(
        union.equations, unknown=unknown, lower=union.at_least, upper=union.at_most, width=width
    )
    only = np.zeros(len(unknown), dtype=np.bool_)
    only[exposed] = True
    ends = attack(union.equations, unknown=unknown, lower=union.at_least, upper=union.at_most, only=only)
    found = [
        _recoverable(union, int(cell), low, high, "worked out")
        for cell, low, high in zip(ends.cells, ends.lower, ends.upper, strict=True)
    ]
    for cell in np.flatnonzero(union.hidden_before & union.out):
        value = float(union.equations.values[cell])
        found.append(_recoverable(union, int(cell), value, value, "told elsewhere"))
    return tuple(found)


def _parts(told: Sequence[Told], structure: Structure) -> list[pa.Table]:
    """Return the rows of each release that hang together with anything hidden in any of them."""
    hidden: set[str] = set()
    for each in told:
        suppressed = pc.equal(each.table["state"].cast(pa.string()), "suppressed")
        hidden |= set(pc.unique(each.table.filter(suppressed)["measure"].cast(pa.string())).to_pylist())
    if not hidden:
        return []
    wanted = pa.array(sorted(related_measures(hidden, structure)), pa.string())
    return [each.table.filter(pc.is_in(each.table["measure"].cast(pa.string()), wanted)) for each in told]


def _recoverable(
    union: Union,
    cell: int,
    lower: float,
    upper: float,
    how: Literal["worked out", "told elsewhere"],
) -> Recoverable:
    words, key = union.words, union.keys[cell]
    measure, area, group, period = key[:4]
    level, code = {number: place for place, number in words.areas.items()}[area]
    first, last = {number: span for span, number in words.periods.items()}[period]
    return Recoverable(
        {number: name for name, number in words.measures.items()}[measure],
        level,
        code,
        {number: name for name, number in words.groups.items()}[group],
        _EPOCH + dt.timedelta(days=first),
        _EPOCH + dt.timedelta(days=last),
        float(lower),
        float(upper),
        how,
    )
