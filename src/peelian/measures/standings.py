"""Standings: the rank of each area among the areas of its level, now and in the year before."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from peelian.measures.ground import Ground
from peelian.measures.numbers import Numbers
from peelian.statistics.ranks import rank_areas


def standings(
    numbers: Numbers, ground: Ground, *, scale: NDArray[np.float64] | float = 1.0
) -> dict[str, Any]:
    """Return the columns that say where each area stands, the largest value first.

    Only real areas are ranked: a giver's catch-all ("Unknown", an airport) is no place to compare with. Areas
    with equal values share a rank. The rank in the year before is among the areas that have a value there.
    Where fewer than two areas have a value, nothing is ranked.

    Parameters
    ----------
    numbers
        The rolling years of a series, shape (n,).
    ground
        The grid it is laid out on.
    scale
        What a count is multiplied by to become a rate, one number or shape (n,).

    Returns
    -------
    dict
        Columns `rank`, `ranked` and `rank_previous`, shape (n,), or one number for all; -1 for none.
    """
    places = np.array([area.is_real() for area in ground.areas], dtype=np.bool_)
    if places.sum() < 2:
        return dict.fromkeys(("rank", "ranked", "rank_previous"), -1)
    real = places[numbers.area]
    shape = (len(ground.months), len(ground.areas))
    rank, ranked = _ranks(np.where(real, numbers.value * scale, np.nan), numbers, shape)
    before, among = _ranks(np.where(real, numbers.previous * scale, np.nan), numbers, shape)
    told = (rank > 0) & (ranked >= 2)
    return {
        "rank": np.where(told, rank, -1),
        "ranked": np.where(told, ranked, -1),
        "rank_previous": np.where(told & (among >= 2), before, -1),
    }


def _ranks(
    values: NDArray[np.float64], numbers: Numbers, shape: tuple[int, int]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the rank of each value (-1 for none) and how many areas are ranked in its window."""
    lists = np.full(shape, np.nan)
    lists[numbers.last, numbers.area] = values
    made = rank_areas(lists)
    ranks = np.nan_to_num(made.rank[numbers.last, numbers.area], nan=-1)
    return ranks.astype(np.int64), made.of[numbers.last]
