"""Ends of intervals for a share that lies between 0 and 1."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import special

Values = NDArray[np.float64]


def student(degrees: Values, level: float) -> Values:
    """Return Student's quantile of a two-sided level; not a number below one degree of freedom.

    Parameters
    ----------
    degrees
        Degrees of freedom, any shape.
    level
        Confidence level between 0 and 1.
    """
    # Quantiles are dear and degrees are few: each is looked up once.
    distinct, place = np.unique(degrees, return_inverse=True)
    known = distinct >= 1
    found = special.stdtrit(np.where(known, distinct, 1.0), (1 + level) / 2)
    return np.asarray(np.where(known, found, np.nan)[place].reshape(np.shape(degrees)))


def logit_ends(share: Values, variance: Values, t: Values) -> tuple[Values, Values]:
    """Return the ends on the scale of the logit, where they cannot leave 0 to 1, shape (n,) each.

    Parameters
    ----------
    share, variance
        The share and its variance, shape (n,).
    t
        Student's quantile, shape (n,).
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        centre = np.log(share / (1 - share))
        half = t * np.sqrt(variance) / (share * (1 - share))
    return special.expit(centre - half), special.expit(centre + half)


def wilson_ends(share: Values, size: Values, t: Values) -> tuple[Values, Values]:
    """Return Wilson's ends for a share of a number of people, which may be an effective one, shape (n,) each.

    Parameters
    ----------
    share
        The share, shape (n,).
    size
        People, shape (n,).
    t
        Student's quantile in place of the normal one, shape (n,).
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        centre = share + t**2 / (2 * size)
        half = t * np.sqrt(share * (1 - share) / size + t**2 / (4 * size**2))
        low, high = (centre - half) / (1 + t**2 / size), (centre + half) / (1 + t**2 / size)
    known = ~np.isnan(low)
    return np.where(known & (share <= 0), 0.0, low), np.where(known & (share >= 1), 1.0, high)
