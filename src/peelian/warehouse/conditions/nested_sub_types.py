"""Nested sub-types: values of a field that lie inside another value of it, so that adding counts twice."""

from __future__ import annotations

from peelian.catalogue.vintage import Condition
from peelian.warehouse.conditions.examined import Examined
from peelian.warehouse.rows_view import quoted
from peelian.warehouse.source_shape import count_field


def find_nested_sub_types(seen: Examined) -> list[Condition]:
    """Find a parent among the values of a field of which a measure must pick one.

    The parent is at least as large as each of the others in every area and month (and within every value of
    the other exclusive fields), and larger over the whole file. Fields that only tell levels of place
    apart, and slices, have no parents.
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
    value = quoted(field)
    places = [level.code for level in seen.source.areas.values() if level.code in seen.columns]
    within = [quoted(name) for name in dict.fromkeys([*seen.exclusive(), *places]) if name != field]
    keys = [*(f"{name} AS k{index}" for index, name in enumerate(within)), f"{seen.month()} AS month"]
    totals = (
        f"SELECT {', '.join(keys)}, {value} AS value, {seen.amount()} AS n FROM rows "
        f"WHERE {value} IS NOT NULL GROUP BY ALL"
    )
    sums = seen.ask(f"SELECT value, CAST(sum(n) AS BIGINT) FROM ({totals}) GROUP BY 1 ORDER BY 2 DESC, 1")
    if len(sums) < 2 or sums[0][1] <= sums[1][1]:
        return []
    parent = sums[0][0]
    same = " AND ".join(f"a.{name} IS NOT DISTINCT FROM b.{name}" for name in _key_names(within))
    ((larger,),) = seen.ask(
        f"WITH totals AS ({totals}) SELECT count(*) FROM totals AS b LEFT JOIN totals AS a "
        f"ON a.value = ? AND {same} WHERE b.value <> ? AND b.n > coalesce(a.n, 0)",
        parent,
        parent,
    )
    return [] if larger else [_explain(seen, field, sums)]


def _key_names(within: list[str]) -> list[str]:
    return [*(f"k{index}" for index in range(len(within))), "month"]


def _explain(seen: Examined, field: str, sums: list[tuple[str, int]]) -> Condition:
    parent, whole = sums[0]
    rest = sum(total for _, total in sums[1:])
    return Condition(
        trap="nested-sub-types",
        says=(
            f"'{seen.label(field, parent)}' is at least as large as each of the other {len(sums) - 1} "
            f"values of '{seen.source.fields[field].label or field}' in every area and month: they lie "
            f"inside it. Choose one value; adding all would count {whole + rest:,} in place of {whole:,}."
        ),
        fields=(field,),
        severity="warn",
    )
