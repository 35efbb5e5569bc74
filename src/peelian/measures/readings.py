"""Readings: which loads the current rows of each month of a source come from, as a fingerprint of each."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence

from peelian.catalogue.vintage import Vintage
from peelian.warehouse.winning import slots_of, winners

Reading = tuple[str, str, tuple[str, ...]]


def month_readings(vintages: Sequence[Vintage]) -> dict[dt.date, str]:
    """Return, for each month, a fingerprint of the loads and slices that speak for it.

    While it stays the same, so do the rows dated in that month: a vintage never changes, and a file read in
    another way (by another layout or crosswalk) is another vintage.

    Parameters
    ----------
    vintages
        The published vintages of one source.
    """
    found: dict[dt.date, list[Reading]] = {}
    for vintage, slots in _won(vintages):
        for key, month in slots:
            if month is not None:
                found.setdefault(month, []).append((vintage.id, vintage.reading, key))
    return {month: _fingerprint(readings) for month, readings in found.items()}


def whole_reading(vintages: Sequence[Vintage]) -> str:
    """Return one fingerprint of every load and slice that is current, whatever its month.

    Parameters
    ----------
    vintages
        The published vintages of one source.
    """
    # Rows without a month are current where the whole vintage is, so that it matters whether all of it is.
    found = [
        (vintage.id, vintage.reading, slots == set(slots_of(vintage)), sorted(map(repr, slots)))
        for vintage, slots in _won(vintages)
        if slots
    ]
    return _fingerprint(found)


def _won(vintages: Sequence[Vintage]) -> list[tuple[Vintage, set[tuple[tuple[str, ...], dt.date | None]]]]:
    won = winners(vintages)
    return [(vintage, won[vintage.id]) for vintage in vintages]


def _fingerprint(readings: Sequence[object]) -> str:
    text = json.dumps(sorted(readings, key=repr), default=repr)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
