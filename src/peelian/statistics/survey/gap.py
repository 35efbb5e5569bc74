"""The gap between the weighted shares of two groups of one sample, with what they have in common."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peelian.statistics.survey.difference import SurveyDifference, difference_of
from peelian.statistics.survey.share import survey_share
from peelian.statistics.survey.sums import DesignSums, between_units

Values = NDArray[np.float64]
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class CrossSums:
    """What two groups have in common unit by unit, arrays of shape (n, strata).

    Where units are persons all products of two groups are 0, since nobody is in both; where they are
    clusters, a school say, people of both groups are in one. A group and the whole that it is part of share
    every person of the group.

    Parameters
    ----------
    inside
        Units with anybody of either group in the base.
    weight_weight, weight_yes, yes_weight, yes_yes
        Over units, the sums of the weight of the first group, or its weight of yes, times the weight of the
        second, or its weight of yes.
    """

    inside: Counts
    weight_weight: Values
    weight_yes: Values
    yes_weight: Values
    yes_yes: Values


def group_gap(
    first: DesignSums, second: DesignSums, *, cross: CrossSums, level: float = 0.95
) -> SurveyDifference:
    """Return the share of the first group less that of the second.

    Two groups of one sample are not quite independent: within a stratum, more of the one means fewer of the
    other, and clusters hold people of both. So the variance is that of the difference of two linearised
    ratios, variance + variance - 2 x covariance (R's ``svycontrast`` of ``svyby(covmat = TRUE)``).

    Parameters
    ----------
    first, second
        Sums of the two groups of the same samples. The second may be a whole that the first is part of.
    cross
        What they have in common.
    level
        Confidence level between 0 and 1.
    """
    one, other = survey_share(first, level=level), survey_share(second, level=level)
    p, q = one.share[:, None], other.share[:, None]
    products = cross.yes_yes - q * cross.yes_weight - p * cross.weight_yes + p * q * cross.weight_weight
    totals = (first.yes - p * first.weight) * (second.yes - q * second.weight)
    shared = between_units(products, totals, first.units)
    with np.errstate(divide="ignore", invalid="ignore"):
        covariance = shared / (one.weight * other.weight)
    variance = np.maximum(one.variance + other.variance - 2 * covariance, 0.0)
    degrees = (cross.inside.sum(axis=1) - (cross.inside > 0).sum(axis=1)).astype(np.float64)
    return difference_of(one.share - other.share, variance, degrees, level=level)
