"""The current rows of a source: for each part and month, those of the vintage that speaks for it last.

A vintage speaks for slices (values of the source's slicing fields) and months. The vintage whose data reach
further wins a slice and month, and among equals the one loaded later; rows of two editions are never mixed
within one. A month that a vintage holds only a stub of (condition "stub-month") is left to any other vintage
that has it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from peelian.catalogue.source import Source
from peelian.catalogue.vintage import Vintage
from peelian.warehouse.manifest import read_manifest
from peelian.warehouse.rows_view import month_of, quoted
from peelian.warehouse.sql_text import literal
from peelian.warehouse.store import Store

Slot = tuple[tuple[str, ...], dt.date | None]
_NEVER = dt.date.min


def current_vintages(store: Store, source_name: str) -> tuple[Vintage, ...]:
    """Return the vintages that hold at least one current row of a source, in the order of loading."""
    mine = [vintage for vintage in read_manifest(store).vintages if vintage.source == source_name]
    won = winners(mine)
    return tuple(vintage for vintage in mine if won[vintage.id])


def current_rows_sql(store: Store, source: Source) -> str | None:
    """Return a query for the current rows of a source, or None if nothing was ever loaded.

    Its columns are those of the vintages' rows, and `_vintage`, the id of the vintage of each row. Run it on
    a connection from `session`.
    """
    mine = [vintage for vintage in read_manifest(store).vintages if vintage.source == source.source]
    won = winners(mine)
    whole = [vintage.id for vintage in mine if won[vintage.id] == set(_slots(vintage)) and won[vintage.id]]
    branches = [_whole_sql(store, whole)] if whole else []
    for vintage in mine:
        if won[vintage.id] and vintage.id not in whole:
            branches.append(_part_sql(store, source, vintage.id, won[vintage.id]))
    return " UNION ALL BY NAME ".join(branches) if branches else None


def winners(vintages: Sequence[Vintage]) -> dict[str, set[Slot]]:
    """Return, for each vintage of one source, the slices and months that it wins."""
    latest = {(vintage.sha256, vintage.layout): vintage.id for vintage in vintages}
    # The same content under a name that says more takes the place of its earlier load.
    mine = [vintage for vintage in vintages if latest[vintage.sha256, vintage.layout] == vintage.id]
    best: dict[Slot, tuple[tuple[bool, dt.date, int], str]] = {}
    for vintage in mine:
        for slot in _slots(vintage):
            rank = (not _is_stub(vintage, slot[1]), vintage.data_to or _NEVER, vintage.sequence)
            if slot not in best or rank > best[slot][0]:
                best[slot] = (rank, vintage.id)
    won: dict[str, set[Slot]] = {vintage.id: set() for vintage in vintages}
    for slot, (_, vintage_id) in best.items():
        won[vintage_id].add(slot)
    return won


def _slots(vintage: Vintage) -> Iterable[Slot]:
    for part in vintage.slices:
        if part.months:
            yield from ((part.key, month) for month in part.months)
        else:
            yield (part.key, None)


def _is_stub(vintage: Vintage, month: dt.date | None) -> bool:
    return month is not None and any(
        condition.trap == "stub-month"
        and condition.start is not None
        and condition.start <= month
        and (condition.end is None or condition.end >= month)
        for condition in vintage.conditions
    )


def _whole_sql(store: Store, ids: Sequence[str]) -> str:
    files = ", ".join(literal(_place(store, vintage_id)) for vintage_id in ids)
    return (
        "SELECT * EXCLUDE (filename), split_part(replace(filename, chr(92), '/'), '/', -2) AS _vintage "
        f"FROM read_parquet([{files}], union_by_name = true, filename = true)"
    )


def _part_sql(store: Store, source: Source, vintage_id: str, won: set[Slot]) -> str:
    months_of: dict[tuple[str, ...], list[dt.date]] = {}
    for key, month in won:
        months_of.setdefault(key, []).extend([month] if month is not None else [])
    wanted = []
    for key, months in sorted(months_of.items()):
        parts = [
            f"coalesce(CAST({quoted(name)} AS VARCHAR), '') = {literal(value)}"
            for name, value in zip(source.slices, key, strict=False)
        ]
        if months:
            days = ", ".join(f"DATE '{month.isoformat()}'" for month in sorted(months))
            parts.append(f"{month_of(source)} IN ({days})")
        wanted.append("(" + " AND ".join(parts or ["true"]) + ")")
    place = literal(_place(store, vintage_id))
    return (
        f"SELECT *, {literal(vintage_id)} AS _vintage FROM read_parquet({place}) WHERE {' OR '.join(wanted)}"
    )


def _place(store: Store, vintage_id: str) -> str:
    return str(store.rows_of(vintage_id).resolve())
