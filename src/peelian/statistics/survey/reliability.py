"""Whether the items of a scale hang together: Cronbach's alpha, and what it would be without each item."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from peelian.statistics.survey.design import SurveyDesign
from peelian.statistics.survey.interval_ends import student
from peelian.statistics.survey.variance import covariance_of_totals

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Reliability:
    """Reliability of a scale of k items.

    Parameters
    ----------
    alpha, variance, lower, upper
        Cronbach's alpha, its variance under the design, and the ends of its interval.
    degrees, base
        Degrees of freedom, and the people who answered every item.
    without
        Alpha of the other items, shape (k,); not a number for a scale of two.
    with_rest
        Correlation of each item with the sum of the others, shape (k,).
    """

    alpha: float
    variance: float
    lower: float
    upper: float
    degrees: float
    base: int
    without: Values
    with_rest: Values


def scale_reliability(items: ArrayLike, design: SurveyDesign, *, level: float = 0.95) -> Reliability:
    """Return Cronbach's alpha of items that point the same way.

    alpha = k / (k - 1) x (1 - sum of the items' variances / variance of their sum), with weighted variances
    (Cronbach, Psychometrika 16, 1951; R's ``survey::svycralpha``). Its variance is that of the total of its
    linearised values, and the interval is symmetric in the logarithm of 1 - alpha, in which alpha is nearly
    normal (Bonett, Journal of Educational and Behavioral Statistics 27, 2002).

    Parameters
    ----------
    items
        Answers as numbers, turned so that more of each means more of the thing; shape (n, k). People with an
        item missing are left out and stay in the design.
    design
        The design of the n rows.
    level
        Confidence level between 0 and 1.

    Raises
    ------
    ValueError
        If there are fewer than two items, or too few people or too little variation to say anything.
    """
    table = np.asarray(items, dtype=np.float64)
    if table.ndim != 2 or table.shape[1] < 2:
        raise ValueError(f"a scale has two items or more; found shape {table.shape}")
    used = np.asarray(~np.isnan(table).any(axis=1))
    if used.sum() < 3 or np.ptp(table[used], axis=0).min() == 0:
        raise ValueError(f"three people or more, with items that vary, are needed; found {int(used.sum())}")
    k, weights = table.shape[1], np.where(used, design.weights, 0.0)
    centred = np.where(used[:, None], table, 0.0)
    centred = np.where(used[:, None], centred - weights @ centred / weights.sum(), 0.0)
    spread = (centred * weights[:, None]).T @ centred / weights.sum()
    alpha, whole = _alpha(spread), spread.sum()
    # d alpha = k / (k - 1) / V x (T / V x dV - dT), T the sum of variances and V the variance of the sum.
    each = (spread.trace() / whole) * centred.sum(axis=1) ** 2 - (centred**2).sum(axis=1)
    scores = weights * each * (k / (k - 1) / whole) / weights.sum()
    variance = float(covariance_of_totals(scores, design, inside=used)[0, 0])
    degrees = float(design.degrees_within(used))
    half = float(student(np.array([degrees]), level)[0]) * np.sqrt(variance) / (1 - alpha)
    rest = [np.delete(np.arange(k), item) for item in range(k)]
    return Reliability(
        alpha=alpha,
        variance=variance,
        lower=float(1 - (1 - alpha) * np.exp(half)),
        upper=float(1 - (1 - alpha) * np.exp(-half)),
        degrees=degrees,
        base=int(used.sum()),
        without=np.array([_alpha(spread[np.ix_(others, others)]) for others in rest]),
        with_rest=np.array([_with_rest(spread, item, others) for item, others in enumerate(rest)]),
    )


def _alpha(spread: Values) -> float:
    k = len(spread)
    return float(k / (k - 1) * (1 - spread.trace() / spread.sum())) if k > 1 else float("nan")


def _with_rest(spread: Values, item: int, others: NDArray[np.int64]) -> float:
    both = spread[item, others].sum()
    size = np.sqrt(spread[item, item] * spread[np.ix_(others, others)].sum())
    return float(both / size) if size > 0 else float("nan")
