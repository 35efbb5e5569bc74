"""Estimates of parts of a sample from its cube, with the intervals of its design."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from peelian.statistics.survey.answer_sums import QuestionSums
from peelian.statistics.survey.cube import SurveyCube
from peelian.statistics.survey.cube_parts import CubeParts
from peelian.statistics.survey.cube_spread import SpreadPlan, plan_spread
from peelian.statistics.survey.interval_ends import logit_ends, student, wilson_ends
from peelian.statistics.survey.quotient import Quotient

Values = NDArray[np.float64]
Counts = NDArray[np.int64]

IntervalRule = Literal["logit", "wilson", "t"]
"""How the interval of a share is made; means, net scores and ratios have Student's t."""


@dataclass(frozen=True, slots=True)
class CubeEstimate:
    """Estimates of n parts, arrays of shape (n,); not a number where nobody is in the base.

    Parameters
    ----------
    value, variance
        The estimate and its variance.
    lower, upper, degrees
        Ends of the interval, not a number without a degree of freedom, and the degrees.
    base, weight
        People in the base and the sum of their weights.
    base_kish
        Kish's effective base, (sum of weights)² over the sum of squared weights: unequal weights alone.
    deff
        Design effect: the variance over that of a simple random sample with replacement of as many people.
    base_effective
        How many people drawn simply and weighted alike would be as sure; knows strata and clusters too.
    scores
        What each column of the question counts in the linearised estimate, shape (n, k).
    bottom
        The weighted total below the line.
    """

    value: Values
    variance: Values
    lower: Values
    upper: Values
    degrees: Values
    base: Counts
    weight: Values
    base_kish: Values
    deff: Values
    base_effective: Values
    scores: Values
    bottom: Values

    def take(self, places: ArrayLike) -> CubeEstimate:
        """Return the estimates of some of the parts in another order; one may come more than once.

        Parameters
        ----------
        places
            Shape (n,).
        """
        chosen = np.asarray(places, dtype=np.int64)
        return CubeEstimate(**{each.name: getattr(self, each.name)[chosen] for each in fields(self)})


def estimate(
    cube: SurveyCube,
    quotient: Quotient,
    parts: CubeParts,
    *,
    plan: SpreadPlan | None = None,
    level: float = 0.95,
    interval: IntervalRule = "logit",
) -> CubeEstimate:
    """Return a share, mean, net score or ratio of every part.

    The variance is Taylor's of a ratio, between units within strata, as in `survey_share`; parts are domains
    of the sample, whose rows outside them stay in its strata (R's ``svymean``, ``svyratio`` of a ``subset``).
    Where all or none of a share said yes the linearised variance is 0, which nobody believes: Wilson's
    interval on Kish's base takes its place, and the variance is the one that this interval has.

    Parameters
    ----------
    cube
        The cube.
    quotient
        What is estimated.
    parts
        Of whom, and when.
    plan
        `plan_spread(cube, parts)`, where it serves several questions.
    level
        Confidence level between 0 and 1.
    interval
        How the interval of a share is made: on the scale of the logit, or Wilson's on the effective base,
        both with Student's t, or estimate ± t x standard error.

    Raises
    ------
    ValueError
        If the cube has no such question, or its columns are not as many as those of the quotient.
    """
    question = sums_of(cube, quotient)
    plan = plan if plan is not None else plan_spread(cube, parts)
    held = _held(question, quotient, parts)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = held.above / held.below
        scores = (held.top - value[:, None] * held.bottom) / held.below[:, None]
        variance = plan.variance(question, [np.nan_to_num(scores)], base=held.base)
        variance = np.where(np.isnan(value), np.nan, variance)
        simple = (held.product * question.quadratic(scores, scores)).sum(axis=1) * held.weight
        deff = variance / (simple / (held.people - 1))
        effective = simple / variance
    degrees = np.where(held.people > 0, plan.degrees(question, held.base), np.nan)
    t = student(degrees, level)
    lower, upper = value - t * np.sqrt(variance), value + t * np.sqrt(variance)
    if quotient.is_share:
        flat = (held.people > 0) & ((held.above <= 0) | (held.above >= held.below))
        effective, deff = np.where(flat, held.kish, effective), np.where(flat, np.nan, deff)
        if interval == "logit":
            lower, upper = logit_ends(value, variance, t)
        low, high = wilson_ends(value, effective, t)
        swap = flat | (interval == "wilson")
        lower, upper = np.where(swap, low, lower), np.where(swap, high, upper)
        with np.errstate(invalid="ignore"):
            variance = np.where(flat, ((upper - lower) / (2 * t)) ** 2, variance)
    return CubeEstimate(
        value=value,
        variance=variance,
        lower=lower,
        upper=upper,
        degrees=degrees,
        base=np.rint(held.people).astype(np.int64),
        weight=held.weight,
        base_kish=held.kish,
        deff=deff,
        base_effective=effective,
        scores=scores,
        bottom=held.below,
    )


@dataclass(frozen=True, slots=True)
class _Held:
    """The sums of parts: above and below the line, people and weight of the base, and Kish's base."""

    base: Values
    top: Values
    bottom: Values
    above: Values
    below: Values
    people: Values
    weight: Values
    product: Values
    kish: Values


def _held(question: QuestionSums, quotient: Quotient, parts: CubeParts) -> _Held:
    base = question.base_of(np.array(quotient.bottom))
    sums = parts.members @ np.hstack((question.count, question.weight, question.product, question.square))
    k, p = question.weight.shape[1], len(question.pairs)
    count, weight, product, square = np.split(sums, [k, 2 * k, 2 * k + p], axis=1)
    top, bottom = (question.on_columns(np.array([each])) for each in (quotient.top, quotient.bottom))
    above, below = (weight * top).sum(axis=1), (weight * bottom).sum(axis=1)
    squared = (question.pairs[:, 0] == question.pairs[:, 1]) * base[question.pairs[:, 0]]
    whole = weight @ base
    with np.errstate(divide="ignore", invalid="ignore"):
        kish = whole**2 / (square @ squared)
    return _Held(base, top, bottom, above, below, count @ base, whole, product, kish)


def sums_of(cube: SurveyCube, quotient: Quotient) -> QuestionSums:
    """Return the sums that a quotient is made of.

    Parameters
    ----------
    cube
        The cube.
    quotient
        What is estimated.

    Raises
    ------
    ValueError
        If the cube has no such question, or its columns are not as many as those of the quotient.
    """
    question = cube.questions.get(quotient.question)
    if question is None:
        raise ValueError(
            f"{quotient.question} is not in the cube; it has {', '.join(cube.questions) or 'none'}"
        )
    if question.weight.shape[1] != len(quotient.top):
        raise ValueError(
            f"{quotient.question} has {question.weight.shape[1]} columns; found {len(quotient.top)} values"
        )
    return question
