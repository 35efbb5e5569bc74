"""Random tables of whole numbers whose rows and columns have given sums."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Whole = npt.NDArray[np.int64]


def draw_table(rng: np.random.Generator, rows: Whole, columns: Whole) -> Whole:
    """Draw a table with given sums of rows and columns, as if each unit had found its place by chance.

    Column by column, what a column holds is drawn without replacement from what the rows have left. Given its
    margins, a table of independent counts has this distribution (Patefield, 1981, Applied Statistics 30,
    91-97, draws from the same).

    Parameters
    ----------
    rng
        Where chance comes from.
    rows, columns
        Sums, of shapes (r,) and (c,), with one total.

    Returns
    -------
    numpy.ndarray
        Shape (r, c).

    Raises
    ------
    ValueError
        If the totals differ.
    """
    if int(rows.sum()) != int(columns.sum()):
        raise ValueError("rows and columns must have one total")
    left = np.array(rows, dtype=np.int64)
    table = np.empty((len(rows), len(columns)), dtype=np.int64)
    for k, number in enumerate(columns):
        table[:, k] = rng.multivariate_hypergeometric(left, int(number), method="marginals")
        left -= table[:, k]
    return table


def draw_within(rng: np.random.Generator, table: Whole, parts: Whole) -> Whole:
    """Draw which units of a table have a property, so many in each row, never more in a cell than it holds.

    Parameters
    ----------
    rng
        Where chance comes from.
    table
        Whole numbers, shape (r, c).
    parts
        How many of each row, shape (r,); none above the sum of its row.

    Returns
    -------
    numpy.ndarray
        Shape (r, c).
    """
    drawn = [
        rng.multivariate_hypergeometric(row, int(number), method="marginals")
        for row, number in zip(table, parts, strict=True)
    ]
    return np.array(drawn, dtype=np.int64).reshape(table.shape)
