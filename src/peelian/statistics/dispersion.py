"""Dispersion: how much more a series of monthly counts varies than chance alone would make it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Dispersion:
    """Over-dispersion of monthly counts around a calendar-month pattern.

    Parameters
    ----------
    pearson
        Pearson's X2 of each series' 2 x k table of counts, shape (n,).
    degrees
        Residual degrees of freedom, shape (n,): one less than the calendar months in which anything was
        counted. A month that is empty in both years says nothing about variation, and counting it would
        make rare events that come in bursts look steadier than they are.
    factor
        max(1, pearson / degrees), shape (n,); 1 where `degrees` is 0. Below 1 is taken for chance, so that an
        interval is never narrower than that of a Poisson count.
    """

    pearson: Numbers
    degrees: Numbers
    factor: Numbers


def estimate_dispersion(later: ArrayLike, earlier: ArrayLike) -> Dispersion:
    """Estimate the dispersion of many series from pairs of the same calendar month in two years.

    The counts of one series make a 2 x k table (two years, k calendar months). Expected counts are those of
    the model "year + calendar month", which for such a table are row total x column total / total. Where no
    month is empty this is the dispersion of R's ``glm(y ~ year + month, family = quasipoisson)`` before it
    is held at 1 or above (McCullagh and Nelder, Generalized Linear Models, 2nd edition, 1989, section
    6.2.3).

    Parameters
    ----------
    later, earlier
        Counts, shape (n, k): one row a series, one column a calendar month, in the same order.

    Raises
    ------
    ValueError
        If the shapes differ or a count is negative.
    """
    a, b = _pairs(later, earlier)
    both = a + b
    total = both.sum(axis=1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        expected_a = both * (a.sum(axis=1, keepdims=True) / total)
        expected_b = both - expected_a
        # The two cells of a month miss by the same amount, and a month without any count adds nothing.
        misses = (a - expected_a) ** 2 * (1 / expected_a + 1 / expected_b)
    pearson = np.where(np.isfinite(misses), misses, 0.0).sum(axis=1)
    degrees = np.maximum((both > 0).sum(axis=1) - 1, 0).astype(np.float64)
    factor = np.maximum(1.0, pearson / np.maximum(degrees, 1))
    return Dispersion(pearson, degrees, factor)


def _pairs(later: ArrayLike, earlier: ArrayLike) -> tuple[Numbers, Numbers]:
    a = np.asarray(later, dtype=np.float64)
    b = np.asarray(earlier, dtype=np.float64)
    if a.ndim != 2 or a.shape != b.shape or a.shape[1] == 0:
        raise ValueError(
            f"two arrays of one shape (series, months) are needed, not {a.shape} and {b.shape}; "
            "give one row a series and one column a calendar month"
        )
    if a.size and min(a.min(), b.min()) < 0:
        raise ValueError(f"counts of 0 or more are needed, not {min(a.min(), b.min()):g}")
    return a, b
