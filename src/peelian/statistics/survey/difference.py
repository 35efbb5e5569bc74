"""Differences of weighted shares: of one time from another, and of one group from another."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from peelian.statistics.survey.interval_ends import student
from peelian.statistics.survey.share import SurveyShare

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class SurveyDifference:
    """Differences of two shares, arrays of shape (n,); not a number where either is not known.

    Parameters
    ----------
    difference
        As a fraction: 0.05 is five percentage points.
    variance, lower, upper, degrees
        Its variance, the ends of its interval by Student's t, and the degrees of freedom.
    p
        Two-sided p value against no difference.
    """

    difference: Values
    variance: Values
    lower: Values
    upper: Values
    degrees: Values
    p: Values


def difference_of(
    difference: Values, variance: Values, degrees: Values, *, level: float = 0.95
) -> SurveyDifference:
    """Return a difference with its interval, difference ± t x standard error, and the p value of the same t.

    Parameters
    ----------
    difference, variance, degrees
        Shape (n,).
    level
        Confidence level between 0 and 1.
    """
    t, error = student(degrees, level), np.sqrt(variance)
    with np.errstate(divide="ignore", invalid="ignore"):
        size = np.abs(difference) / error
    known = ~np.isnan(t) & ~np.isnan(size)
    p = np.where(known, 2 * special.stdtr(np.where(known, degrees, 1), np.where(known, -size, 0)), np.nan)
    return SurveyDifference(difference, variance, difference - t * error, difference + t * error, degrees, p)


def independent_difference(
    later: SurveyShare, earlier: SurveyShare, *, level: float = 0.95
) -> SurveyDifference:
    """Return the difference of two shares of samples drawn apart, such as two years of a survey.

    The variances add up and so do the degrees of freedom, as in one design whose strata are those of both
    samples (R's ``svycontrast`` of a ``svyby``). Wrong for two stretches of time that share months.

    Parameters
    ----------
    later, earlier
        The shares.
    level
        Confidence level between 0 and 1.
    """
    return difference_of(
        later.share - earlier.share,
        later.variance + earlier.variance,
        later.degrees + earlier.degrees,
        level=level,
    )
