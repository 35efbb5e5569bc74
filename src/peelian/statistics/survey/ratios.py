"""Ratios of weighted totals: what means, shares, net scores and ratios of two answers all are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from peelian.statistics.survey.estimator import known_rows

Values = NDArray[np.float64]
Inside = NDArray[np.bool_]
Codes = NDArray[np.int64]

_ROUNDING = 1e-13


@dataclass(frozen=True, slots=True)
class Ratios:
    """k ratios of weighted totals, an `Estimator`.

    Parameters
    ----------
    above, below
        What is added up above and below the line, 0 outside the part, shape (n, k) and (n, m).
    inside
        Rows of each part, shape (n, m).
    part
        Which column of `below` and `inside` each ratio is about, shape (k,).
    """

    above: Values
    below: Values
    inside: Inside
    part: Codes

    def values(self, weights: Values) -> Values:
        """Return the ratios for weights, shape (k,); not a number where the total below the line is 0."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray((weights @ self.above) / (weights @ self.below)[self.part])

    def linearised(self, weights: Values) -> Values:
        """Return (above - ratio x below) / total below for each row, shape (n, k)."""
        with np.errstate(divide="ignore", invalid="ignore"):
            below = self.below[:, self.part]
            expected = self.values(weights) * below
            left = self.above - expected
            # Where all answers are alike nothing is left, which a sum of rounded products only nearly is.
            left[np.abs(left) <= _ROUNDING * np.abs(expected)] = 0.0
            return np.asarray(left / (weights @ below))


def ratio_of(above: ArrayLike, below: ArrayLike, *, inside: ArrayLike | None = None) -> Ratios:
    """Return the ratio of two totals over the rows that have both (R's `svyratio(na.rm = TRUE)`).

    Parameters
    ----------
    above, below
        Numbers, not a number where missing, shape (n,).
    inside
        Rows of the part, shape (n,); left out, all.
    """
    pair = np.column_stack([np.asarray(above, dtype=np.float64), np.asarray(below, dtype=np.float64)])
    known = known_rows(pair, inside)
    kept = np.where(known[:, None], pair, 0.0)
    return Ratios(kept[:, :1], kept[:, 1:], known[:, None], np.zeros(1, dtype=np.int64))


def mean_of(answers: ArrayLike, *, inside: ArrayLike | None = None) -> Ratios:
    """Return the mean of each column over the rows that have an answer in all (`svymean(na.rm = TRUE)`).

    Parameters
    ----------
    answers
        Numbers, not a number where missing, shape (n,) or (n, k).
    inside
        Rows of the part, shape (n,); left out, all.
    """
    given = np.asarray(answers, dtype=np.float64)
    columns = given[:, None] if given.ndim == 1 else given
    known = known_rows(columns, inside)[:, None]
    whole = np.zeros(columns.shape[1], dtype=np.int64)
    return Ratios(np.where(known, columns, 0.0), known.astype(np.float64), known, whole)
