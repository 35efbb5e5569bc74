"""Winning: which vintage speaks for a part and month of a source.

A vintage speaks for slices (values of the source's slicing fields) and months. The vintage whose data reach
further wins a slice and month, and among equals the one loaded later; rows of two editions are never mixed
within one. A month that a vintage holds only a stub of (condition "stub-month") is left to any other vintage
that has it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from peelian.catalogue.vintage import Vintage

Slot = tuple[tuple[str, ...], dt.date | None]
"""Values of the slicing fields, and a month (None for rows without time)."""

_NEVER = dt.date.min


def slots_of(vintage: Vintage) -> Iterable[Slot]:
    """Yield every slice and month that a vintage holds rows of."""
    for part in vintage.slices:
        if part.months:
            yield from ((part.key, month) for month in part.months)
        else:
            yield (part.key, None)


def winners(vintages: Sequence[Vintage]) -> dict[str, set[Slot]]:
    """Return, for each vintage of one source, the slices and months that it wins."""
    latest = {(vintage.sha256, vintage.layout): vintage.id for vintage in vintages}
    # The same content under a name that says more takes the place of its earlier load.
    mine = [vintage for vintage in vintages if latest[vintage.sha256, vintage.layout] == vintage.id]
    best: dict[Slot, tuple[tuple[bool, dt.date, int], str]] = {}
    for vintage in mine:
        for slot in slots_of(vintage):
            rank = (not _is_stub(vintage, slot[1]), vintage.data_to or _NEVER, vintage.sequence)
            if slot not in best or rank > best[slot][0]:
                best[slot] = (rank, vintage.id)
    won: dict[str, set[Slot]] = {vintage.id: set() for vintage in vintages}
    for slot, (_, vintage_id) in best.items():
        won[vintage_id].add(slot)
    return won


def _is_stub(vintage: Vintage, month: dt.date | None) -> bool:
    return month is not None and any(
        condition.trap == "stub-month"
        and condition.start is not None
        and condition.start <= month
        and (condition.end is None or condition.end >= month)
        for condition in vintage.conditions
    )
