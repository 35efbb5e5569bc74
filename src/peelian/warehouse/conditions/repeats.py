"""How often whole records repeat in a file, which the double-load and exact-repeats traps both read."""

from __future__ import annotations

from dataclasses import dataclass

from peelian.warehouse.conditions.examined import Examined
from peelian.warehouse.rows_view import quoted


@dataclass(frozen=True, slots=True)
class Repeats:
    """Sizes of the groups of identical records.

    Parameters
    ----------
    sizes
        How many times a record occurs -> how many different records occur so often, over all records.
    anonymous
        The same over records that have no identifier.
    """

    sizes: dict[int, int]
    anonymous: dict[int, int]


def count_repeats(seen: Examined) -> Repeats:
    """Count identical records, by a 64-bit hash of every field.

    In a wide file one month stands for all: records, not their cells, are what could repeat. Where some
    identifier occurs once the file cannot be doubled, so only records without an identifier are hashed and
    `sizes` has their groups and the single 1: the costly grouping of millions of named records is left out.
    """
    fields = seen.source.fields
    identifiers = [
        quoted(name) for name in seen.columns if name in fields and fields[name].role == "identifier"
    ]
    unnamed = " AND ".join(f"{name} IS NULL" for name in identifiers) or "TRUE"
    where = ["TRUE"]
    if seen.layout.wide is not None and seen.source.period:
        where.append(f"{quoted(seen.source.period)} = (SELECT max({quoted(seen.source.period)}) FROM rows)")
    alone = bool(identifiers) and _some_identifier_is_alone(seen, identifiers)
    if alone:
        where.append(f"({unnamed})")
    columns = ", ".join(quoted(name) for name in seen.columns)
    groups = seen.ask(
        f"SELECT n, unnamed, count(*) FROM (SELECT hash({columns}) AS h, ({unnamed}) AS unnamed, count(*) "
        f"AS n FROM rows WHERE {' AND '.join(where)} GROUP BY 1, 2) GROUP BY 1, 2"
    )
    sizes: dict[int, int] = {1: 1} if alone else {}
    anonymous: dict[int, int] = {}
    for times, is_unnamed, records in groups:
        sizes[times] = sizes.get(times, 0) + records
        if is_unnamed:
            anonymous[times] = anonymous.get(times, 0) + records
    return Repeats(sizes, anonymous)


def _some_identifier_is_alone(seen: Examined, identifiers: list[str]) -> bool:
    """Look up 50 records: in a doubled file all of their identifiers occur at least twice."""
    filled = " OR ".join(f"{name} IS NOT NULL" for name in identifiers)
    names = ", ".join(identifiers)
    same = " AND ".join(f"rows.{name} IS NOT DISTINCT FROM few.{name}" for name in identifiers)
    counts = seen.ask(
        f"WITH few AS (SELECT DISTINCT {names} FROM (SELECT {names} FROM rows WHERE {filled} LIMIT 50)) "
        f"SELECT count(*) FROM few JOIN rows ON {same} "
        f"GROUP BY {', '.join(f'few.{name}' for name in identifiers)}"
    )
    return any(times == 1 for (times,) in counts)
