"""Which units are drawn when each has a random number of its own, and how likely each was to be drawn."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Values = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Selection:
    """A selection out of n units.

    Parameters
    ----------
    drawn
        Which units are drawn, shape (n,).
    probability
        How likely each was to be drawn, above 0 to 1, shape (n,); 0 where nothing is wanted.
    """

    drawn: Flags
    probability: Values


def draw_simply(numbers: ArrayLike, wanted: int) -> Selection:
    """Return the units with the smallest random numbers: a simple random sample without replacement.

    With independent numbers every set of `wanted` units is as likely as any other (Fan, Muller and Rezucha,
    Journal of the American Statistical Association 57, 1962; Ohlsson, Coordination of samples using permanent
    random numbers, 1995). A number that belongs to its unit for good makes the sample independent of the
    order in which units are listed.

    Parameters
    ----------
    numbers
        A random number of each unit, no two alike, shape (n,).
    wanted
        Units wanted, 0 or more; where there are fewer, all are drawn.

    Raises
    ------
    ValueError
        If fewer than no units are wanted.
    """
    each = np.asarray(numbers, dtype=np.float64)
    taken = _taken(wanted, len(each))
    drawn = np.zeros(len(each), dtype=bool)
    drawn[np.argsort(each, kind="stable")[:taken]] = True
    share = taken / len(each) if len(each) else 0.0
    return Selection(drawn, np.full(len(each), share))


def draw_by_size(sizes: ArrayLike, wanted: int, *, start: float, order: ArrayLike) -> Selection:
    """Return units drawn with probability proportional to size, systematically.

    Units are put in order, their sizes laid end to end, and every k-th step from a random start hits a unit,
    k the sum of sizes over the units wanted (Madow, Annals of Mathematical Statistics 20, 1949). A unit as
    large as a step or larger is drawn for certain and taken out before the step is reckoned anew, until none
    is. Probabilities are then wanted x size / sum of sizes exactly.

    Parameters
    ----------
    sizes
        Size of each unit, above 0, shape (n,).
    wanted
        Units wanted, 0 or more; where there are fewer, all are drawn.
    start
        Random number from 0 to under 1.
    order
        What units are put in order by, shape (n,): random numbers, or places of a list that is sorted by
        something of interest, which spreads the sample over it.

    Raises
    ------
    ValueError
        If a size is not above 0, fewer than no units are wanted or the start is outside 0 to 1.
    """
    size, place = np.asarray(sizes, dtype=np.float64), np.asarray(order)
    taken = _taken(wanted, len(size))
    if not (size > 0).all() or not np.isfinite(size).all():
        raise ValueError("sizes above 0 are needed")
    if not 0 <= start < 1:
        raise ValueError(f"a start from 0 to under 1 is needed, not {start:g}")
    probability = _proportional(size, taken)
    certain = probability >= 1
    rest = np.flatnonzero(~certain)
    drawn = certain.copy()
    left = taken - int(certain.sum())
    if left > 0:
        queue = rest[np.argsort(place[rest], kind="stable")]
        ends = np.cumsum(size[queue])
        hits = (start + np.arange(left)) * ends[-1] / left
        drawn[queue[np.minimum(np.searchsorted(ends, hits, side="right"), len(queue) - 1)]] = True
    return Selection(drawn, probability)


def _taken(wanted: int, units: int) -> int:
    if wanted < 0:
        raise ValueError(f"0 units or more are wanted, not {wanted}")
    return min(wanted, units)


def _proportional(size: Values, taken: int) -> Values:
    """Return probabilities that add up to the units taken, those of the largest units 1."""
    if taken == len(size):
        return np.ones(len(size))
    certain = np.zeros(len(size), dtype=bool)
    probability = np.zeros(len(size))
    while True:
        left = taken - int(certain.sum())
        probability = np.where(certain, 1.0, left * size / size[~certain].sum())
        more = ~certain & (probability >= 1)
        if not more.any():
            return probability
        certain |= more
