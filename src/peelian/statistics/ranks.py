"""Ranks: where each area stands among the areas of its list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True, slots=True)
class Ranks:
    """Ranks of the areas of many lists.

    Parameters
    ----------
    rank
        1 for the first, shape (lists, areas); not a number where an area has no value. Areas with equal
        values share a rank, and as many ranks are left out after it.
    of
        How many areas of the list are ranked, shape (lists,).
    """

    rank: NDArray[np.float64]
    of: NDArray[np.int64]


def rank_areas(values: ArrayLike, *, first: Literal["largest", "smallest"] = "largest") -> Ranks:
    """Rank the areas of each list, ties sharing a rank: R's ``rank(-x, ties.method = "min")``.

    Parameters
    ----------
    values
        Shape (lists, areas); not a number for an area that is not to be ranked (not measured, suppressed, no
        population). One list of shape (areas,) is taken as one row.
    first
        Whether the "largest" or the "smallest" value has rank 1.

    Raises
    ------
    ValueError
        If the values have more than two dimensions.
    """
    given = np.atleast_2d(np.asarray(values, dtype=np.float64))
    if given.ndim != 2:
        raise ValueError(f"values of shape (lists, areas) are needed, not {given.shape}")
    known = ~np.isnan(given)
    # What is not ranked goes last and is taken out again.
    key = np.where(known, -given if first == "largest" else given, np.inf)
    order = np.argsort(key, axis=1, kind="stable")
    ordered = np.take_along_axis(key, order, axis=1)
    place = np.broadcast_to(np.arange(1, given.shape[1] + 1), given.shape)
    fresh = np.ones(given.shape, dtype=np.bool_)
    fresh[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    shared = np.maximum.accumulate(np.where(fresh, place, 0), axis=1)
    rank = np.empty(given.shape)
    np.put_along_axis(rank, order, shared.astype(np.float64), axis=1)
    return Ranks(np.where(known, rank, np.nan), known.sum(axis=1))
