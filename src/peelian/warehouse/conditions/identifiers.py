"""How often the values of the identifier fields occur, which three traps read."""

from __future__ import annotations

from dataclasses import dataclass

from peelian.warehouse.conditions.examined import Examined
from peelian.warehouse.rows_view import quoted


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Values of one identifier field.

    Parameters
    ----------
    alone
        How many occur on one record only.
    repeated
        How many occur on several records.
    records
        How many records have one of those that are repeated.
    """

    alone: int
    repeated: int
    records: int


def identifiers(seen: Examined) -> list[str]:
    """Return the identifier fields that the file fills."""
    fields = seen.source.fields
    return [name for name, filled in seen.told.filled.items() if filled and fields[name].role == "identifier"]


def occurrences(seen: Examined, name: str) -> Occurrences:
    """Count how often the values of an identifier field occur, by a 64-bit hash.

    Where the load has set aside every record that repeats the field, each value is known to occur once.
    """
    if _is_kept_once(seen, name):
        return Occurrences(seen.told.filled[name], 0, 0)
    column = quoted(name)
    ((alone, repeated, filled),) = seen.ask(
        "SELECT count(*) FILTER (n = 1), count(*) FILTER (n > 1), CAST(sum(n) AS BIGINT) FROM "
        f"(SELECT count(*) AS n FROM rows WHERE {column} IS NOT NULL GROUP BY hash({column}))"
    )
    return Occurrences(alone, repeated, filled - alone)


def _is_kept_once(seen: Examined, name: str) -> bool:
    """Say whether the load let no text of the field through twice: its column alone makes a record unique."""
    layout, kinds = seen.layout, ("text", "code", "area")
    column = layout.columns.get(layout.once[0]) if len(layout.once) == 1 else None
    if column is None or column.to != name or layout.wide is not None or len(seen.tables) > 1:
        return False
    others = {heading: other for heading, other in layout.columns.items() if other is not column}
    filled_otherwise = layout.model_copy(update={"columns": others}).fills()
    return column.type == "text" and seen.source.fields[name].type in kinds and name not in filled_otherwise
