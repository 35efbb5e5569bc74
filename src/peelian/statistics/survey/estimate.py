"""Estimates of a survey: values with their covariance under the design, bases and design effects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from peelian.statistics.survey.design import SurveyDesign
from peelian.statistics.survey.design_effect import Against, design_effect
from peelian.statistics.survey.estimator import Estimator
from peelian.statistics.survey.variance import covariance_of_totals

Values = NDArray[np.float64]
Counts = NDArray[np.int64]

Degrees = Literal["part", "whole"]
"""Whose degrees of freedom count: `part`, units less strata with anybody in the part a value is about (R's
`degf(subset(design))`, and what `svyciprop` and `svyquantile` use on such a part), or `whole`, those of the
whole sample (what `confint(svyby(...), df = degf(design))` uses). Without missing answers or groups they are
the same.
"""


@dataclass(frozen=True, slots=True)
class SurveyEstimate:
    """k values of one survey; what they are values of is known to the caller.

    Parameters
    ----------
    values
        Shape (k,); not a number where nobody is in the part.
    covariance
        Of the values under the design, shape (k, k).
    degrees
        Degrees of freedom, shape (k,).
    base
        Rows in the part each value is about, shape (k,).
    weight
        Their weights added up, shape (k,).
    effect
        Design effect, shape (k,); not a number where it has no meaning.
    """

    values: Values
    covariance: Values
    degrees: Values
    base: Counts
    weight: Values
    effect: Values

    @property
    def variances(self) -> Values:
        """Variance of each value, shape (k,)."""
        return np.diagonal(self.covariance)

    @property
    def errors(self) -> Values:
        """Standard error of each value, shape (k,)."""
        return np.asarray(np.sqrt(self.variances))


def survey_estimate(
    estimator: Estimator, design: SurveyDesign, *, degrees: Degrees = "part", against: Against = "finite"
) -> SurveyEstimate:
    """Return values with their covariance by linearisation.

    Parameters
    ----------
    estimator
        What to estimate, over the n rows of the design.
    design
        The design, with what its weights were fitted to.
    degrees
        Whose degrees of freedom count.
    against
        What the design effect holds the variance against.

    Raises
    ------
    ValueError
        If a stratum has one unit and the design's rule is to refuse that, or rows differ in number.
    """
    weights = design.weights
    if len(estimator.inside) != len(weights):
        raise ValueError(f"answers of {len(weights)} rows are needed; found {len(estimator.inside)}")
    values = estimator.values(weights)
    known = np.isfinite(values)
    linearised = np.where(known, estimator.linearised(weights), 0.0)
    covariance = covariance_of_totals(
        weights[:, None] * linearised, design, inside=estimator.inside[:, estimator.part]
    )
    covariance[~known, :] = np.nan
    covariance[:, ~known] = np.nan
    inside = estimator.inside
    free = [
        design.degrees if degrees == "whole" else design.degrees_within(inside[:, each])
        for each in range(inside.shape[1])
    ]
    return SurveyEstimate(
        values=values,
        covariance=covariance,
        degrees=np.where(known, np.array(free, dtype=np.float64)[estimator.part], np.nan),
        base=inside.sum(axis=0).astype(np.int64)[estimator.part],
        weight=(weights @ inside)[estimator.part],
        effect=design_effect(
            estimator, linearised, weights=weights, variance=np.diagonal(covariance), against=against
        ),
    )
