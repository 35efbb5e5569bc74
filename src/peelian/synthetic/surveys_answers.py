"""Answers of synthetic surveys, chosen so that weighted shares come out as they should whatever the seed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Flags = NDArray[np.bool_]
Weights = NDArray[np.float64]


def settle(
    rng: np.random.Generator, yes: Flags, weights: Weights, *, window: Flags, free: Flags, share: float
) -> Flags:
    """Return answers of which as few as need be are changed, so that a weighted share is as near as can be.

    What is left over is at most half the weight of one answer.

    Parameters
    ----------
    rng
        Says which answers are changed.
    yes, weights
        Answers and weights, shape (n,).
    window, free
        The rows of which the share is taken, and those that may be changed, which lie among them.
    share
        The weighted share wanted, from 0 to 1.

    Raises
    ------
    ValueError
        If the rows that may be changed are too few to reach the share.
    """
    need = share * weights[window].sum() - weights[window & yes].sum()
    open_rows = rng.permutation(np.flatnonzero(free & (yes != (need > 0))))
    reached = np.concatenate([[0.0], np.cumsum(weights[open_rows])])
    turned = int(np.abs(reached - abs(need)).argmin())
    if abs(reached[turned] - abs(need)) > weights[window].max():
        raise ValueError(f"a share of {share:g} cannot be reached by changing {len(open_rows)} answers")
    settled = yes.copy()
    settled[open_rows[:turned]] = need > 0
    return settled


def settle_closely(
    rng: np.random.Generator, yes: Flags, weights: Weights, *, window: Flags, share: float
) -> Flags:
    """Return answers settled as by `settle`, and one yes and one no changed places to come nearer still.

    Whole answers of a small group alone would leave its share off by half an answer, which in a group of a
    hundred is half a point. Weights differ, so some pair of answers differs by nearly what is left.

    Parameters
    ----------
    rng, yes, weights, share
        As for `settle`.
    window
        The rows of which the share is taken; all may be changed.
    """
    settled = settle(rng, yes, weights, window=window, free=window, share=share)
    left = share * weights[window].sum() - weights[window & settled].sum()
    ones, zeros = np.flatnonzero(window & settled), np.flatnonzero(window & ~settled)
    if not (ones.size and zeros.size):
        return settled
    zeros = zeros[np.argsort(weights[zeros], kind="stable")]
    place = np.searchsorted(weights[zeros], weights[ones] + left)
    near = np.stack([np.clip(place - 1, 0, None), np.clip(place, None, len(zeros) - 1)])
    off = np.abs(weights[zeros[near]] - weights[ones] - left)
    side, one = np.unravel_index(int(off.argmin()), off.shape)
    if off[side, one] < abs(left):
        settled[ones[one]], settled[zeros[near[side, one]]] = False, True
    return settled


def answered(rng: np.random.Generator, size: int, *, unknown: float = 0.04, refused: float = 0.01) -> Flags:
    """Return which of `size` people answer; a part does not know and a smaller one refuses.

    Returns
    -------
    numpy.ndarray
        Shape (2, size): True for those who give an answer, and for those who refuse to.
    """
    chance = rng.random(size)
    return np.stack([chance >= unknown + refused, chance < refused])


def write_out(
    rng: np.random.Generator, yes: Flags, said: Flags, codes: Mapping[bool, Sequence[str]]
) -> pa.Array:
    """Return answers as the codes of a delivery; DK and RF where none was given.

    Parameters
    ----------
    rng
        Says which of several codes stands for a yes or a no.
    yes, said
        The answers, and what `answered` returns.
    codes
        Codes of those who say yes (True) and of those who say no (False), the commoner ones first.
    """
    words = [*codes[True], *codes[False], "DK", "RF"]
    many = {way: len(codes[way]) for way in (True, False)}
    # Two draws, of which the lower one is taken, make the first code the commonest.
    draws = rng.random((2, len(yes))).min(axis=0)
    place = np.where(yes, draws * many[True], many[True] + draws * many[False]).astype(np.int64)
    place = np.where(said[0], place, np.where(said[1], len(words) - 1, len(words) - 2))
    return pa.DictionaryArray.from_arrays(pa.array(place, pa.int32()), pa.array(words)).cast(pa.string())
