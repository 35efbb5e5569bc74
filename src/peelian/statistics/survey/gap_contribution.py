"""What each sub-group adds to the gap of its group from the whole."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peelian.statistics.survey.cube import SurveyCube
from peelian.statistics.survey.cube_difference import flat_variance
from peelian.statistics.survey.cube_estimate import estimate, sums_of
from peelian.statistics.survey.cube_parts import CubeParts
from peelian.statistics.survey.cube_spread import plan_spread
from peelian.statistics.survey.difference import SurveyDifference, difference_of
from peelian.statistics.survey.quotient import Quotient

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class GapContribution:
    """What n sub-groups add, arrays of shape (n,).

    Parameters
    ----------
    share_of_group
        Weight of the sub-group over that of its group.
    own_gap
        Estimate of the sub-group less that of the whole.
    contribution
        The product of the two with its interval. Sub-groups that make up the group add up to its gap.
    """

    share_of_group: Values
    own_gap: Values
    contribution: SurveyDifference


def gap_contribution(
    cube: SurveyCube,
    quotient: Quotient,
    *,
    subgroups: CubeParts,
    group: CubeParts,
    whole: CubeParts,
    level: float = 0.95,
) -> GapContribution:
    """Return what sub-groups add to the gap of their group from the whole.

    The gap of a group is the mean over its people of what the answer of each differs from that of the whole,
    so it falls apart exactly: share of weight times own gap, added over sub-groups. The variance of a product
    is that of its linearisation, in which the share of weight, the own estimate and that of the whole all
    vary, and people belong to all three.

    Parameters
    ----------
    cube
        The cube.
    quotient
        What is estimated.
    subgroups, group, whole
        Parts of equal length: each sub-group is part of its group, and each group of its whole.
    level
        Confidence level between 0 and 1.

    Raises
    ------
    ValueError
        As `estimate`; if the parts are not as many.
    """
    if not len(subgroups) == len(group) == len(whole):
        raise ValueError(
            f"a group and a whole are needed for each of {len(subgroups)} sub-groups; found {len(group)} and "
            f"{len(whole)}"
        )
    question = sums_of(cube, quotient)
    own, above, all_of = (estimate(cube, quotient, each, level=level) for each in (subgroups, group, whole))
    bottom = question.on_columns(np.array([quotient.bottom]))
    top = question.on_columns(np.array([quotient.top]))
    with np.errstate(divide="ignore", invalid="ignore"):
        share = own.bottom / above.bottom
        gap = own.value - all_of.value
        away = (top - all_of.value[:, None] * bottom) / above.bottom[:, None]
        product = share * gap
        scores = [
            away,
            -product[:, None] * bottom / above.bottom[:, None],
            -(own.bottom / all_of.bottom)[:, None] * away,
        ]
    base = question.base_of(np.array(quotient.bottom))
    plan = plan_spread(cube, subgroups, group, whole)
    variance = plan.variance(question, [np.nan_to_num(each) for each in scores], base=base)
    variance = variance + share**2 * flat_variance(quotient, own)
    variance = np.where(np.isnan(product), np.nan, variance)
    degrees = plan.degrees(question, base)
    return GapContribution(share, gap, difference_of(product, variance, degrees, level=level))
