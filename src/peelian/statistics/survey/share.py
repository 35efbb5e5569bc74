"""Weighted shares of a sample with the variance of its design, from sums by stratum and never from rows.

For answers of yes and no a few sums for each stratum say all that the variance needs, so any share of any
part of the sample costs one pass over the answers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peelian.statistics.survey.interval_ends import logit_ends, student, wilson_ends
from peelian.statistics.survey.sums import DesignSums, spread_of

Values = NDArray[np.float64]
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class SurveyShare:
    """Weighted shares, arrays of shape (n,); not a number where nobody is in the base.

    Parameters
    ----------
    share
        Weight of those who said yes over the weight of all in the base.
    variance
        Of the share.
    lower, upper
        Ends of the interval; not a number without a degree of freedom.
    degrees
        Degrees of freedom: units with anybody in the base, less strata with any.
    yes, weight
        The two weights of which the share is made.
    base, base_effective
        People in the base, and how many drawn simply and weighted alike would be as sure.
    """

    share: Values
    variance: Values
    lower: Values
    upper: Values
    degrees: Values
    yes: Values
    weight: Values
    base: Counts
    base_effective: Values


def survey_share(sums: DesignSums, *, level: float = 0.95) -> SurveyShare:
    """Return weighted shares with design-based intervals.

    The share is Hajek's ratio of two weighted totals. Its variance is that of the linearised ratio (Taylor),
    between units within strata, as if units were drawn with replacement and without a correction for finite
    populations (Woodruff, Journal of the American Statistical Association 66, 1971; Lumley, Complex Surveys,
    2010, chapter 2): R's ``survey::svymean`` of a ``subset`` of ``svydesign(strata =, weights =)``. A stratum
    with one unit in the whole sample has no spread of its own; the squared distance of that unit from the
    mean of all is taken instead (R's ``survey.lonely.psu = "adjust"``), which overstates rather than
    understates.

    The interval is that of the logit with Student's t (``svyciprop(method = "xlogit")``). Where all or none
    said yes the linearised variance is 0, which nobody believes: there Wilson's interval on the effective
    base takes its place, and the variance is the one that this interval has.

    Parameters
    ----------
    sums
        The sums by stratum.
    level
        Confidence level between 0 and 1.
    """
    weight, yes = sums.weight.sum(axis=1), sums.yes.sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = yes / weight
        variance = spread_of(sums, share) / weight**2
        kish = weight**2 / sums.weight_weight.sum(axis=1)
        alone = share * (1 - share) / variance
    degrees = (sums.inside.sum(axis=1) - (sums.inside > 0).sum(axis=1)).astype(np.float64)
    degrees = np.where(weight > 0, degrees, np.nan)
    t = student(degrees, level)
    flat = (yes <= 0) | (yes >= weight)
    effective = np.where(flat, kish, np.where(np.isfinite(alone), alone, np.nan))
    lower, upper = logit_ends(share, variance, t)
    low, high = wilson_ends(share, kish, t)
    lower, upper = np.where(flat, low, lower), np.where(flat, high, upper)
    with np.errstate(invalid="ignore"):
        variance = np.where(flat, ((upper - lower) / (2 * t)) ** 2, variance)
    return SurveyShare(share, variance, lower, upper, degrees, yes, weight, sums.base.sum(axis=1), effective)
