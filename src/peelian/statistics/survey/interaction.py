"""Whether what goes with one thing depends on another, in percentage points and in odds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from peelian.statistics.survey.design import SurveyDesign
from peelian.statistics.survey.difference import SurveyDifference
from peelian.statistics.survey.effects import predicted_shares
from peelian.statistics.survey.linearised import Linearised, interval_of
from peelian.statistics.survey.logistic import fit_logistic

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Interaction:
    """The interaction of two things of yes and no.

    Parameters
    ----------
    shares
        Share of yes with both, the first alone, the second alone, and neither: four values.
    gaps
        The gap that goes with the first among those with the second, and among those without it.
    points
        The one gap less the other, as a fraction: above 0 the first matters more with the second.
    log_odds
        The logarithm of the ratio of the two odds ratios.
    base
        People used.
    """

    shares: Linearised
    gaps: SurveyDifference
    points: SurveyDifference
    log_odds: SurveyDifference
    base: int


def measure_interaction(
    yes: ArrayLike,
    first: ArrayLike,
    *,
    second: ArrayLike,
    design: SurveyDesign,
    others: ArrayLike | None = None,
    level: float = 0.95,
) -> Interaction:
    """Measure by how much the gap that goes with one thing is wider where another is present.

    One logistic model with both, their product and other columns gives both scales; points are differences
    of its predicted shares, with the mix of the other columns as it is in the sample. The two scales can
    disagree, even in sign, where shares are near 0 or 1 (Ai and Norton, Economics Letters 80, 2003), which is
    why both are told. Without other columns the points are those of the plain shares of four groups.

    Parameters
    ----------
    yes, first, second
        1, 0, or not a number where missing, shape (n,).
    design
        The design of the n rows.
    others
        Columns to adjust for, shape (n, k).
    level
        Confidence level between 0 and 1.

    Raises
    ------
    Separated, ValueError
        As `fit_logistic`.
    """
    one, two = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    more = np.empty((len(one), 0)) if others is None else np.asarray(others, dtype=np.float64)
    model = fit_logistic(yes, _columns(one, two, more), design)
    rest = model.columns[:, 4:]
    ones, none = np.ones(len(one)), np.zeros(len(one))
    pairs = ((ones, ones), (ones, none), (none, ones), (none, none))
    shares = predicted_shares(model, design, settings=[_columns(a, b, rest) for a, b in pairs])
    product = np.zeros(model.columns.shape[1])
    product[3] = 1.0
    return Interaction(
        shares,
        interval_of(shares.combined([[1, 0, -1, 0], [0, 1, 0, -1]]), design, level=level),
        interval_of(shares.combined([1, -1, -1, 1]), design, level=level),
        interval_of(model.coefficients.combined(product), design, level=level),
        int(model.used.sum()),
    )


def _columns(first: Values, second: Values, others: Values) -> Values:
    return np.column_stack([np.ones(len(first)), first, second, first * second, others])
