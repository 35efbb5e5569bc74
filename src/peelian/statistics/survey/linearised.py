"""Estimates with the score of every row: any sum or difference of them has its variance from one rule.

A smooth function of weighted totals varies from sample to sample as the total of its scores does (its
linearised values times the weights: Deville, Survey Methodology 25, 1999). So estimates that carry their
scores can be added, subtracted and averaged, and what they have in common is taken into account. Of a sample
with replicate weights, the score of a replicate is how far its estimate lies from the others: the same holds.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from peelian.statistics.survey.difference import SurveyDifference, difference_of
from peelian.statistics.survey.replicates import Replicates
from peelian.statistics.survey.sample import Sample
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
        Weight times linearised value of each row, 0 for rows that an estimate does not use, shape (n, m); of
        a sample with R replicates what `Replicates.away` returns, shape (R, m).
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


def covariance_of(scores: Values, design: Sample, *, inside: NDArray[np.bool_]) -> Values:
    """Return the covariance of estimates with these scores, shape (m, m).

    Parameters
    ----------
    scores
        As in `Linearised`.
    design
        The design of the rows, or their replicates.
    inside
        Rows each estimate is about, as `covariance_of_totals` asks; replicates do not need to know.
    """
    if isinstance(design, Replicates):
        return np.asarray(scores.T @ scores)
    return covariance_of_totals(scores, design, inside=inside)


def interval_of(made: Linearised, design: Sample, *, level: float = 0.95) -> SurveyDifference:
    """Return each estimate with its variance under the design, its interval by Student's t and its p value.

    Parameters
    ----------
    made
        The estimates; p values are against 0, so they are for differences.
    design
        The design of the rows, or their replicates.
    level
        Confidence level between 0 and 1.
    """
    # Strata in which no row has a score are not told about, as the rules for lonely units ask.
    variance = np.diag(covariance_of(made.scores, design, inside=made.scores != 0))
    return difference_of(made.values, np.maximum(variance, 0.0), made.degrees, level=level)
