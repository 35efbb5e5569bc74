"""Logistic regression of yes and no on columns, with the variance of the sample's design."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from peelian.statistics.survey.linearised import Linearised, covariance_of
from peelian.statistics.survey.logistic_solution import solve_logistic
from peelian.statistics.survey.replicates import Replicates
from peelian.statistics.survey.sample import Sample

Values = NDArray[np.float64]


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
    replicated
        Coefficients with the weights of each replicate, where the sample has any, shape (R, k).
    """

    coefficients: Linearised
    covariance: Values
    fitted: Values
    columns: Values
    used: NDArray[np.bool_]
    replicated: Values | None = None


def fit_logistic(yes: ArrayLike, columns: ArrayLike, design: Sample) -> SurveyLogit:
    """Fit the log odds of yes to columns.

    Coefficients solve the weighted likelihood equations (Newton's steps, halved where one goes too far).
    Their covariance is that of the totals of the linearised coefficients, the sandwich of Binder
    (International Statistical Review 51, 1983): R's ``survey::svyglm(family = quasibinomial)``. With
    replicate weights the coefficients are solved for each replicate anew, as there. Degrees of freedom are
    those of the design in the rows used, plus 1, less the number of columns, as there. Rows with a missing
    value stay in the design and add nothing.

    Parameters
    ----------
    yes
        1, 0, or a share between; not a number where it is not known, shape (n,).
    columns
        Shape (n, k), the constant among them; not a number where it is not known.
    design
        The design of the n rows, or their replicates.

    Raises
    ------
    Separated
        If yes and no are told apart by columns, wholly or in part (Albert and Anderson, Biometrika 71, 1984).
    ValueError
        If shapes differ, an answer lies outside 0 to 1, a column follows from the others, or nobody or
        everybody said yes; or a replicate cannot be fitted, says which.
    """
    y, x, used = _rows(yes, columns, design)
    weights = np.where(used, design.weights, 0.0)
    beta = solve_logistic(x[used], y[used], weights[used])
    chance = special.expit(x @ beta)
    replicated = None
    if isinstance(design, Replicates):
        replicated = _replicated(x[used], y[used], design.replicates[used], start=beta)
        scores = design.away(replicated, beta)
    else:
        bread = np.linalg.inv((x * (weights * chance * (1 - chance))[:, None]).T @ x)
        scores = (x * (weights * (y - chance))[:, None]) @ bread
    degrees = design.degrees_within(used) + 1.0 - x.shape[1]
    return SurveyLogit(
        Linearised(beta, scores, np.full(len(beta), degrees)),
        covariance_of(scores, design, inside=used),
        np.where(used, chance, np.nan),
        x,
        used,
        replicated,
    )


def _replicated(x: Values, y: Values, replicates: Values, *, start: Values) -> Values:
    """Return the coefficients with the weights of each replicate, shape (R, k)."""
    # People who answered alike count as one: a replicate is then solved from a few rows.
    alike, place = np.unique(np.column_stack([x, y]), axis=0, return_inverse=True)
    found = np.empty((replicates.shape[1], x.shape[1]))
    for number, column in enumerate(replicates.T):
        weights = np.zeros(len(alike))
        np.add.at(weights, place.ravel(), column)
        try:
            found[number] = solve_logistic(alike[:, :-1], alike[:, -1], weights, start=start)
        except ValueError as problem:
            raise ValueError(f"replicate {number + 1} of {len(found)}: {problem}") from problem
    return found


def _rows(yes: ArrayLike, columns: ArrayLike, design: Sample) -> tuple[Values, Values, NDArray[np.bool_]]:
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
    return y, x, used
