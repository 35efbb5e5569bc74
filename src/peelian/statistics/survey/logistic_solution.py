"""The coefficients of a weighted logistic regression, or why there are none."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import special

from peelian.statistics.survey.separation import separated_columns

Values = NDArray[np.float64]

_MOST_STEPS = 60
_STILL = 1e-13
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
        super().__init__(
            f"columns {', '.join(map(str, columns))} part the yes from the no: a logistic regression has no "
            "finite coefficients"
        )


def solve_logistic(
    columns: Values, outcome: Values, weights: Values, *, start: Values | None = None
) -> Values:
    """Return the coefficients that solve the weighted likelihood equations, by Newton's steps, shape (k,).

    A step that would make the fit worse is halved. Columns are put on one scale first, so that their units do
    not matter.

    Parameters
    ----------
    columns
        Shape (n, k).
    outcome
        From 0 to 1, shape (n,).
    weights
        At least 0, shape (n,).
    start
        Coefficients near the solution to start from, such as those of other weights, shape (k,); left out, 0.

    Raises
    ------
    Separated
        If yes and no are told apart by columns, wholly or in part (Albert and Anderson, Biometrika 71, 1984).
    ValueError
        If columns explain one another, or nothing settles.
    """
    kept = weights > 0
    largest = np.abs(columns[kept]).max(axis=0, initial=0.0)
    scale = np.where(largest > 0, largest, 1.0)
    x, outcome, weight = columns[kept] / scale, outcome[kept], weights[kept] / weights[kept].mean()
    rank = int(np.linalg.matrix_rank(x))
    if rank < x.shape[1]:
        raise ValueError(f"{x.shape[1]} columns explain one another: only {rank} say something apart")
    beta = np.zeros(x.shape[1]) if start is None else start * scale
    last = _deviance(outcome, x @ beta, weight)
    for _ in range(_MOST_STEPS):
        step = _step(x, outcome, weight, beta)
        if step is None:
            break
        now = _deviance(outcome, x @ (beta + step), weight)
        while now > last * (1 + 1e-12) and np.abs(step).max() > _STILL:
            step = step / 2
            now = _deviance(outcome, x @ (beta + step), weight)
        beta, last = beta + step, now
        if np.abs(step).max() <= _STILL * max(1.0, float(np.abs(beta).max())) * 10:
            if np.abs(x @ beta).max() > _SUSPECT:
                _refuse_separated(outcome, x)
            return np.asarray(beta / scale)
    _refuse_separated(outcome, x)
    raise ValueError(f"coefficients of a logistic regression did not settle in {_MOST_STEPS} steps")


def _step(x: Values, outcome: Values, weight: Values, beta: Values) -> Values | None:
    chance = special.expit(x @ beta)
    curve = (x * (weight * chance * (1 - chance))[:, None]).T @ x
    try:
        return np.asarray(np.linalg.solve(curve, x.T @ (weight * (outcome - chance))))
    except np.linalg.LinAlgError:
        return None


def _deviance(outcome: Values, log_odds: Values, weight: Values) -> float:
    return float(2 * (weight * (np.logaddexp(0, log_odds) - outcome * log_odds)).sum())


def _refuse_separated(outcome: Values, x: Values) -> None:
    apart = separated_columns(outcome, x)
    if apart:
        raise Separated(apart)
