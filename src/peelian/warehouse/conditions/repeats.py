"""How often whole records repeat in a file, which the double-load and exact-repeats traps both read."""

from __future__ import annotations

from dataclasses import dataclass

from peelian.warehouse.conditions.examined import Examined
from peelian.warehouse.conditions.identifiers import identifiers, occurrences
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
    names = identifiers(seen)
    alone = any(occurrences(seen, name).alone for name in names)
    if alone and any(seen.told.filled[name] == seen.told.rows for name in names):
        return Repeats({1: 1}, {})
    unnamed = " AND ".join(f"{quoted(name)} IS NULL" for name in names) or "TRUE"
    where = ["TRUE"]
    if seen.layout.wide is not None and seen.source.period:
        where.append(f"{quoted(seen.source.period)} = (SELECT max({quoted(seen.source.period)}) FROM rows)")
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
