"""Rows of every area and month that have a value: what the traps of incomplete and silent areas look at."""

from __future__ import annotations

from peelian.warehouse.conditions.area_months import AreaMonths, count_by_area
from peelian.warehouse.conditions.examined import Examined
from peelian.warehouse.rows_view import quoted


def count_filled_by_area(seen: Examined, field: str) -> AreaMonths:
    """Count the rows of every area and month that have a value, for each field that some rows lack."""
    rows, place = seen.told.rows, {level.code for level in seen.source.areas.values()}
    partly = [name for name, filled in seen.told.filled.items() if 0 < filled < rows]
    names = [name for name in partly if name not in place | {seen.source.period}]
    return count_by_area(seen, field, {name: f"count({quoted(name)})" for name in names})
