"""The shape of a source, told from its description: records or figures, what is counted, on which day."""

from __future__ import annotations

from peelian.catalogue.layout import Layout
from peelian.catalogue.source import Source


def count_field(source: Source) -> str | None:
    """Return the field that holds a count, or None where one row is one record.

    It is the field named like what the source counts, or else the only whole number with the role "measure"
    in a source that has no identifier.
    """
    named = source.counts.strip().lower().replace(" ", "_")
    if named in source.fields and source.fields[named].type in ("integer", "number"):
        return named
    if any(field.role == "identifier" for field in source.fields.values()):
        return None
    measures = [name for name, f in source.fields.items() if f.role == "measure" and f.type == "integer"]
    return measures[0] if len(measures) == 1 else None


def is_table(source: Source) -> bool:
    """Say whether rows are figures of a table (counts, rates, scores) and not records of what happened."""
    roles = {field.role for field in source.fields.values()}
    return count_field(source) is not None or ("measure" in roles and "identifier" not in roles)


def day_field(source: Source, layout: Layout) -> str | None:
    """Return the field that says on which day a row happened, or None where only months or years are known.

    Where the source is dated by month, it is the day from which the layout fills that month.
    """
    if not source.period:
        return None
    if source.fields[source.period].type in ("date", "datetime"):
        return source.period
    days = [column.to for column in layout.columns.values() if column.month_to == source.period and column.to]
    return days[0] if days else None
