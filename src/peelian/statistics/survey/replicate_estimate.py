"""Estimates of a survey with errors from its replicate weights."""

from __future__ import annotations

import numpy as np

from peelian.statistics.survey.design_effect import Against, design_effect
from peelian.statistics.survey.estimate import SurveyEstimate
from peelian.statistics.survey.estimator import Estimator
from peelian.statistics.survey.replicates import Replicates


def replicate_estimate(
    estimator: Estimator, replicates: Replicates, *, against: Against = "finite"
) -> SurveyEstimate:
    """Return values with their covariance from replicates; the same record as `survey_estimate` gives.

    Degrees of freedom are those of the whole sample (R's `degf` of a design of replicates).

    Parameters
    ----------
    estimator
        What to estimate, over the n rows of the sample.
    replicates
        The weights and their replicates.
    against
        What the design effect holds the variance against.

    Raises
    ------
    ValueError
        If rows differ in number.
    """
    weights = replicates.weights
    inside = estimator.inside
    if len(inside) != len(weights):
        raise ValueError(f"answers of {len(weights)} rows are needed; found {len(inside)}")
    values, covariance = replicates.covariance(estimator.values)
    known = np.isfinite(values)
    linearised = np.where(known, estimator.linearised(weights), 0.0)
    return SurveyEstimate(
        values=values,
        covariance=covariance,
        degrees=np.where(known, float(replicates.degrees), np.nan),
        base=inside.sum(axis=0).astype(np.int64)[estimator.part],
        weight=(weights @ inside)[estimator.part],
        effect=design_effect(
            estimator, linearised, weights=weights, variance=np.diagonal(covariance), against=against
        ),
    )
