"""Dealing kinds out within cells: exactly so many of each kind, to whom is for chance and leanings to say."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Places = NDArray[np.int64]


def deal(cells: Places, quotas: ArrayLike, keys: NDArray[np.float64]) -> Places:
    """Deal kinds out to the members of each cell, the first kind to those with the largest keys.

    With Gumbel noise as keys the choice is a plain draw without replacement; what is added to the noise makes
    some likelier than others (Efraimidis and Spirakis, Information Processing Letters 97, 2006).

    Parameters
    ----------
    cells
        The cell of each member from 0, shape (n,).
    quotas
        How many of each kind a cell gets, shape (cells, kinds); each row adds up to the size of its cell.
    keys
        Shape (n,).

    Returns
    -------
    numpy.ndarray
        The kind of each member, shape (n,).

    Raises
    ------
    ValueError
        If quotas are negative or do not add up to the sizes of the cells.
    """
    wanted = np.asarray(quotas, dtype=np.int64)
    sizes = np.bincount(cells, minlength=len(wanted))
    if wanted.min() < 0 or len(sizes) != len(wanted) or (wanted.sum(axis=1) != sizes).any():
        raise ValueError(f"quotas that add up to the sizes of the cells, {sizes.tolist()}, are needed")
    order = np.lexsort((-keys, cells))
    kinds = np.empty(len(cells), dtype=np.int64)
    kinds[order] = np.repeat(np.tile(np.arange(wanted.shape[1]), len(wanted)), wanted.ravel())
    return kinds


def deal_yes(cells: Places, quotas: ArrayLike, keys: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Deal "yes" out to so many members of each cell, to those with the largest keys.

    Parameters
    ----------
    cells, keys
        As for `deal`.
    quotas
        How many of each cell say yes, shape (cells,).

    Raises
    ------
    ValueError
        If a cell has fewer members than are to say yes.
    """
    yes = np.asarray(quotas, dtype=np.int64)
    sizes = np.bincount(cells, minlength=len(yes))
    chosen: NDArray[np.bool_] = deal(cells, np.column_stack([yes, sizes[: len(yes)] - yes]), keys) == 0
    return chosen
