"""Choosing exactly so many: what must come out is forced by counts, and chance only says which."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]


def choose_exactly(
    rng: np.random.Generator,
    group: NDArray[np.integer],
    wanted: Numbers,
    *,
    weight: NDArray[np.float64] | None = None,
) -> Flags:
    """Choose exactly so many members of each group, those of greater weight sooner.

    Drawn without replacement by exponential keys (Efraimidis and Spirakis, 2006).

    Parameters
    ----------
    rng
        Where chance comes from.
    group
        Group of each of n members, 0 to k - 1; below 0 for those that may not be chosen.
    wanted
        How many of each of the k groups.
    weight
        How readily each of the n is chosen; 0 for never. All alike when None.

    Returns
    -------
    Which of the n are chosen.

    Raises
    ------
    ValueError
        If a group has fewer that may be chosen than are wanted.
    """
    may = group >= 0 if weight is None else (group >= 0) & (weight > 0)
    key = rng.exponential(size=len(group))
    if weight is not None:
        key = key / np.where(may, weight, 1.0)
    places = np.flatnonzero(may)
    there = np.bincount(group[places], minlength=len(wanted))
    if np.any(there < wanted):
        short = int(np.argmax(wanted - there))
        raise ValueError(f"{wanted[short]} wanted of {there[short]} in group {short}")
    order = places[np.lexsort((key[places], group[places]))]
    begins = np.cumsum(there) - there
    rank = np.arange(len(order)) - begins[group[order]]
    chosen = np.zeros(len(group), dtype=np.bool_)
    chosen[order] = rank < wanted[group[order]]
    return chosen


def largest_base(most: int, shares: tuple[float, ...]) -> int:
    """Return the largest base up to `most` of which every share has a count that prints as that per cent.

    Of 100 and more every whole per cent has one; of 67, "80 %" has none (54 are 81 % and 53 are 79 %).

    Parameters
    ----------
    most
        The most that the base may be.
    shares
        Whole percentages as fractions, such as 0.83.
    """
    for base in range(most, 0, -1):
        if all(round(100 * round(share * base) / base) == round(100 * share) for share in shares):
            return base
    return 0
