"""Repeated identifiers: one reference on several records. All are kept."""

from __future__ import annotations

from peelian.catalogue.vintage import Condition
from peelian.warehouse.conditions.examined import Examined
from peelian.warehouse.conditions.identifiers import identifiers, occurrences


def find_repeated_ids(seen: Examined) -> list[Condition]:
    """Count the values of each identifier field that occur on more than one record."""
    if seen.layout.wide is not None:
        return []
    fields = seen.source.fields
    found = []
    for name in identifiers(seen):
        counted = occurrences(seen, name)
        if counted.repeated:
            found.append(_explain(name, fields[name].label or name, counted.repeated, counted.records))
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
