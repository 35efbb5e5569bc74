"""Quantiles of a survey with Woodruff's interval."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from peelian.statistics.survey.estimate import Degrees
from peelian.statistics.survey.estimator import known_rows
from peelian.statistics.survey.interval_ends import student
from peelian.statistics.survey.ratios import mean_of
from peelian.statistics.survey.sample import Sample, sample_estimate

Values = NDArray[np.float64]

# Sums of many weights meet a share of their total only as nearly as they are rounded.
_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True)
class SurveyQuantiles:
    """Quantiles of one answer.

    Parameters
    ----------
    at
        The shares asked for, shape (k,).
    values
        The quantiles, shape (k,).
    lower, upper
        Ends of the interval, shape (k,); not a number where the interval of the share leaves 0 to 1.
    errors
        Length of the interval over twice Student's quantile, shape (k,).
    degrees
        Degrees of freedom.
    base
        Rows with an answer in the part.
    method
        The convention by name.
    """

    at: Values
    values: Values
    lower: Values
    upper: Values
    errors: Values
    degrees: float
    base: int
    method: str = "Woodruff, inverse of the weighted distribution (svyquantile, qrule math, interval mean)"


def weighted_quantile(answers: Values, weights: Values, at: ArrayLike) -> Values:
    """Return the smallest answers at or below which a share of the weight lies: R's `qrule = "math"`.

    Package survey 4.1.1 gives the second smallest answer where the share is less than the weight of the
    smallest one; this gives the smallest, which is what the rule says.

    Parameters
    ----------
    answers, weights
        Shape (n,), without missing ones; a row of weight 0 does not count.
    at
        Shares from 0 to 1, shape (k,).
    """
    counted = weights > 0
    order = np.argsort(answers[counted], kind="stable")
    values = answers[counted][order]
    reached = np.cumsum(weights[counted][order])
    asked = np.asarray(at, dtype=np.float64)
    if not values.size:
        return np.full(asked.shape, np.nan)
    place = np.searchsorted(reached, asked * reached[-1] * (1 - _ROUNDING), side="left")
    return np.asarray(np.where(np.isnan(asked), np.nan, values[np.minimum(place, values.size - 1)]))


def survey_quantiles(
    answers: ArrayLike,
    design: Sample,
    *,
    at: ArrayLike = (0.5,),
    inside: ArrayLike | None = None,
    level: float = 0.95,
    degrees: Degrees = "part",
) -> SurveyQuantiles:
    """Return quantiles with intervals by turning round that of the share below (Woodruff, JASA 47, 1952).

    The share of people at or below the quantile has a t interval; the interval of the quantile runs between
    the quantiles at its two ends (R's `svyquantile(qrule = "math", interval.type = "mean")`).

    Parameters
    ----------
    answers
        Numbers, not a number where missing, shape (n,).
    design
        The design, or the weights with their replicates.
    at
        Shares between 0 and 1, shape (k,).
    inside
        Rows of the part, shape (n,); left out, all.
    level
        Confidence level between 0 and 1.
    degrees
        Whose degrees of freedom count, under a design.

    Raises
    ------
    ValueError
        If a share is not between 0 and 1.
    """
    asked = np.atleast_1d(np.asarray(at, dtype=np.float64))
    if not np.all((asked > 0) & (asked < 1)):
        raise ValueError("quantiles are asked for at shares between 0 and 1, such as 0.5")
    given = np.asarray(answers, dtype=np.float64)
    known = known_rows(given, inside)
    values, weights = given[known], design.weights[known]
    quantiles = weighted_quantile(values, weights, asked)
    below = (given[:, None] <= quantiles).astype(np.float64)
    below[~known] = np.nan
    share = sample_estimate(mean_of(below, inside=inside), design, degrees=degrees)
    t = student(share.degrees, level)
    lower, upper = (
        weighted_quantile(values, weights, _within(share.values + side * t * share.errors))
        for side in (-1, 1)
    )
    return SurveyQuantiles(
        at=asked,
        values=quantiles,
        lower=lower,
        upper=upper,
        errors=(upper - lower) / (2 * t),
        degrees=float(share.degrees[0]),
        base=int(share.base[0]),
    )


def _within(share: Values) -> Values:
    outside = (share < -_ROUNDING) | (share > 1 + _ROUNDING)
    return np.where(outside, np.nan, np.clip(share, 0.0, 1.0))
