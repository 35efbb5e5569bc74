"""A sample whose variance comes from how it was drawn, or from replicate weights: estimates of either."""

from __future__ import annotations

from peelian.statistics.survey.design import SurveyDesign
from peelian.statistics.survey.design_effect import Against
from peelian.statistics.survey.estimate import Degrees, SurveyEstimate, survey_estimate
from peelian.statistics.survey.estimator import Estimator
from peelian.statistics.survey.replicate_estimate import replicate_estimate
from peelian.statistics.survey.replicates import Replicates

Sample = SurveyDesign | Replicates
"""What estimates are made from: a design with its strata and units, or weights with their replicates."""


def sample_estimate(
    estimator: Estimator, sample: Sample, *, degrees: Degrees = "part", against: Against = "finite"
) -> SurveyEstimate:
    """Return values with their covariance, by linearisation under a design or from replicates.

    Parameters
    ----------
    estimator
        What to estimate, over the n rows of the sample.
    sample
        The design, or the replicates.
    degrees
        Whose degrees of freedom count under a design; with replicates those of the whole sample do.
    against
        What the design effect holds the variance against.

    Raises
    ------
    ValueError
        If a stratum has one unit and the design's rule is to refuse that, or rows differ in number.
    """
    if isinstance(sample, Replicates):
        return replicate_estimate(estimator, sample, against=against)
    return survey_estimate(estimator, sample, degrees=degrees, against=against)
