"""Sums of the answers to one question by cell, made in one pass over the rows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
Codes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class QuestionSums:
    """Sums of one question over the rows of each cell.

    The question has k columns: one for each code of a coded question, of which a row has 1 in one and 0 in
    the others; for numbers a column of 1 and a column for each number less its mean, since squares of
    numbers far from 0 would leave few digits for how far they are apart.

    Parameters
    ----------
    pairs
        Which products of two columns are kept; the others are 0 in every row. Shape (p, 2).
    count
        Rows with anything in the column; for numbers, those with one, all in the first. Shape (cells, k).
    weight
        Sums of weight x column, shape (cells, k).
    product
        Sums of weight x the product of a pair, shape (cells, p).
    square
        Sums of squared weight x the product of a pair, shape (cells, p).
    centre
        What was taken off each column, shape (k,).
    """

    pairs: Codes
    count: Values
    weight: Values
    product: Values
    square: Values
    centre: Values

    @property
    def coded(self) -> bool:
        """Whether columns are codes, of which a row has one."""
        return self.product is self.weight

    def base_of(self, bottom: Values) -> Values:
        """Return 1 for each column that puts people in the base of a quotient, shape (k,).

        Parameters
        ----------
        bottom
            What each column counts below the line, shape (k,).
        """
        told = bottom != 0 if self.coded else np.arange(len(bottom)) == 0
        return np.asarray(told, dtype=np.float64)

    def on_columns(self, values: Values) -> Values:
        """Return what the kept columns count when the columns as they were count `values`, shape (n, k).

        Parameters
        ----------
        values
            Shape (n, k).
        """
        moved = np.array(values, dtype=np.float64)
        moved[:, 0] += values @ self.centre
        return moved

    def quadratic(self, one: Values, other: Values) -> Values:
        """Return what each kept product counts in the product of two scores, shape (n, p).

        Parameters
        ----------
        one, other
            Values of the columns in each score, shape (n, k).
        """
        i, j = self.pairs[:, 0], self.pairs[:, 1]
        crossed = one[:, i] * other[:, j]
        return np.where(i == j, crossed, crossed + one[:, j] * other[:, i])


def sum_codes(
    codes: NDArray[np.integer], *, count: int, cell: Codes, cells: int, weights: Values
) -> QuestionSums:
    """Return the sums of a coded question.

    Parameters
    ----------
    codes
        The answer of each row, numbered from 0; -1 where none was given. Shape (n,).
    count
        How many codes there are.
    cell
        The cell of each row, shape (n,).
    cells
        How many cells there are.
    weights
        The weight of each row, shape (n,).

    Raises
    ------
    ValueError
        If a code is not in the list.
    """
    if len(codes) and (codes.max() >= count or codes.min() < -1):
        raise ValueError(f"codes from -1 to {count - 1} are needed, found {codes.min()} to {codes.max()}")
    place = cell * count + codes
    place[codes < 0] = cells * count

    def add_up(values: Values | None) -> Values:
        sums = np.bincount(place, weights=values, minlength=cells * count + 1)
        return sums[:-1].reshape(cells, count).astype(np.float64, copy=False)

    diagonal = np.repeat(np.arange(count)[:, None], 2, axis=1)
    weight = add_up(weights)
    return QuestionSums(diagonal, add_up(None), weight, weight, add_up(weights * weights), np.zeros(count))


def sum_numbers(numbers: Values, *, cell: Codes, cells: int, weights: Values) -> QuestionSums:
    """Return the sums of a number, or of two numbers whose ratio is asked for.

    Parameters
    ----------
    numbers
        Shape (n,) or (n, m); a row with a missing number is outside the base.
    cell, cells, weights
        As for `sum_codes`.

    Raises
    ------
    ValueError
        If a number is infinite.
    """
    columns = numbers[:, None] if numbers.ndim == 1 else numbers
    if np.isinf(columns).any():
        raise ValueError("numbers must be finite or missing; found an infinite one")
    known = ~np.isnan(columns).any(axis=1)
    centre = np.r_[0.0, columns[known].mean(axis=0)] if known.any() else np.zeros(columns.shape[1] + 1)
    held = np.column_stack((np.ones(known.sum()), columns[known] - centre[1:]))
    place, weight = cell[known], weights[known]

    def add_up(values: Values) -> Values:
        return np.column_stack([np.bincount(place, weights=each, minlength=cells) for each in values.T])

    k = held.shape[1]
    pairs = np.array([(i, j) for i in range(k) for j in range(i, k)], dtype=np.int64)
    products = held[:, pairs[:, 0]] * held[:, pairs[:, 1]]
    count = np.zeros((cells, k))
    count[:, 0] = np.bincount(place, minlength=cells)
    return QuestionSums(
        pairs,
        count,
        add_up(held * weight[:, None]),
        add_up(products * weight[:, None]),
        add_up(products * weight[:, None] ** 2),
        centre,
    )
