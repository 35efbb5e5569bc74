"""What a sub-group adds to the gap of its group from the whole, from sums by stratum and never from rows."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from peelian.statistics.survey.difference import SurveyDifference, difference_of
from peelian.statistics.survey.gap import CrossSums
from peelian.statistics.survey.share import survey_share
from peelian.statistics.survey.sums import DesignSums, between_units

Values = NDArray[np.float64]
_Score = tuple[Values, Values]


@dataclass(frozen=True, slots=True)
class Nested:
    """A sub-group, its group and the whole, each part of the next, over the same n samples.

    Parameters
    ----------
    own, group, whole
        The sums of each.
    own_group, own_whole, group_whole
        What each two have in common.
    """

    own: DesignSums
    group: DesignSums
    whole: DesignSums
    own_group: CrossSums
    own_whole: CrossSums
    group_whole: CrossSums


def gap_part(nested: Nested, *, level: float = 0.95) -> SurveyDifference:
    """Return what the sub-group adds: its share of the group's weight times its own gap from the whole.

    Over sub-groups that make up the group these add up to its gap exactly. The variance is that of the
    linearised product, in which the share of weight and both shares of yes vary, and people belong to all
    three parts: what `peelian.statistics.survey.gap_contribution` reckons from a cube.

    Parameters
    ----------
    nested
        The three parts.
    level
        Confidence level between 0 and 1.
    """
    own, all_of = survey_share(nested.own, level=level), survey_share(nested.whole, level=level)
    weight, p = nested.group.weight.sum(axis=1), all_of.share
    with np.errstate(divide="ignore", invalid="ignore"):
        part = own.weight / weight
        product = part * (own.share - p)
        scores = (
            (-p / weight, 1 / weight),
            (-product / weight, np.zeros(len(p))),
            (part * p / all_of.weight, -part / all_of.weight),
        )
    with np.errstate(invalid="ignore"):
        # Windows in which nobody of the group answered have no number.
        variance = _variance(nested, scores)
    # All or none of the sub-group said yes: linearisation sees no spread there, and Wilson's stands in.
    flat = (own.share == 0) | (own.share == 1)
    variance = variance + np.where(flat, part**2 * own.variance, 0.0)
    inside = nested.own_whole.inside
    degrees = (inside.sum(axis=1) - (inside > 0).sum(axis=1)).astype(np.float64)
    return difference_of(product, variance, degrees, level=level)


def _variance(nested: Nested, scores: tuple[_Score, _Score, _Score]) -> Values:
    """Return the variance of the total of weight x (a + b x answer), added over the three parts."""
    parts = (nested.own, nested.group, nested.whole)
    crossed = (nested.own_group, nested.own_whole, nested.group_whole)
    products, total = np.zeros(nested.own.weight.shape), np.zeros(nested.own.weight.shape)
    columns = [(a[:, None], b[:, None]) for a, b in scores]
    for sums, (a, b) in zip(parts, columns, strict=True):
        products += a * a * sums.weight_weight + 2 * a * b * sums.weight_yes + b * b * sums.yes_yes
        total += a * sums.weight + b * sums.yes
    for cross, ((a, b), (c, d)) in zip(crossed, combinations(columns, 2), strict=True):
        products += 2 * (
            a * c * cross.weight_weight
            + a * d * cross.weight_yes
            + b * c * cross.yes_weight
            + b * d * cross.yes_yes
        )
    # A difference of sums that is 0 can come out a little under it.
    return np.maximum(between_units(products, total**2, nested.whole.units), 0.0)
