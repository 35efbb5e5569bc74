"""Rolling years of one series, each beside the twelve months before."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from peelian.measures.numbers import Numbers, Slab
from peelian.measures.windows import YEAR, rolling_sums, year_blocks
from peelian.statistics.window_ratio import compare_windows


def rolling_counts(slab: Slab) -> Numbers:
    """Return every twelve months of a series and the twelve months before, without intervals.

    A year in which any month is missing, a stub or a floor has no number.
    """
    told = year_blocks(slab.told)
    due = told[..., 0] & told[..., -1] if told.shape[1] else np.zeros(told.shape[:2], dtype=np.bool_)
    area, window = np.nonzero(due)
    whole = np.asarray(year_blocks(slab.measured & (slab.gravity == 0)).all(axis=-1))
    measured = np.asarray(year_blocks(slab.measured).all(axis=-1))
    sums = rolling_sums(slab.counts)
    valued = whole[area, window]
    earlier = np.maximum(window - YEAR, 0)
    compared = valued & (window >= YEAR) & measured[area, earlier]
    comparable = compared & whole[area, earlier]
    value = np.where(valued, sums[area, window], np.nan)
    previous = np.where(comparable, sums[area, earlier], np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = value / previous
    none, no = np.full(len(area), np.nan), np.zeros(len(area), dtype=np.bool_)
    last = window + YEAR - 1
    return Numbers(area, window, last, value, no, compared, comparable, previous, ratio, none, none, no, none)


def rolling_numbers(slab: Slab) -> Numbers:
    """Return every twelve months of a series, each beside the twelve months before, with an interval."""
    counts = rolling_counts(slab)
    comparable = counts.comparable
    if not comparable.any():
        return counts
    blocks, area, window = year_blocks(slab.counts), counts.area[comparable], counts.first[comparable]
    made = compare_windows(blocks[area, window], blocks[area, window - YEAR])
    lower, upper, p = (np.full(len(comparable), np.nan) for _ in range(3))
    lower[comparable], upper[comparable] = made.ratio.lower, made.ratio.upper
    p[comparable] = made.ratio.p
    exact = np.zeros(len(comparable), dtype=np.bool_)
    exact[comparable] = made.exact
    return replace(counts, lower=lower, upper=upper, exact=exact, p=p)
