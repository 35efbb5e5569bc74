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
    rng: np.random.Generator,
    yes: Flags,
    said: Flags,
    codes: Mapping[bool, Sequence[str]],
    *,
    liking: Weights | None = None,
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
    liking
        Even draws, high for those who say it more warmly: of a yes the later codes are theirs, of a no the
        earlier ones, shape (n,). Left out, chance alone says.
    """
    words = [*codes[True], *codes[False], "DK", "RF"]
    many = {way: len(codes[way]) for way in (True, False)}
    # The lower of two draws makes the first code the commonest.
    draws = rng.random((2, len(yes))).min(axis=0)
    if liking is not None:
        draws = 1 - np.sqrt(1 - np.clip(np.where(yes, liking, 1 - liking), 0.0, 1 - 1e-9))
    place = np.where(yes, draws * many[True], many[True] + draws * many[False]).astype(np.int64)
    place = np.where(said[0], place, np.where(said[1], len(words) - 1, len(words) - 2))
    return pa.DictionaryArray.from_arrays(pa.array(place, pa.int32()), pa.array(words)).cast(pa.string())
