"""Comparing two years: which of the two ratios is used, and why."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from peelian.statistics.rate_ratio import Ratio, exact_ratio, quasi_poisson_ratio

LARGE_ENOUGH = 20
"""Smallest total of each year for which the quasi-Poisson interval is used.

Wald's interval leans on the logarithm of a count being nearly normal. Under about twenty events it is not,
and at zero it has no interval at all; the exact interval holds there at the price of being somewhat wide.
"""


@dataclass(frozen=True, slots=True)
class WindowRatio:
    """Ratios of two years and how each interval was made.

    Parameters
    ----------
    ratio
        The ratios, arrays of shape (n,).
    exact
        True where the exact interval was used, shape (n,).
    """

    ratio: Ratio
    exact: NDArray[np.bool_]


def compare_windows(later: ArrayLike, earlier: ArrayLike, *, level: float = 0.95) -> WindowRatio:
    """Compare two years of monthly counts for many series.

    Where both totals reach `LARGE_ENOUGH`, `quasi_poisson_ratio`; otherwise `exact_ratio` of the totals
    with the dispersion of the same table of months.

    Parameters
    ----------
    later, earlier
        Counts, shape (n, k): one row a series, one column a calendar month, in the same order.
    level
        Confidence level between 0 and 1.
    """
    wald = quasi_poisson_ratio(later, earlier, level=level)
    a = np.asarray(later, dtype=np.float64)
    b = np.asarray(earlier, dtype=np.float64)
    total_a, total_b = a.sum(axis=1), b.sum(axis=1)
    few = (total_a < LARGE_ENOUGH) | (total_b < LARGE_ENOUGH)
    lower, upper, p = wald.lower.copy(), wald.upper.copy(), wald.p.copy()
    if few.any():
        exact = exact_ratio(
            total_a[few],
            total_b[few],
            dispersion=wald.dispersion[few],
            degrees=wald.degrees[few],
            level=level,
        )
        lower[few], upper[few], p[few] = exact.lower, exact.upper, exact.p
    return WindowRatio(Ratio(wald.ratio, lower, upper, wald.dispersion, wald.degrees, p), few)
