"""How a ratio of two sums over people changes from one group of people to another."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from peelian.statistics.sum_ratio import SumRatio

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class RatioChange:
    """Changes of a ratio, arrays of shape (n,), not a number where one is 0 or neither shows any spread.

    Parameters
    ----------
    change, lower, upper
        later / earlier - 1 and the ends of its interval.
    p
        Two-sided p value against no change, consistent with the interval.
    """

    change: Numbers
    lower: Numbers
    upper: Numbers
    p: Numbers


def compare_ratios(later: SumRatio, earlier: SumRatio, *, level: float = 0.95) -> RatioChange:
    """Compare two ratios of different people, on the logarithmic scale with the delta method.

    Parameters
    ----------
    later, earlier
        What `ratio_of_sums` returns for the people of two periods. Somebody who is among both is treated as
        two people.
    level
        Confidence level between 0 and 1.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        known = (later.ratio > 0) & (earlier.ratio > 0)
        middle = np.where(known, np.log(later.ratio / earlier.ratio), np.nan)
        error = np.hypot(later.error / later.ratio, earlier.error / earlier.ratio)
        # Where nobody differs from anybody else, how much people differ is not known.
        error = np.where(error > 0, error, np.nan)
        reach = -special.ndtri((1 - level) / 2) * error
        p = np.where(middle == 0, 1.0, 2 * special.ndtr(-np.abs(middle) / error))
    p = np.where(np.isnan(middle) | np.isnan(error), np.nan, p)
    return RatioChange(np.expm1(middle), np.expm1(middle - reach), np.expm1(middle + reach), p)
