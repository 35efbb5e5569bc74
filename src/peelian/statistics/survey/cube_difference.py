"""Differences of two parts of a sample that may share people: gaps, changes, parts against a whole."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from peelian.statistics.survey.cube import SurveyCube
from peelian.statistics.survey.cube_estimate import CubeEstimate, estimate, sums_of
from peelian.statistics.survey.cube_parts import CubeParts
from peelian.statistics.survey.cube_spread import SpreadPlan, plan_spread
from peelian.statistics.survey.difference import SurveyDifference, difference_of
from peelian.statistics.survey.quotient import Quotient

Values = NDArray[np.float64]


def difference(
    cube: SurveyCube,
    quotient: Quotient,
    *,
    first: CubeParts,
    second: CubeParts,
    plan: SpreadPlan | None = None,
    estimates: tuple[CubeEstimate, CubeEstimate] | None = None,
    level: float = 0.95,
) -> SurveyDifference:
    """Return the estimates of the first parts less those of the second, with what both have in common.

    One function serves the gap of two groups, the gap of a group from the whole that it is part of, and the
    change from one window of months to another, whether or not they share months: the variance is that of the
    difference of two linearised estimates summed person by person (or cluster by cluster) before it is
    squared, so the covariance is exact (R's ``svycontrast`` of stacked copies of the sample whose clusters
    are people; Wood, Survey Methodology 34, 2008, on overlapping samples).

    The sample is all that was drawn in the months of either part. Samples drawn apart, such as quarters, need
    the quarter in the stratum; windows that share no quarter are then independent, as they were drawn.

    Parameters
    ----------
    cube
        The cube.
    quotient
        What is estimated.
    first, second
        Parts of the same cube, of equal length.
    plan
        `plan_spread(cube, first, second)`, where it serves several questions.
    estimates
        `estimate` of the first and of the second parts, where they were made already.
    level
        Confidence level between 0 and 1.

    Raises
    ------
    ValueError
        As `estimate`; if the parts are not as many.
    """
    if len(first) != len(second):
        raise ValueError(f"as many first as second parts are needed, not {len(first)} and {len(second)}")
    question = sums_of(cube, quotient)
    one, other = estimates or (estimate(cube, quotient, each, level=level) for each in (first, second))
    plan = plan if plan is not None else plan_spread(cube, first, second)
    base = question.base_of(np.array(quotient.bottom))
    variance = plan.variance(question, [np.nan_to_num(one.scores), -np.nan_to_num(other.scores)], base=base)
    variance = variance + flat_variance(quotient, one) + flat_variance(quotient, other)
    gap = one.value - other.value
    degrees = plan.degrees(question, base)
    return difference_of(gap, np.where(np.isnan(gap), np.nan, variance), degrees, level=level)


def flat_variance(quotient: Quotient, told: CubeEstimate) -> Values:
    """Return the variance that estimates have where linearisation sees none: shares of all or none.

    Parameters
    ----------
    quotient, told
        What was estimated.
    """
    flat = quotient.is_share & ((told.value == 0) | (told.value == 1))
    return np.where(flat, told.variance, 0.0)
