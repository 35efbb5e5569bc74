"""Nested sub-types: values of a field that lie inside another value of it, so that adding counts twice."""

from __future__ import annotations

from peelian.catalogue.vintage import Condition
from peelian.warehouse.conditions.examined import Examined
from peelian.warehouse.rows_view import quoted
from peelian.warehouse.source_shape import count_field

EXCEPTIONS = 0.01


def find_nested_sub_types(seen: Examined) -> list[Condition]:
    """Find a parent among the values of a field of which a measure must pick one.

    The parent is larger over the whole file and at least as large as each other value in every month; in
    single areas at most 1 in 100 comparisons may be the other way round, since one offence in a small area
    can have several victims. All within each value of the other exclusive fields. Fields that only tell
    levels of place apart, and slices, have no parents.
    """
    if count_field(seen.source) is None:
        return []
    levels = {name for level in seen.source.areas.values() for name in level.rows} | set(seen.source.slices)
    return [
        condition
        for field in seen.exclusive()
        if field not in levels and seen.source.fields[field].type == "code"
        for condition in _look(seen, field)
    ]


def _look(seen: Examined, field: str) -> list[Condition]:
    sums = seen.ask(
        f"SELECT {quoted(field)}, {seen.amount()} AS n FROM rows WHERE {quoted(field)} IS NOT NULL "
        f"GROUP BY 1 ORDER BY n DESC, 1"
    )
    if len(sums) < 2 or sums[0][1] <= sums[1][1]:
        return []
    others = [name for name in seen.exclusive() if name != field]
    places = [level.code for level in seen.source.areas.values() if level.code in seen.columns]
    _, in_months = _larger(seen, field, sums[0][0], others)
    compared, in_areas = _larger(seen, field, sums[0][0], list(dict.fromkeys([*others, *places])))
    if in_months or in_areas > EXCEPTIONS * compared:
        return []
    return [_explain(seen, field, sums, (compared, in_areas))]


def _larger(seen: Examined, field: str, parent: str, within: list[str]) -> tuple[int, int]:
    """Return how many sums were compared with the parent's in the same month, and how many are larger."""
    keys = [*(f"{quoted(name)} AS k{index}" for index, name in enumerate(within)), f"{seen.month()} AS month"]
    same = " AND ".join(
        f"a.{name} IS NOT DISTINCT FROM b.{name}"
        for name in [*(f"k{i}" for i in range(len(within))), "month"]
    )
    ((compared, larger),) = seen.ask(
        f"WITH totals AS (SELECT {', '.join(keys)}, {quoted(field)} AS value, {seen.amount()} AS n FROM rows "
        f"WHERE {quoted(field)} IS NOT NULL GROUP BY ALL) "
        f"SELECT count(*), count(*) FILTER (WHERE b.n > coalesce(a.n, 0)) FROM totals AS b "
        f"LEFT JOIN totals AS a ON a.value = ? AND {same} WHERE b.value <> ?",
        parent,
        parent,
    )
    return compared, larger


def _explain(seen: Examined, field: str, sums: list[tuple[str, int]], areas: tuple[int, int]) -> Condition:
    parent, whole = sums[0]
    rest = sum(total for _, total in sums[1:])
    compared, larger = areas
    where = f"all but {larger:,} of {compared:,} comparisons by area" if larger else "every area"
    return Condition(
        trap="nested-sub-types",
        says=(
            f"'{seen.label(field, parent)}' is at least as large as each of the other {len(sums) - 1} "
            f"values of '{seen.source.fields[field].label or field}' in every month and in {where}: they "
            f"lie inside it. Choose one value; adding all would count {whole + rest:,} in place of "
            f"{whole:,}."
        ),
        fields=(field,),
        severity="warn",
    )
