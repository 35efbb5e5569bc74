"""Months of one series, the newest beside the same month a year earlier."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from peelian.measures.numbers import Flags, Numbers, Slab, Values
from peelian.measures.windows import YEAR
from peelian.statistics.dispersion import estimate_dispersion
from peelian.statistics.rate_ratio import exact_ratio

COMPARED_MONTHS = 13
"""Months, counted back from the newest, that are compared with the same month a year earlier.

An exact interval costs far more than a count, and who looks further back reads the rolling years, all
compared.
"""


def month_counts(slab: Slab) -> Numbers:
    """Return the months of a series; the newest thirteen beside the same month a year earlier.

    Without intervals, which an exact method makes dear.
    """
    area, month = np.nonzero(slab.told)
    valued = (slab.measured & (slab.gravity < 2))[area, month]
    whole = slab.measured & (slab.gravity == 0)
    recent = (month >= slab.counts.shape[1] - COMPARED_MONTHS) & (month >= YEAR)
    earlier = np.where(recent, month - YEAR, 0)
    compared = recent & valued & slab.measured[area, earlier]
    comparable = compared & whole[area, month] & whole[area, earlier]
    value = np.where(valued, slab.counts[area, month], np.nan)
    known_earlier = compared & (slab.gravity < 2)[area, earlier]
    previous = np.where(known_earlier, slab.counts[area, earlier], np.nan)
    none = np.full(len(area), np.nan)
    doubtful = valued & (slab.gravity == 1)[area, month]
    exact = np.ones(len(area), dtype=np.bool_)
    return Numbers(
        area, month, month, value, doubtful, compared, comparable, previous, none, none, none, exact, none
    )


def month_numbers(slab: Slab) -> Numbers:
    """Return the months of a series as `month_counts` does, with intervals.

    The interval is the exact one for two counts, widened by the dispersion of the series' newest 24 months.
    """
    counts = month_counts(slab)
    comparable = counts.comparable
    if not comparable.any():
        return counts
    factor, degrees = month_dispersion(slab.counts, slab.measured & (slab.gravity == 0))
    at = counts.area[comparable]
    made = exact_ratio(
        counts.value[comparable], counts.previous[comparable], dispersion=factor[at], degrees=degrees[at]
    )
    ratio, lower, upper, p = (np.full(len(comparable), np.nan) for _ in range(4))
    ratio[comparable], lower[comparable], upper[comparable] = made.ratio, made.lower, made.upper
    p[comparable] = made.p
    return replace(counts, ratio=ratio, lower=lower, upper=upper, p=p)


def month_dispersion(counts: NDArray[np.int64], whole: Flags) -> tuple[Values, Values]:
    """Return the dispersion of each area's newest 24 months and the degrees of freedom it rests on.

    Parameters
    ----------
    counts
        Shape (areas, months).
    whole
        True where a month may be compared; pairs of which one is not whole say nothing.

    Returns
    -------
    tuple of ndarray
        Shape (areas,) each; 1 and 0 where there is less than a year and a month.
    """
    pairs = min(YEAR, counts.shape[1] - YEAR)
    if pairs < 1:
        return np.ones(len(counts)), np.zeros(len(counts))
    later, earlier = counts[:, -pairs:], counts[:, -YEAR - pairs : -YEAR]
    both = whole[:, -pairs:] & whole[:, -YEAR - pairs : -YEAR]
    spread = estimate_dispersion(np.where(both, later, 0), np.where(both, earlier, 0))
    return spread.factor, spread.degrees
