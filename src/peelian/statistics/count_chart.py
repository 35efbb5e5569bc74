"""The chart of small counts: exact probability limits, wider where counts vary more than by chance."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from peelian.statistics.chart_segments import Segments, lay_segments
from peelian.statistics.count_quantile import count_quantile
from peelian.statistics.individuals_chart import Limits

Numbers = NDArray[np.float64]

_BEYOND = float(special.ndtr(-3.0))
_NEAR = float(special.ndtr(-2.0))


def count_limits(
    counts: ArrayLike,
    segments: Segments | None = None,
    *,
    season: ArrayLike = 1.0,
    spread_by: ArrayLike = 1.0,
) -> Limits:
    """Return exact limits of small monthly counts.

    A count beyond either limit has at most the probability of a normal value three standard deviations away
    (0.00135), and one beyond the near limits at most that of two (0.0228). The distribution is Poisson's with
    the mean of the segment; where neighbouring counts lie further apart than Poisson's would, it is the
    negative binomial with the variance that they show. The comparison is that of Laney's u' chart (Quality
    Engineering 14, 2002), but with the expected distance of two Poisson counts, 2 m exp(-2 m) (I0(2 m) +
    I1(2 m)), in place of 1.128 standard deviations, which it reaches only when counts are large.

    With three-sigma limits a mean below nine has no lower limit and rare counts go over the upper one
    several times as often as they should; probability limits do neither.

    Parameters
    ----------
    counts
        Counts of 0 or more, shape (series, months).
    segments
        Months not measured, new starts and baselines; without it all months are one segment.
    season
        Calendar-month index of each month, shape (series, months), or 1.
    spread_by
        Factor for distances between neighbours, one number or shape (series,), as in `individuals_limits`.

    Returns
    -------
    Limits
        `centre` is the mean; `middle` is the median, because most months of a rare event lie below its mean
        and a run below the mean would mean nothing. Where the baseline has no event at all, half an
        event is assumed.

    Raises
    ------
    ValueError
        If a count is negative or the shapes do not fit.
    """
    n = np.asarray(counts, dtype=np.float64)
    if n.ndim != 2 or (n.size and n.min() < 0):
        raise ValueError(f"counts of 0 or more, shape (series, months), are needed, not {n.shape}")
    laid = lay_segments((n.shape[0], n.shape[1])) if segments is None else segments
    index = np.broadcast_to(np.asarray(season, dtype=np.float64), n.shape)
    # Sum over sum and not a mean of ratios: a month with little season would otherwise weigh too much.
    mean = laid.mean(n, laid.base) / laid.mean(index, laid.base)
    factor = _extra(laid.mean_distance(n / index), mean, spread_by=spread_by)
    assumed = np.where(np.isnan(mean), np.nan, np.maximum(mean, 0.5 / np.maximum(laid.months(), 1)))
    if np.ndim(season) == 0:
        ends = (mean, *_quantiles(assumed, factor))
        return Limits(*(laid.spread(each) for each in ends))
    return Limits(laid.spread(mean) * index, *_quantiles(laid.spread(assumed) * index, laid.spread(factor)))


def _quantiles(mean: Numbers, factor: Numbers) -> tuple[Numbers, ...]:
    """Return the lower and upper limit, the two near limits and the median."""
    probabilities = (_BEYOND, 1 - _BEYOND, _NEAR, 1 - _NEAR, 0.5)
    return tuple(count_quantile(each, mean, factor) for each in probabilities)


def _extra(distance: Numbers, mean: Numbers, *, spread_by: ArrayLike) -> Numbers:
    """Return variance over mean of each segment, at least 1, shape (series, segments)."""
    # Scaled Bessel functions carry the factor exp(-2 m).
    expected = 2 * mean * (special.ive(0, 2 * mean) + special.ive(1, 2 * mean))
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = distance * np.reshape(np.asarray(spread_by, dtype=np.float64), (-1, 1)) / expected
    known = (mean > 0) & np.isfinite(ratio)
    return np.where(known, np.maximum(1.0, np.where(known, ratio, 1.0) ** 2), 1.0)
