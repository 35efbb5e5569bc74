"""Rows under way: columns of numbers by name, all of one length, in the order of the day recorded."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = dict[str, NDArray[Any]]
"""Name of a column -> its values. Coded columns hold places in the lists of `vocabulary`."""


def size_of(rows: Rows) -> int:
    """Return how many rows there are."""
    return len(next(iter(rows.values())))


def picked(rows: Rows, places: NDArray[Any]) -> Rows:
    """Return the rows at some places, or those where a mask is true."""
    return {name: values[places] for name, values in rows.items()}


def draw_words(rng: np.random.Generator, shares: NDArray[np.float64], size: int) -> NDArray[np.int8]:
    """Draw places in a list of words; what the shares leave to 1 is blank (-1).

    Parameters
    ----------
    rng
        Where chance comes from.
    shares
        Of each word, shape (words,) or (size, words).
    size
        How many to draw.
    """
    chance = rng.random(size)
    ends = np.cumsum(shares, axis=-1)
    if ends.ndim == 1:
        found = np.searchsorted(ends, chance, side="right")
    else:
        found = (chance[:, None] >= ends).sum(axis=1)
    return np.where(found == shares.shape[-1], -1, found).astype(np.int8)
