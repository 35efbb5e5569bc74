"""What a count will have come to by a day ahead, if it goes on at its present pace."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

Numbers = NDArray[np.float64]

_WEEK, _ENOUGH_WEEKS = 7, 4


@dataclass(frozen=True, slots=True)
class Projection:
    """Projections of counts, arrays of shape (series,).

    Parameters
    ----------
    expected, lower, upper
        What the count will have come to, and the ends of its prediction interval.
    dispersion
        How many times a Poisson count's variance the counts have, at least 1; one number for all.
    """

    expected: Numbers
    lower: Numbers
    upper: Numbers
    dispersion: float


def project_pace(
    held: ArrayLike, recent: ArrayLike, *, days: int, ahead: int, level: float = 0.95
) -> Projection:
    """Project counts to a day ahead, each at the pace of its most recent days.

    The days ahead hold a count of the same rate as the recent ones. Given the sum of the two the count ahead
    is binomial with share ahead / (ahead + days), so that the prediction interval is that of Nelson (Applied
    Life Data Analysis, 1982, section 6.1), both counts divided by the dispersion of whole weeks about each
    series' own mean (all series together, with t tails). Under four weeks it is that of days, which days of
    the week make larger rather than smaller; under one week that of a Poisson count.

    Parameters
    ----------
    held
        What has been counted since the beginning, shape (series,).
    recent
        Counts of the last `days` days, the oldest first, shape (series, days).
    days
        How many recent days the pace is that of.
    ahead
        Days still to come, 0 or more.
    level
        Level of the prediction interval.

    Raises
    ------
    ValueError
        If the shapes do not fit, a count is negative or there are no recent days.
    """
    so_far, daily = np.asarray(held, dtype=np.float64), np.asarray(recent, dtype=np.float64)
    if days < 1 or ahead < 0 or daily.shape != (len(so_far), days) or (daily < 0).any():
        raise ValueError(
            f"counts of the last {days} days for each of {len(so_far)} series are needed, not {daily.shape}"
        )
    pace = daily.sum(axis=1)
    dispersion, degrees = _dispersion(daily)
    expected = so_far + pace * ahead / days
    if ahead == 0:
        return Projection(expected, so_far.copy(), so_far.copy(), dispersion)
    tail = float(special.ndtr(special.stdtrit(degrees, (1 - level) / 2)) if degrees else (1 - level) / 2)
    share, counted = ahead / (ahead + days), pace / dispersion
    # The largest and the smallest count whose tail, given the sum with the recent count, is above `tail`.
    above = special.btdtria(tail, counted + 1, share) * dispersion
    below = (special.btdtria(1 - tail, np.where(counted > 0, counted, 1.0), share) - 1) * dispersion
    most = np.maximum(np.ceil(above - 1e-9) - 1, 0.0)
    least = np.where(counted > 0, np.maximum(np.floor(below + 1e-9) + 1, 0.0), 0.0)
    return Projection(expected, so_far + least, so_far + most, dispersion)


def _dispersion(daily: Numbers) -> tuple[float, int]:
    """Return the variance over the mean of weeks, or of days, at least 1, and its degrees of freedom."""
    number = daily.shape[1]
    if number < _WEEK:
        return 1.0, 0
    length = _WEEK if number >= _ENOUGH_WEEKS * _WEEK else 1
    blocks = number // length
    counts = daily[:, number - blocks * length :].reshape(len(daily), blocks, length).sum(axis=2)
    mean = counts.mean(axis=1, keepdims=True)
    inside = mean[:, 0] > 0
    degrees = int(inside.sum()) * (blocks - 1)
    if not degrees:
        return 1.0, 0
    pearson = float(((counts - mean) ** 2 / np.where(mean > 0, mean, 1.0))[inside].sum())
    return max(1.0, pearson / degrees), degrees
