"""Weighted totals over the population."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from peelian.statistics.survey.estimator import known_rows

Values = NDArray[np.float64]
Inside = NDArray[np.bool_]
Codes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Totals:
    """k weighted totals, an `Estimator`.

    Parameters
    ----------
    columns
        What is added up, 0 outside the part, shape (n, k).
    inside
        Rows of each part, shape (n, m).
    part
        Which column of `inside` each total is about, shape (k,).
    """

    columns: Values
    inside: Inside
    part: Codes

    def values(self, weights: Values) -> Values:
        """Return the totals for weights, shape (k,); not a number where nobody is in the part."""
        anybody = self.inside.sum(axis=0)[self.part] > 0
        return np.where(anybody, weights @ self.columns, np.nan)

    def linearised(self, weights: Values) -> Values:
        """Return the columns themselves: a total is linear as it is, shape (n, k)."""
        del weights
        return self.columns


def total_of(answers: ArrayLike, *, inside: ArrayLike | None = None) -> Totals:
    """Return the total of each column over the rows with an answer in all (`svytotal(na.rm = TRUE)`).

    Nothing is put in the place of missing answers: where some are missing the total is that of the people
    who would have answered.

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
    return Totals(np.where(known, columns, 0.0), known, np.zeros(columns.shape[1], dtype=np.int64))
