"""Ends of intervals by Student's t: plain, on the logit, and by Wilson's score."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import special, stats

Values = NDArray[np.float64]


def student(degrees: Values, level: float) -> Values:
    """Return Student's quantile of a two-sided level; not a number below one degree of freedom."""
    # Quantiles are dear and degrees are few: each is looked up once.
    distinct, place = np.unique(degrees, return_inverse=True)
    known = distinct >= 1
    found = stats.t.ppf((1 + level) / 2, np.where(known, distinct, 1.0))
    return np.asarray(np.where(known, found, np.nan)[place].reshape(np.shape(degrees)))


def logit_ends(share: Values, variance: Values, t: Values) -> tuple[Values, Values]:
    """Return the ends of an interval that is symmetric on the logit, and so never leaves 0 to 1.

    Parameters
    ----------
    share, variance, t
        The share, its variance and Student's quantile, shape (n,).
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        centre = np.log(share / (1 - share))
        half = t * np.sqrt(variance) / (share * (1 - share))
    return special.expit(centre - half), special.expit(centre + half)


def wilson_ends(share: Values, size: Values, t: Values) -> tuple[Values, Values]:
    """Return the ends of Wilson's score interval, 0 or 1 itself where none or all said yes.

    Parameters
    ----------
    share, size, t
        The share, the effective base and Student's quantile, shape (n,).
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        centre = share + t**2 / (2 * size)
        half = t * np.sqrt(share * (1 - share) / size + t**2 / (4 * size**2))
        low, high = (centre - half) / (1 + t**2 / size), (centre + half) / (1 + t**2 / size)
    known = ~np.isnan(low)
    return np.where(known & (share <= 0), 0.0, low), np.where(known & (share >= 1), 1.0, high)
