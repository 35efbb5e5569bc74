"""The stretch of one series that is loaded, for a source of which there is less than a year."""

from __future__ import annotations

import numpy as np

from peelian.measures.numbers import Flags, Numbers, Places, Slab
from peelian.measures.windows import YEAR


def span_numbers(slab: Slab) -> Numbers:
    """Return, for each area, the count of the newest unbroken stretch of whole months, compared with nothing.

    Only where it has two to eleven months: a month is told by itself, and twelve months as a rolling year. A
    month that is missing, a stub or a floor ends the stretch, because a rate over it would be too low.
    """
    area, first, last = _runs(slab)
    length = last - first + 1
    kept = (length > 1) & (length < YEAR)
    return _summed(slab, area[kept], first[kept], last[kept])


def together_numbers(slab: Slab, months: int) -> Numbers:
    """Return, for each area, the count of the newest so many whole months together, compared with nothing.

    Where fewer months are loaded without a break, it is told over those.
    """
    area, first, last = _runs(slab)
    return _summed(slab, area, np.maximum(first, last - months + 1), last)


def _runs(slab: Slab) -> tuple[Places, Places, Places]:
    """Return area, first and last month of each newest unbroken stretch."""
    whole = slab.measured & (slab.gravity == 0)
    area = np.flatnonzero(whole.any(axis=1))
    return area, *_newest_runs(whole[area])


def _summed(slab: Slab, area: Places, first: Places, last: Places) -> Numbers:
    # Of whole numbers, a sum is the difference of two running ones.
    running = np.zeros((slab.counts.shape[0], slab.counts.shape[1] + 1), dtype=np.int64)
    np.cumsum(slab.counts, axis=1, out=running[:, 1:])
    nothing = np.full(len(area), np.nan)
    never = np.zeros(len(area), dtype=np.bool_)
    return Numbers(
        area,
        first,
        last,
        (running[area, last + 1] - running[area, first]).astype(np.float64),
        never,
        never,
        never,
        nothing,
        nothing,
        nothing,
        nothing,
        never,
        nothing,
    )


def _newest_runs(whole: Flags) -> tuple[Places, Places]:
    """Return the first and last place of the newest unbroken run of each row, which has one."""
    place = np.arange(whole.shape[1])
    last = np.where(whole, place, -1).max(axis=1, initial=-1)
    gaps = ~whole & (place < last[:, None])
    return np.where(gaps, place, -1).max(axis=1, initial=-1) + 1, last


def newest_run(whole: Flags) -> tuple[int, int]:
    """Return the first and last place of the newest unbroken run of True.

    Parameters
    ----------
    whole
        Shape (months,); at least one is True.
    """
    first, last = _newest_runs(whole[None])
    return int(first[0]), int(last[0])
