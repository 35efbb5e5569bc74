"""Published counts: what findings tell of each area over twelve months, ready to be compared.

Comparisons are made from findings as they are published, after small numbers are kept back, so that no
comparison can tell what is not shown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from peelian.findings.finding import State
from peelian.reference.area import Area

_COLUMNS = (
    "measure",
    "title",
    "unit",
    "area_code",
    "area_level",
    "period_to",
    "value",
    "state",
    "caveats",
    "breaks",
    "vintages",
    "synthetic",
)
_SOFTER: tuple[State, ...] = ("low reliability", "provisional", "rounded")


@dataclass(frozen=True, slots=True)
class Origins:
    """What stands behind a number that was made from others.

    Parameters
    ----------
    caveats, breaks, vintages
        Keys and ids, each once.
    synthetic
        True when any of it is.
    state
        The state that the others leave it in.
    """

    caveats: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    vintages: tuple[str, ...] = ()
    synthetic: bool = False
    state: State = "shown"

    @classmethod
    def joined(cls, parts: Iterable[Origins], *, caveats: Iterable[str] = ()) -> Origins:
        """Return what stands behind several numbers together, and more caveats.

        Parameters
        ----------
        parts
            What stands behind each.
        caveats
            Keys put before theirs.
        """
        known = tuple(dict.fromkeys(parts))
        states = {part.state for part in known}
        return cls(
            tuple(dict.fromkeys((*caveats, *(key for part in known for key in part.caveats)))),
            tuple(dict.fromkeys(key for part in known for key in part.breaks)),
            tuple(dict.fromkeys(key for part in known for key in part.vintages)),
            any(part.synthetic for part in known),
            next((state for state in _SOFTER if state in states), "shown"),
        )


@dataclass(frozen=True, slots=True)
class Count:
    """The count of twelve months of one area.

    Parameters
    ----------
    value
        The count; None where it is suppressed or not measured.
    state
        The state of the finding.
    title, unit
        What is counted.
    origins
        What stands behind it.
    """

    value: float | None
    state: State
    title: str
    unit: str
    origins: Origins


class Published:
    """The counts of twelve months that a table of findings tells of everyone.

    Parameters
    ----------
    table
        Findings with `FINDINGS_SCHEMA`, as they are published.
    measures
        Ids of the measures asked for.
    areas
        The areas of the workspace by code.
    """

    def __init__(self, table: pa.Table, measures: Collection[str], areas: Mapping[str, Area]) -> None:
        self.areas = areas
        wanted = {"kind": ["count"], "period_kind": ["rolling 12 months"], "measure": sorted(measures)}
        kept = pc.is_null(table["group"])
        for name, words in wanted.items():
            kept = pc.and_(kept, pc.is_in(table[name].cast(pa.string()), pa.array(words, pa.string())))
        self._rows = table.select(_COLUMNS).filter(kept)
        self._found: dict[tuple[str, str], pa.Table] = {}
        self._counts: dict[tuple[str, str, dt.date], Mapping[str, Count]] = {}

    def newest(self, measure: str, level: str, *, until: dt.date | None = None) -> dt.date | None:
        """Return the last day of the newest twelve months of a measure, or None.

        Parameters
        ----------
        measure, level
            Which measure, and of which level of areas.
        until
            A day of the last month that is taken; left out, the newest there is.
        """
        days = pc.unique(self._of(measure, level)["period_to"]).to_pylist()
        if until is not None:
            days = [day for day in days if (day.year, day.month) == (until.year, until.month)]
        return max(days, default=None)

    def counts(self, measure: str, level: str, day: dt.date) -> Mapping[str, Count]:
        """Return the counts of the twelve months that end on a day, for every real area of a level."""
        key = (measure, level, day)
        if key not in self._counts:
            rows = self._of(measure, level)
            told = rows.filter(pc.equal(rows["period_to"], pa.scalar(day, pa.date32()))).to_pylist()
            self._counts[key] = {
                row["area_code"]: _count(row) for row in told if self._is_real(row["area_code"])
            }
        return self._counts[key]

    def _is_real(self, code: str) -> bool:
        area = self.areas.get(code)
        return area is not None and area.is_real()

    def _of(self, measure: str, level: str) -> pa.Table:
        key = (measure, level)
        if key not in self._found:
            rows = self._rows
            kept = pc.and_(
                pc.equal(rows["measure"].cast(pa.string()), measure),
                pc.equal(rows["area_level"].cast(pa.string()), level),
            )
            self._found[key] = rows.filter(kept)
        return self._found[key]


def _count(row: Mapping[str, Any]) -> Count:
    state: State = row["state"] if row["state"] in _SOFTER else "shown"
    origins = Origins(
        tuple(row["caveats"]), tuple(row["breaks"]), tuple(row["vintages"]), row["synthetic"], state
    )
    return Count(row["value"], row["state"], row["title"], row["unit"], origins)
