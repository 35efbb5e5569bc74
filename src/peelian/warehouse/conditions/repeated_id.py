"""Repeated identifiers: one reference on several records. All are kept."""

from __future__ import annotations

from peelian.catalogue.vintage import Condition
from peelian.warehouse.conditions.examined import Examined
from peelian.warehouse.rows_view import quoted


def find_repeated_ids(seen: Examined) -> list[Condition]:
    """Count the values of each identifier field that occur on more than one record."""
    if seen.layout.wide is not None:
        return []
    fields = seen.source.fields
    names = [name for name in seen.columns if name in fields and fields[name].role == "identifier"]
    found = []
    for name in names:
        column = quoted(name)
        ((values, rows),) = seen.ask(
            f"SELECT count(*), CAST(coalesce(sum(n), 0) AS BIGINT) FROM (SELECT count(*) AS n FROM rows "
            f"WHERE {column} IS NOT NULL GROUP BY hash({column})) WHERE n > 1"
        )
        if values:
            found.append(_explain(name, fields[name].label or name, values, rows))
    return found


def _explain(name: str, label: str, values: int, rows: int) -> Condition:
    occurs = "value occurs" if values == 1 else "values occur"
    return Condition(
        trap="repeated-id",
        says=(
            f"{label}: {values:,} {occurs} on more than one record ({rows:,} records between them). All "
            "are kept. Count records, or count different values of this field, but say which."
        ),
        fields=(name,),
    )
