"""Ratios of two sums over people, such as offences for each offender, with intervals and comparisons.

The people are independent; what each contributes above and below the line may be anything. All that is needed
are their number and five sums.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class RatioSums:
    """Sums over the people of n ratios: arrays of shape (n,), with y above the line and x below it.

    Parameters
    ----------
    people
        How many people contribute.
    above, below
        Sums of y and of x.
    above_squares, products, below_squares
        Sums of y * y, of x * y and of x * x.
    """

    people: Numbers
    above: Numbers
    below: Numbers
    above_squares: Numbers
    products: Numbers
    below_squares: Numbers


@dataclass(frozen=True, slots=True)
class SumRatio:
    """Ratios of sums, arrays of shape (n,), not a number where the lower sum is 0.

    Parameters
    ----------
    ratio, error
        Sum of y / sum of x, and its standard error; no error where there are fewer than two people.
    lower, upper
        Ends of the interval by Student's t with one degree less than there are people; not below 0 where all
        that is summed is 0 or more.
    """

    ratio: Numbers
    error: Numbers
    lower: Numbers
    upper: Numbers


def ratio_of_sums(sums: RatioSums, *, level: float = 0.95) -> SumRatio:
    """Return ratios of sums with Taylor's standard error (R's ``survey::svyratio`` of a plain sample).

    With x = 1 for everybody the ratio is the mean and its error that of ``t.test``.

    Parameters
    ----------
    sums
        The sums of n ratios.
    level
        Confidence level between 0 and 1.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        below = np.where(sums.below > 0, sums.below, np.nan)
        ratio = sums.above / below
        squares = sums.above_squares - 2 * ratio * sums.products + ratio**2 * sums.below_squares
        correction = np.where(sums.people > 1, sums.people / (sums.people - 1), np.nan)
        error = np.sqrt(np.maximum(squares, 0.0) * correction) / below
        reach = -special.stdtrit(np.maximum(sums.people - 1, 1), (1 - level) / 2) * error
    return SumRatio(ratio, error, np.maximum(ratio - reach, 0.0), ratio + reach)
