"""Ranks: the place of each value among the values of its family, the largest first."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]


def competition_ranks(values: ArrayLike, families: ArrayLike | None = None) -> Numbers:
    """Return standard competition ranks ("1224"): equal values share a rank, and the next ranks are left out.

    The same as R's ``rank(-values, ties.method = "min")`` within each family.

    Parameters
    ----------
    values
        Shape (n,); not a number where there is nothing to rank.
    families
        A number for each value, shape (n,): those with equal numbers are ranked together. Without it all are
        one family.

    Returns
    -------
    ndarray
        Ranks from 1, shape (n,); not a number where `values` is none.

    Raises
    ------
    ValueError
        If the shapes differ.
    """
    given = np.asarray(values, dtype=np.float64)
    family = np.zeros(given.shape, dtype=np.int64) if families is None else np.asarray(families)
    if given.ndim != 1 or family.shape != given.shape:
        raise ValueError(
            f"one value and one family number each are needed, not {given.shape} and {family.shape}"
        )
    ranks = np.full(given.shape, np.nan)
    known = np.flatnonzero(~np.isnan(given))
    if not known.size:
        return ranks
    order = known[np.lexsort((-given[known], family[known]))]
    place = np.arange(order.size)
    first_of_family = np.r_[True, family[order][1:] != family[order][:-1]]
    first_of_value = first_of_family | np.r_[True, given[order][1:] != given[order][:-1]]
    start = np.maximum.accumulate(np.where(first_of_family, place, 0))
    ranks[order] = np.maximum.accumulate(np.where(first_of_value, place, 0)) - start + 1
    return ranks
