"""What every estimator of a survey can do: give values for weights, and linearised answers behind them."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

Values = NDArray[np.float64]
Inside = NDArray[np.bool_]
Codes = NDArray[np.int64]


class Estimator(Protocol):
    """A recipe from the n rows of a sample to k values.

    `values` is a function of the weights alone, so that replicate weights can be put through it column by
    column. `linearised` gives for each row and value what the row adds to the value beside its weight: the
    variance of the value is that of the total of weight times that (Taylor; Demnati and Rao, Survey
    Methodology 30, 2004). Rows outside the part a value is about have 0 there and stay in the design.
    """

    @property
    def inside(self) -> Inside:
        """Rows of each part that values are about, shape (n, m)."""
        ...

    @property
    def part(self) -> Codes:
        """Which column of `inside` each value is about, shape (k,)."""
        ...

    def values(self, weights: Values) -> Values:
        """Return the values for weights of shape (n,): shape (k,), not a number where nobody is inside."""
        ...

    def linearised(self, weights: Values) -> Values:
        """Return the linearised answers for weights of shape (n,): shape (n, k)."""
        ...


def known_rows(columns: Values, inside: ArrayLike | None = None) -> Inside:
    """Return the rows of a part that have an answer in every column, shape (n,).

    Parameters
    ----------
    columns
        Answers, not a number where missing, shape (n,) or (n, k).
    inside
        Rows of the part, shape (n,); left out, all.

    Raises
    ------
    ValueError
        If the two differ in length.
    """
    known = ~np.isnan(columns) if columns.ndim == 1 else ~np.isnan(columns).any(axis=1)
    if inside is None:
        return np.asarray(known)
    part = np.asarray(inside, dtype=bool)
    if part.shape != known.shape:
        raise ValueError(f"a part needs a yes or no for each of {known.shape[0]} rows; found {part.shape}")
    return np.asarray(known & part)
