"""Estimates with the score of every row: any sum or difference of them has its variance from one rule.

A smooth function of weighted totals varies from sample to sample as the total of its scores does (its
linearised values times the weights: Deville, Survey Methodology 25, 1999). So estimates that carry their
scores can be added, subtracted and averaged, and what they have in common is taken into account.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from peelian.statistics.survey.design import SurveyDesign
from peelian.statistics.survey.difference import SurveyDifference, difference_of
from peelian.statistics.survey.variance import covariance_of_totals

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Linearised:
    """m estimates from one sample of n rows.

    Parameters
    ----------
    values
        Shape (m,).
    scores
        Weight times linearised value of each row, 0 for rows that an estimate does not use, shape (n, m).
    degrees
        Degrees of freedom of each, shape (m,).
    """

    values: Values
    scores: Values
    degrees: Values

    def combined(self, by: ArrayLike) -> Linearised:
        """Return sums of the estimates, each with the least degrees of freedom of those in it.

        Parameters
        ----------
        by
            What each estimate is multiplied by, shape (m,) for one sum or (sums, m).
        """
        factors = np.atleast_2d(np.asarray(by, dtype=np.float64))
        used = np.where(factors != 0, self.degrees[None], np.inf).min(axis=1)
        return Linearised(factors @ self.values, self.scores @ factors.T, used)


def interval_of(made: Linearised, design: SurveyDesign, *, level: float = 0.95) -> SurveyDifference:
    """Return each estimate with its variance under the design, its interval by Student's t and its p value.

    Parameters
    ----------
    made
        The estimates; p values are against 0, so they are for differences.
    design
        The design of the rows.
    level
        Confidence level between 0 and 1.
    """
    # Strata in which no row has a score are not told about, as the rules for lonely units ask.
    variance = np.diag(covariance_of_totals(made.scores, design, inside=made.scores != 0))
    return difference_of(made.values, np.maximum(variance, 0.0), made.degrees, level=level)
