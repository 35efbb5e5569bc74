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
    """Count how often the values of an identifier field occur, by a 64-bit hash."""
    column = quoted(name)
    ((alone, repeated, filled),) = seen.ask(
        "SELECT count(*) FILTER (n = 1), count(*) FILTER (n > 1), CAST(sum(n) AS BIGINT) FROM "
        f"(SELECT count(*) AS n FROM rows WHERE {column} IS NOT NULL GROUP BY hash({column}))"
    )
    return Occurrences(alone, repeated, filled - alone)
