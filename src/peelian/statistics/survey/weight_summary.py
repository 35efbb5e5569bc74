"""What a set of weights is like: how unequal, and what that costs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from peelian.statistics.survey.fitted import usable_weights

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class WeightSummary:
    """A set of weights in a few numbers.

    Parameters
    ----------
    rows
        Rows with a weight above 0.
    total, least, median, mean, most
        Of the weights of those rows.
    largest_share
        Largest weight as a fraction of all.
    design_effect
        Kish's: n x sum of squares / square of the sum. What unequal weights cost where they have nothing to
        do with the answers (Kish, Journal of Official Statistics 8, 1992).
    effective
        Rows over the design effect: how many weighted alike would be as sure.
    """

    rows: int
    total: float
    least: float
    median: float
    mean: float
    most: float
    largest_share: float
    design_effect: float
    effective: float


def summarise_weights(weights: ArrayLike) -> WeightSummary:
    """Return what a set of weights is like; rows of weight 0 stand for nobody and are left out.

    Parameters
    ----------
    weights
        Shape (n,).

    Raises
    ------
    FileRefused
        If a weight is missing or below 0, or all are 0.
    """
    given = usable_weights(weights, zeros="kept")
    some = given[given > 0]
    total = float(some.sum())
    effect = float(len(some) * (some**2).sum() / total**2)
    return WeightSummary(
        rows=len(some),
        total=total,
        least=float(some.min()),
        median=float(np.median(some)),
        mean=total / len(some),
        most=float(some.max()),
        largest_share=float(some.max()) / total,
        design_effect=effect,
        effective=len(some) / effect,
    )
