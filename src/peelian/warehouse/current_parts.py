"""The parts that the current rows of a source consist of, told without the words of any engine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from peelian.catalogue.source import Source
from peelian.warehouse.manifest import read_manifest
from peelian.warehouse.store import Store
from peelian.warehouse.winning import slots_of, winners


@dataclass(frozen=True, slots=True)
class Part:
    """What is current of one vintage.

    Parameters
    ----------
    vintage
        Id of the vintage.
    path
        Its rows.
    won
        Values of the source's slicing fields -> months; a slice without months is current whatever its
        rows' months. None when all rows are current, those without a month included.
    """

    vintage: str
    path: Path
    won: Mapping[tuple[str, ...], tuple[dt.date, ...]] | None


def current_parts(store: Store, source: Source) -> tuple[Part, ...]:
    """Return the vintages that hold current rows of a source, those that are current as a whole first.

    Parameters
    ----------
    store, source
        Where the vintages are kept, and the source they are of.
    """
    mine = [vintage for vintage in read_manifest(store).vintages if vintage.source == source.source]
    won_by = winners(mine)
    whole, partly = [], []
    for vintage in mine:
        won = won_by[vintage.id]
        if not won:
            continue
        path = store.rows_of(vintage.id).resolve()
        if won == set(slots_of(vintage)):
            whole.append(Part(vintage.id, path, None))
            continue
        months: dict[tuple[str, ...], list[dt.date]] = {}
        for key, month in won:
            months.setdefault(key, []).extend([month] if month is not None else [])
        in_order = {key: tuple(sorted(days)) for key, days in sorted(months.items())}
        partly.append(Part(vintage.id, path, in_order))
    return (*whole, *partly)
