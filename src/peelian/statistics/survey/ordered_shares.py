"""Whether shares rise along groups that have an order, such as bands of a count."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from peelian.statistics.survey.design import SurveyDesign
from peelian.statistics.survey.difference import SurveyDifference
from peelian.statistics.survey.linearised import Linearised, interval_of

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class OrderedShares:
    """Shares of m groups in order.

    Parameters
    ----------
    trend
        The mean step from one group to the next, as a fraction, by least squares on the places 0, 1, 2 and so
        on: one value with its interval and p value.
    steps
        Each step from one group to the next, m - 1 values.
    p_every_step
        P value of the claim that every step goes up, against some step being level or down.
    """

    trend: SurveyDifference
    steps: SurveyDifference
    p_every_step: float


def compare_in_order(
    shares: Linearised, design: SurveyDesign, *, places: ArrayLike | None = None, level: float = 0.95
) -> OrderedShares:
    """Test whether shares rise along their order.

    The trend asks whether they rise on the whole (what the Cochran-Armitage test asks, here with the
    covariance of the design). Every step's rising is shown only if each does by a one-sided t test at the
    level: the largest of the p values is that of the claim (Berger, Technometrics 24, 1982), so no
    correction for the number of steps is due.

    Parameters
    ----------
    shares
        The shares in their order.
    design
        The design of the rows.
    places
        Place of each group on the scale of the trend, shape (m,), if not 0, 1, 2 and so on.
    level
        Confidence level between 0 and 1.

    Raises
    ------
    ValueError
        If there are fewer than two groups, or nobody is in one.
    """
    count = len(shares.values)
    if count < 2 or not np.isfinite(shares.values).all():
        raise ValueError("two groups or more, each with somebody in it, are needed")
    at = np.arange(count, dtype=np.float64) if places is None else np.asarray(places, dtype=np.float64)
    away = at - at.mean()
    trend = interval_of(shares.combined(away / (away**2).sum()), design, level=level)
    steps = interval_of(shares.combined(np.eye(count)[1:] - np.eye(count)[:-1]), design, level=level)
    with np.errstate(divide="ignore", invalid="ignore"):
        size = steps.difference / np.sqrt(steps.variance)
    each = special.stdtr(np.maximum(steps.degrees, 1.0), -size)
    return OrderedShares(trend, steps, float(np.where(np.isnan(each), 1.0, each).max()))
