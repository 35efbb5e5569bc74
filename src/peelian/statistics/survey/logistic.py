"""Logistic regression of yes and no on columns, with the variance of the sample's design."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from peelian.statistics.survey.design import SurveyDesign
from peelian.statistics.survey.linearised import Linearised
from peelian.statistics.survey.separation import separated_columns
from peelian.statistics.survey.variance import covariance_of_totals

Values = NDArray[np.float64]

_MOST_STEPS = 60
_CLOSE = 1e-12
_SUSPECT = 12.0


class Separated(ValueError):
    """Yes and no are told apart by columns alone, so their odds ratios are without bound.

    Parameters
    ----------
    columns
        Places of the columns that do so.
    """

    def __init__(self, columns: tuple[int, ...]) -> None:
        self.columns = columns
        super().__init__(f"yes and no are told apart by columns {', '.join(map(str, columns))} alone")


@dataclass(frozen=True, slots=True)
class SurveyLogit:
    """A logistic model of k columns fitted to a sample of n rows.

    Parameters
    ----------
    coefficients
        Log odds ratios with their scores, shape (k,); the first is the constant where the first column is 1.
    covariance
        Of the coefficients under the design, shape (k, k).
    fitted
        Chance of yes of each row; not a number for rows that were left out, shape (n,).
    columns
        What was fitted to, 0 in rows that were left out, shape (n, k).
    used
        Which rows were fitted to, shape (n,).
    """

    coefficients: Linearised
    covariance: Values
    fitted: Values
    columns: Values
    used: NDArray[np.bool_]


def fit_logistic(yes: ArrayLike, columns: ArrayLike, design: SurveyDesign) -> SurveyLogit:
    """Fit the log odds of yes to columns.

    Coefficients solve the weighted likelihood equations (Newton's steps, halved where one goes too far).
    Their covariance is that of the totals of the linearised coefficients, the sandwich of Binder
    (International Statistical Review 51, 1983): R's ``survey::svyglm(family = quasibinomial)``. Degrees of
    freedom are those of the design in the rows used, plus 1, less the number of columns, as there. Rows with
    a missing value stay in the design and add nothing.

    Parameters
    ----------
    yes
        1, 0, or a share between; not a number where it is not known, shape (n,).
    columns
        Shape (n, k), the constant among them; not a number where it is not known.
    design
        The design of the n rows.

    Raises
    ------
    Separated
        If yes and no are told apart by columns, wholly or in part (Albert and Anderson, Biometrika 71, 1984).
    ValueError
        If shapes differ, an answer lies outside 0 to 1, a column follows from the others, or nobody or
        everybody said yes.
    """
    y, x, used = _rows(yes, columns, design)
    weights = np.where(used, design.weights, 0.0)
    beta = _solve(y[used], x[used], weights[used] / weights[used].mean())
    chance = special.expit(x @ beta)
    bread = np.linalg.inv((x * (weights * chance * (1 - chance))[:, None]).T @ x)
    scores = (x * (weights * (y - chance))[:, None]) @ bread
    degrees = design.degrees_within(used) + 1.0 - x.shape[1]
    return SurveyLogit(
        Linearised(beta, scores, np.full(len(beta), degrees)),
        covariance_of_totals(scores, design),
        np.where(used, chance, np.nan),
        x,
        used,
    )


def _rows(
    yes: ArrayLike, columns: ArrayLike, design: SurveyDesign
) -> tuple[Values, Values, NDArray[np.bool_]]:
    y, x = np.asarray(yes, dtype=np.float64), np.asarray(columns, dtype=np.float64)
    if x.ndim != 2 or y.shape != x.shape[:1] or y.shape != design.weights.shape:
        raise ValueError(
            f"one answer, one row of columns and one weight a person are needed, not {y.shape}, {x.shape} "
            f"and {design.weights.shape}"
        )
    used = ~np.isnan(y) & ~np.isnan(x).any(axis=1)
    y, x = np.where(used, y, 0.0), np.where(used[:, None], x, 0.0)
    if y.min(initial=0) < 0 or y.max(initial=0) > 1:
        raise ValueError(f"answers between 0 and 1 are needed, not {y.min():g} to {y.max():g}")
    if used.sum() <= x.shape[1] or not 0 < y.sum() < used.sum():
        raise ValueError(
            f"{x.shape[1]} columns need more people than that, of whom some said yes and some no; "
            f"found {int(used.sum())} people, {y.sum():g} yes"
        )
    rank = int(np.linalg.matrix_rank(x[used]))
    if rank < x.shape[1]:
        raise ValueError(f"columns must not follow from each other; found {x.shape[1]}, of them {rank} apart")
    return y, x, used


def _solve(y: Values, x: Values, weights: Values) -> Values:
    beta = np.zeros(x.shape[1])
    last = _deviance(y, x @ beta, weights)
    for _ in range(_MOST_STEPS):
        chance = special.expit(x @ beta)
        slope = x.T @ (weights * (y - chance))
        curve = (x * (weights * chance * (1 - chance))[:, None]).T @ x
        try:
            step = np.linalg.solve(curve, slope)
        except np.linalg.LinAlgError:
            break
        now = _deviance(y, x @ (beta + step), weights)
        while now > last * (1 + 1e-12) and np.abs(step).max() > _CLOSE:
            step = step / 2
            now = _deviance(y, x @ (beta + step), weights)
        beta = beta + step
        last = now
        if np.abs(step).max() <= _CLOSE * max(1.0, float(np.abs(beta).max())):
            if np.abs(x @ beta).max() > _SUSPECT:
                _refuse_separated(y, x)
            return beta
    _refuse_separated(y, x)
    raise ValueError(
        f"coefficients did not settle in {_MOST_STEPS} steps; columns may be on very unlike scales"
    )


def _deviance(y: Values, log_odds: Values, weights: Values) -> float:
    return float(2 * (weights * (np.logaddexp(0, log_odds) - y * log_odds)).sum())


def _refuse_separated(y: Values, x: Values) -> None:
    apart = separated_columns(y, x)
    if apart:
        raise Separated(apart)
