"""The p chart of shares and the c chart of counts: three-sigma limits around a mean."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ThreeSigma:
    """Three-sigma limits.

    Parameters
    ----------
    centre
        The mean, shape (series,).
    lower, upper
        Limits of each sample, shape (series, samples); not below 0, and for shares not above 1.
    """

    centre: Numbers
    lower: Numbers
    upper: Numbers


def p_chart(counts: ArrayLike, sizes: ArrayLike) -> ThreeSigma:
    """Return the limits of shares: p plus and minus 3 sqrt(p (1 - p) / size), p = all counts / all sizes.

    The limits assume that shares vary as the binomial law says (Montgomery, Introduction to Statistical
    Quality Control, chapter 7). Sizes of thousands usually show more variation than that; for such series
    put the monthly shares on an XmR chart.

    Parameters
    ----------
    counts, sizes
        Counts and what they are counts of, shape (series, samples). A sample whose size is 0 or not a number
        has no limits and adds nothing.

    Raises
    ------
    ValueError
        If the shapes differ, or a count is negative or above its size.
    """
    n, of = np.asarray(counts, dtype=np.float64), np.asarray(sizes, dtype=np.float64)
    if n.ndim != 2 or n.shape != of.shape:
        raise ValueError(
            f"two arrays of one shape (series, samples) are needed, not {n.shape} and {of.shape}"
        )
    known = of > 0
    if ((n < 0) | (n > of))[known].any():
        raise ValueError("counts between 0 and their sizes are needed")
    with np.errstate(divide="ignore", invalid="ignore"):
        total = np.where(known, of, 0.0).sum(axis=1)
        centre = np.where(known, n, 0.0).sum(axis=1) / np.where(total > 0, total, np.nan)
        middle = centre[:, None]
        half = 3 * np.sqrt(middle * (1 - middle) / np.where(known, of, np.nan))
    return ThreeSigma(centre, np.maximum(middle - half, 0.0), np.minimum(middle + half, 1.0))


def c_chart(counts: ArrayLike) -> ThreeSigma:
    """Return the limits of counts: mean plus and minus 3 sqrt(mean), as if they varied as Poisson's law says.

    The chart of the textbooks (Montgomery, chapter 7), kept for comparison with them; for monthly counts of
    crime use `monthly_chart`, which measures how much they vary.

    Parameters
    ----------
    counts
        Counts, shape (series, samples); what is not a number adds nothing and has no limits.

    Raises
    ------
    ValueError
        If a count is negative.
    """
    n = np.asarray(counts, dtype=np.float64)
    if n.ndim != 2 or (n < 0).any():
        raise ValueError(f"counts of 0 or more, shape (series, samples), are needed, not {n.shape}")
    known = ~np.isnan(n)
    with np.errstate(divide="ignore", invalid="ignore"):
        centre = np.where(known, n, 0.0).sum(axis=1) / known.sum(axis=1)
    middle = np.where(known, centre[:, None], np.nan)
    half = 3 * np.sqrt(middle)
    return ThreeSigma(centre, np.maximum(middle - half, 0.0), middle + half)
