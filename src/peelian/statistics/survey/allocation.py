"""How a number of interviews is shared out over the parts of a population."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

Counts = NDArray[np.int64]
Sharing = Literal["equally", "in proportion", "between"]
"""The same in each part; as many as its share of the population; by the square root of its population."""


def share_out(total: int, populations: ArrayLike, *, how: Sharing = "in proportion") -> Counts:
    """Return whole numbers for each part that add up to a total, none above the part's population.

    "Between" is by the square root of the population, Bankier's power allocation with a power of a half (The
    American Statistician 42, 1988): small parts get more than their share and large ones fewer. What a part
    is too small for goes to the others by the same rule; remainders go to the largest fractions, and of equal
    ones to the part named first.

    Parameters
    ----------
    total
        Number to be shared out, 0 or more; where the populations add up to less, each part gives all it has.
    populations
        How many there are in each part, shape (parts,).
    how
        By what it is shared out.

    Raises
    ------
    ValueError
        If the total or a population is negative, or `how` is no such word.
    """
    most = np.asarray(populations, dtype=np.int64)
    if total < 0 or (most < 0).any():
        raise ValueError("numbers of 0 or more are needed")
    powers = {"equally": 0.0, "between": 0.5, "in proportion": 1.0}
    if how not in powers:
        raise ValueError(f"'equally', 'in proportion' or 'between' is needed, not '{how}'")
    if total >= most.sum():
        return most.copy()
    measure = np.where(most > 0, most.astype(np.float64) ** powers[how], 0.0)
    full = most == 0
    while True:
        left = total - int(most[full].sum())
        exact = np.where(full, most, left * measure / max(measure[~full].sum(), 1e-300))
        over = ~full & (exact >= most)
        if not over.any():
            break
        full |= over
    given = np.floor(exact + 1e-9).astype(np.int64)
    remainder = total - int(given.sum())
    # Rounded so that fractions that are equal on paper are equal here, too.
    fractions = np.where(full, -1.0, np.round(exact - given, 9))
    given[np.argsort(-fractions, kind="stable")[:remainder]] += 1
    return given
