"""Rows by area and month: what the traps that compare areas with each other look at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peelian.reference.period import add_months
from peelian.warehouse.conditions.examined import Examined
from peelian.warehouse.rows_view import quoted
from peelian.warehouse.source_shape import is_table

LEAST_MONTHS = 6
MOST_AREAS = 100


@dataclass(frozen=True, slots=True)
class AreaMonths:
    """Numbers of rows by area and month, and of those that meet each of some tests.

    Parameters
    ----------
    field
        The field that says in which area a row lies.
    areas, months
        Codes of areas, and first days of months in a row.
    rows
        Shape (areas, months).
    tests
        Name of a test -> rows that meet it, shape (areas, months).
    """

    field: str
    areas: tuple[str, ...]
    months: tuple[dt.date, ...]
    rows: NDArray[np.int64]
    tests: dict[str, NDArray[np.int64]]


def area_field(seen: Examined) -> str | None:
    """Return the field of the largest areas by which the rows can be compared, or None.

    It has at least two areas and at most a hundred. Tables of figures have no records to be complete, and a
    file of fewer than six months has nothing to be compared with.
    """
    levels = dict.fromkeys(level.code for level in seen.source.areas.values() if level.code)
    names = [name for name in levels if seen.told.filled.get(name)]
    if (
        is_table(seen.source)
        or len(seen.told.months) < LEAST_MONTHS
        or not names
        or seen.layout.wide is not None
    ):
        return None
    asked = ", ".join(f"count(DISTINCT {quoted(name)})" for name in names)
    (counts,) = seen.ask(f"SELECT {asked} FROM rows")
    fit = [(many, name) for many, name in zip(counts, names, strict=True) if 2 <= many <= MOST_AREAS]
    return min(fit)[1] if fit else None


def count_by_area(seen: Examined, field: str, tests: dict[str, str]) -> AreaMonths:
    """Count the rows of every area and month, and those that meet tests.

    Parameters
    ----------
    seen
        The vintage.
    field
        The field that says in which area a row lies.
    tests
        Name -> SQL aggregate that counts the rows that meet it.
    """
    asked = "".join(f", {test}" for test in tests.values())
    found = seen.ask(
        f"SELECT {quoted(field)}, {seen.month()}, count(*){asked} FROM rows "
        f"WHERE {quoted(field)} IS NOT NULL AND {seen.month()} IS NOT NULL GROUP BY 1, 2"
    )
    areas = tuple(sorted({str(row[0]) for row in found}))
    months = _all_months([row[1] for row in found])
    held = np.zeros((1 + len(tests), len(areas), len(months)), dtype=np.int64)
    row_of, column_of = ({name: place for place, name in enumerate(names)} for names in (areas, months))
    for area, month, *counts in found:
        held[:, row_of[str(area)], column_of[month]] = counts
    return AreaMonths(field, areas, months, held[0], dict(zip(tests, held[1:], strict=True)))


def _all_months(found: Sequence[Any]) -> tuple[dt.date, ...]:
    first, last = min(found), max(found)
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return tuple(add_months(first, step) for step in range(count))
