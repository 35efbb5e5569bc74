"""Chance draws: the same events thrown over the same areas again and again, as if only chance placed them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

_AT_ONCE = 2_000_000


def throw_events(rng: np.random.Generator, total: int, chances: Numbers, *, draws: int) -> Iterator[Numbers]:
    """Yield draws of events over areas, each row from the fullest area down, shape (some, areas).

    Parts of the draws are made at a time, so that memory stays small.

    Parameters
    ----------
    rng
        The source of chance.
    total
        How many events fall.
    chances
        Weight of each area, shape (areas,); areas of weight 0 are left out.
    draws
        How many times they fall.
    """
    chances = chances[chances > 0] / chances.sum()
    part = max(1, _AT_ONCE // chances.size)
    for start in range(0, draws, part):
        drawn = rng.multinomial(total, chances, size=min(part, draws - start))
        yield -np.sort(-drawn, axis=1).astype(np.float64)
