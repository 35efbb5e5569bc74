"""Stacked sheets: tables that count the same things, put one under another and told apart by one field."""

from __future__ import annotations

from collections import defaultdict

from peelian.catalogue.vintage import Condition
from peelian.warehouse.conditions.examined import Examined
from peelian.warehouse.rows_view import quoted
from peelian.warehouse.source_shape import count_field

LEAST_TOTAL = 100


def find_stacked_sheets(seen: Examined) -> list[Condition]:
    """Find fields of which a measure must pick one value and whose values total the same in every month."""
    if count_field(seen.source) is None:
        return []
    return [condition for field in seen.exclusive() for condition in _look(seen, field)]


def _look(seen: Examined, field: str) -> list[Condition]:
    others = [quoted(name) for name in seen.exclusive() if name != field]
    rows = seen.ask(
        f"SELECT {quoted(field)}, {', '.join([*others, seen.month()])}, {seen.amount()} FROM rows "
        f"WHERE {quoted(field)} IS NOT NULL GROUP BY ALL"
    )
    totals: dict[str, int] = defaultdict(int)
    monthly: dict[str, set[tuple[object, ...]]] = defaultdict(set)
    for value, *rest in rows:
        totals[str(value)] += rest[-1]
        if rest[-1]:
            monthly[str(value)].add(tuple(rest))
    same: dict[frozenset[tuple[object, ...]], list[str]] = defaultdict(list)
    for value, months in monthly.items():
        same[frozenset(months)].append(value)
    return [
        _explain(seen, field, sorted(values), totals[values[0]])
        for values in same.values()
        if len(values) > 1 and totals[values[0]] >= LEAST_TOTAL
    ]


def _explain(seen: Examined, field: str, values: list[str], total: int) -> Condition:
    names = " and ".join(f"'{seen.label(field, value)}'" for value in values)
    monthly = seen.source.period and seen.source.fields[seen.source.period].type == "month"
    alike = f"{total:,} each, month for month" if monthly else f"{total:,} each"
    times = {2: "twice", 3: "three times"}.get(len(values), f"{len(values)} times")
    return Condition(
        trap="stacked-sheets",
        says=(
            f"{len(values)} tables are stacked in this file and count the same {seen.what()}: {names} "
            f"come to {alike}. Choose one value of '{seen.source.fields[field].label or field}'; adding them "
            f"counts everything {times}."
        ),
        fields=(field,),
        severity="warn",
    )
