"""Rolling years of one series, each beside the twelve months before."""

from __future__ import annotations

import numpy as np

from peelian.measures.numbers import Numbers, Slab
from peelian.measures.windows import YEAR, rolling_sums, year_blocks
from peelian.statistics.window_ratio import compare_windows


def rolling_numbers(slab: Slab) -> Numbers:
    """Return every twelve months of a series, beside the twelve months before.

    A year in which any month is missing, a stub or a floor has no number.
    """
    told = year_blocks(slab.told)
    due = told[..., 0] & told[..., -1] if told.shape[1] else np.zeros(told.shape[:2], dtype=np.bool_)
    area, window = np.nonzero(due)
    whole = np.asarray(year_blocks(slab.measured & (slab.gravity == 0)).all(axis=-1))
    measured = np.asarray(year_blocks(slab.measured).all(axis=-1))
    blocks = year_blocks(slab.counts)
    sums = rolling_sums(slab.counts)
    valued = whole[area, window]
    earlier = np.maximum(window - YEAR, 0)
    compared = valued & (window >= YEAR) & measured[area, earlier]
    comparable = compared & whole[area, earlier]
    value = np.where(valued, sums[area, window], np.nan)
    previous = np.where(comparable, sums[area, earlier], np.nan)
    ratio, lower, upper, p = (np.full(len(area), np.nan) for _ in range(4))
    exact = np.zeros(len(area), dtype=np.bool_)
    if comparable.any():
        made = compare_windows(
            blocks[area[comparable], window[comparable]], blocks[area[comparable], earlier[comparable]]
        )
        ratio[comparable] = made.ratio.ratio
        lower[comparable], upper[comparable] = made.ratio.lower, made.ratio.upper
        exact[comparable], p[comparable] = made.exact, made.ratio.p
    doubtful = np.zeros(len(area), dtype=np.bool_)
    return Numbers(
        area,
        window,
        window + YEAR - 1,
        value,
        doubtful,
        compared,
        comparable,
        previous,
        ratio,
        lower,
        upper,
        exact,
        p,
    )
