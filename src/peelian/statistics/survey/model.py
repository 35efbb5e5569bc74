"""Linear and logistic regression on a survey, with the variance of its design."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from peelian.statistics.survey.design import SurveyDesign
from peelian.statistics.survey.estimate import survey_estimate
from peelian.statistics.survey.estimator import known_rows
from peelian.statistics.survey.logistic_solution import solve_logistic

Values = NDArray[np.float64]
Inside = NDArray[np.bool_]

Kind = Literal["linear", "logistic"]


@dataclass(frozen=True, slots=True)
class Coefficients:
    """The k coefficients of a regression, an `Estimator`.

    Parameters
    ----------
    columns
        What explains, with a column of ones where a constant is wanted, 0 outside the part, shape (n, k).
    outcome
        What is explained, 0 outside the part, shape (n,).
    kind
        Linear, or logistic for an outcome from 0 to 1.
    inside
        Rows of the part, shape (n, 1).
    """

    columns: Values
    outcome: Values
    kind: Kind
    inside: Inside

    @property
    def part(self) -> NDArray[np.int64]:
        """Return the one part all coefficients are about, shape (k,)."""
        return np.zeros(self.columns.shape[1], dtype=np.int64)

    def values(self, weights: Values) -> Values:
        """Return the coefficients for weights, shape (k,).

        Raises
        ------
        ValueError
            If columns explain one another, or a logistic regression has no finite answer.
        """
        columns, outcome, weight = self._kept(weights)
        if self.kind == "linear":
            return _solve(columns, outcome, weight)
        return solve_logistic(columns, outcome, weight)

    def linearised(self, weights: Values) -> Values:
        """Return the outcome less what is expected, times the columns over the information, shape (n, k)."""
        columns, outcome, weight = self._kept(weights)
        expected, spread = self._expected(columns @ self.values(weights))
        information = (columns * (weight * spread)[:, None]).T @ columns
        found = np.zeros_like(self.columns)
        found[self.inside[:, 0]] = np.linalg.solve(information, (columns * (outcome - expected)[:, None]).T).T
        return found

    def _kept(self, weights: Values) -> tuple[Values, Values, Values]:
        kept = self.inside[:, 0]
        return self.columns[kept], self.outcome[kept], weights[kept]

    def _expected(self, straight: Values) -> tuple[Values, Values]:
        if self.kind == "linear":
            return straight, np.ones_like(straight)
        share = special.expit(straight)
        return share, share * (1 - share)


@dataclass(frozen=True, slots=True)
class SurveyModel:
    """A regression on a survey.

    Parameters
    ----------
    coefficients
        Shape (k,).
    covariance
        Of the coefficients under the design, shape (k, k).
    degrees
        Degrees of freedom left: units less strata in the part, less coefficients, plus 1.
    base
        Rows used.
    estimator
        What gave the coefficients; put replicate weights through its `values`.
    """

    coefficients: Values
    covariance: Values
    degrees: float
    base: int
    estimator: Coefficients

    @property
    def errors(self) -> Values:
        """Standard error of each coefficient, shape (k,)."""
        return np.asarray(np.sqrt(np.diagonal(self.covariance)))


def survey_model(
    columns: ArrayLike,
    outcome: ArrayLike,
    *,
    design: SurveyDesign,
    kind: Kind = "linear",
    inside: ArrayLike | None = None,
) -> SurveyModel:
    """Return a regression with weights, its covariance by linearisation (R's `svyglm`).

    Weighted least squares, or for a logistic regression weighted maximum likelihood by Newton's steps; the
    covariance is that of the totals of the scores, between the two inverses of the information
    (Binder, International Statistical Review 51, 1983).

    Parameters
    ----------
    columns
        Shape (n, k), with a column of ones where a constant is wanted.
    outcome
        Shape (n,); for a logistic regression from 0 to 1.
    design
        The design. Rows with anything missing stay in it and are left out of the regression.
    kind
        Linear, or logistic (R's `family = quasibinomial`).
    inside
        Rows of the part, shape (n,); left out, all.

    Raises
    ------
    ValueError
        If columns explain one another, no row is left, the outcome of a logistic regression leaves 0 to 1,
        or columns part the yes from the no so that no finite coefficients exist.
    """
    given = np.asarray(columns, dtype=np.float64)
    explained = np.asarray(outcome, dtype=np.float64)
    known = known_rows(np.column_stack([given, explained]), inside)
    if known.sum() <= given.shape[1]:
        raise ValueError(f"{given.shape[1]} coefficients need more rows than that; found {known.sum()}")
    if kind == "logistic" and not np.all((explained[known] >= 0) & (explained[known] <= 1)):
        raise ValueError("a logistic regression needs an outcome from 0 to 1")
    estimator = Coefficients(
        np.where(known[:, None], given, 0.0), np.where(known, explained, 0.0), kind, known[:, None]
    )
    found = survey_estimate(estimator, design)
    left = float(found.degrees[0]) + 1 - given.shape[1]
    return SurveyModel(found.values, found.covariance, left, int(known.sum()), estimator)


def _solve(columns: Values, outcome: Values, weight: Values) -> Values:
    root = np.sqrt(weight)[:, None]
    scale = np.abs(columns).max(axis=0, initial=0.0)
    scale = np.where(scale > 0, scale, 1.0)
    found, _, rank, _ = np.linalg.lstsq(columns / scale * root, outcome * root[:, 0], rcond=1e-10)
    if rank < columns.shape[1]:
        raise ValueError(f"{columns.shape[1]} columns explain one another: only {rank} say something apart")
    return np.asarray(found / scale)
