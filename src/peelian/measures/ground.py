"""Ground: the areas and months that a measure's source speaks for at one level of area."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from peelian.measures.coverage import Coverage
from peelian.measures.loads_behind import LoadsBehind
from peelian.measures.windows import fill_grid
from peelian.reference.area import Area, AreaLevel
from peelian.reference.period import month_end

Flags = NDArray[np.bool_]
Days = NDArray[np.int32]
_SMALL = ("ward", "lsoa")


@dataclass(frozen=True, slots=True)
class Ground:
    """The grid of one measure at one level.

    Parameters
    ----------
    areas
        The areas, one for each row of the grid.
    rows
        Code of an area as the rows of the source write it -> row of the grid.
    months
        First days of consecutive months, one for each column.
    measured
        True where the source speaks for the area and month, shape (areas, months).
    keys
        For each area, the key under which `coverage` holds its loads.
    coverage
        Which loads speak for which months.
    behind
        Looks up the loads behind stretches of those months.
    starts, ends
        First and last day of each month, as days since 1970, shape (months,).
    """

    areas: tuple[Area, ...]
    rows: Mapping[str, int]
    months: tuple[dt.date, ...]
    measured: Flags
    keys: tuple[str | None, ...]
    coverage: Coverage
    behind: LoadsBehind
    starts: Days
    ends: Days

    def measured_for(self, present: Flags) -> Flags:
        """Return where the source speaks for one kind of thing, given the months in which it has any row.

        A file that lists a kind of thing lists it for all of its months, so that a month without a row is
        0. A file that groups things in another way does not list it at all, and says nothing about it.
        """
        named = _speaks(self.coverage, None)
        months = (named & (named @ present)[:, None]).any(axis=0) if len(named) else present
        return self.measured & months


def lay_ground(
    coverage: Coverage, presence: pa.Table, *, level: AreaLevel, areas: Mapping[str, Area]
) -> Ground:
    """Lay out the areas and months of a level.

    An area is measured from the first to the last month of the loads that name it: in the files of new
    boundaries an abolished ward is absent, not free of crime. A force that the workspace does not know is
    left out. So are the catch-all places ("x-...") of small levels, which the level above has too.

    Parameters
    ----------
    coverage
        What the source speaks for at the level.
    presence
        Columns `area` and `month`: what the source has any row for.
    level, areas
        The level, and the areas of the workspace by code (and by other codes that stand for them).
    """
    places: dict[str, Area] = {}
    for code in sorted(set(presence["area"].to_pylist())):
        known = areas.get(code)
        if known is None and level != "force":
            known = Area(code, level, code)
        if known is not None and (known.is_real() or level not in _SMALL):
            places[code] = known
    order = {code: row for row, code in enumerate(dict.fromkeys(area.code for area in places.values()))}
    by_code = {area.code: area for area in places.values()}
    rows = {written: order[area.code] for written, area in places.items()}
    named = {row: written for written, row in rows.items()}
    keys = tuple(named[row] if named[row] in coverage.loads else None for row in range(len(order)))
    months = coverage.months
    ones = presence.append_column("n", pa.array(np.ones(len(presence), dtype=np.int64)))
    present = fill_grid(ones, areas=rows, months=months, height=len(order)) > 0
    measured = _measured(coverage, keys, present)
    return Ground(
        tuple(by_code[code] for code in order),
        rows,
        months,
        measured,
        keys,
        coverage,
        LoadsBehind(coverage),
        _numbered(months),
        _numbered([month_end(month) for month in months]),
    )


def _numbered(days: Sequence[dt.date]) -> Days:
    return np.array(days, dtype="datetime64[D]").astype(np.int32)


def between(flags: Flags) -> Flags:
    """Return True from the first to the last True of each row."""
    before = np.logical_or.accumulate(flags, axis=-1)
    after = np.logical_or.accumulate(flags[..., ::-1], axis=-1)[..., ::-1]
    return before & after


def _measured(coverage: Coverage, keys: tuple[str | None, ...], present: Flags) -> Flags:
    measured = np.zeros_like(present)
    for key in set(keys):
        loads = _speaks(coverage, key)
        mine = np.array([each == key for each in keys], dtype=np.bool_)
        naming = present[mine] @ loads.T
        measured[mine] = between(naming @ loads) & loads.any(axis=0)
    return measured


def _speaks(coverage: Coverage, key: str | None) -> Flags:
    """Return which loads of a key speak for which months, shape (loads, months)."""
    by_month = coverage.loads.get(key, {})
    names = sorted({name for names in by_month.values() for name in names})
    speaks = np.zeros((len(names), len(coverage.months)), dtype=np.bool_)
    for column, month in enumerate(coverage.months):
        for name in by_month.get(month, ()):
            speaks[names.index(name), column] = True
    return speaks
