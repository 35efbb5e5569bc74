"""Equations: how the counts of published tables add up, as one sparse system."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Flags = NDArray[np.bool_]
Places = NDArray[np.int64]
Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Equations:
    """Counts and the sums that hold between them.

    Parameters
    ----------
    matrix
        Sparse, shape (equations, cells): 1 for a total and -1 for each of its parts, so that the matrix
        times the values is 0.
    values
        The true count of each cell, shape (cells,).
    """

    matrix: Any
    values: Values

    def __post_init__(self) -> None:
        off = np.abs(self.matrix @ self.values) > 1e-6
        if off.any():
            raise ValueError(f"{int(off.sum())} of {self.matrix.shape[0]} sums do not hold for these values")


def equations_of(totals: Places, *, equation: Places, part: Places, values: Values) -> Equations:
    """Return equations, each saying that a total is the sum of its parts.

    Parameters
    ----------
    totals
        Cell of the total of each equation, shape (equations,).
    equation, part
        For each part: its equation and its cell, shape (parts,).
    values
        The true count of each cell, shape (cells,).

    Raises
    ------
    ValueError
        If a sum does not hold for the values.
    """
    row = np.concatenate([np.arange(len(totals)), equation]).astype(np.int64)
    column = np.concatenate([totals, part]).astype(np.int64)
    sign = np.concatenate([np.ones(len(totals)), -np.ones(len(part))])
    matrix = sparse.csr_array((sign, (row, column)), shape=(len(totals), len(values)))
    return Equations(matrix, np.asarray(values, dtype=np.float64))
