"""Largest share: how much of a count lies in its one or two largest areas, and what chance makes of that."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from peelian.statistics.chance_draws import throw_events

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LargestShare:
    """The share of the count that lies in the largest areas.

    Parameters
    ----------
    share
        Found; not a number where nothing was counted.
    middle, lower, upper
        What chance makes of the same total: the median of the draws, and the range of nine in ten of them.
    p
        How probable it is that chance makes as much or more: (1 + draws with as much) / (1 + draws).
    """

    share: float
    middle: float
    lower: float
    upper: float
    p: float


def share_of_largest(
    counts: ArrayLike,
    *,
    largest: int,
    exposure: ArrayLike | None = None,
    draws: int = 999,
    seed: int = 20_170_401,
) -> LargestShare:
    """Return how much of a count lies in its largest areas, beside what chance alone would make of it.

    The largest of several areas always hold more than their part, and the more so the fewer the events. So
    the same total is thrown over the same areas again and again, each event falling independently with the
    chance that the area's exposure gives it, and the largest areas of each draw are taken anew: those of the
    draw, not those found.

    Parameters
    ----------
    counts
        Whole counts of 0 or more, shape (areas,).
    largest
        How many of the largest areas are taken together.
    exposure
        What each area would hold its part by (residents), 0 or more, shape (areas,); equal without it.
    draws, seed
        How many times chance is let place the events, and the seed.

    Raises
    ------
    ValueError
        If a count is negative or not whole, an exposure is negative, or there are not more areas than are
        taken together.
    """
    n = np.asarray(counts, dtype=np.float64)
    if n.ndim != 1 or (n < 0).any() or (n != np.round(n)).any():
        raise ValueError("whole counts of 0 or more, shape (areas,), are needed")
    if not 1 <= largest < len(n):
        raise ValueError(f"the {largest} largest of {len(n)} areas say nothing; more areas are needed")
    weight = np.ones(len(n)) if exposure is None else np.nan_to_num(np.asarray(exposure, dtype=np.float64))
    if weight.shape != n.shape or (weight < 0).any():
        raise ValueError("exposures of 0 or more are needed, one for each area")
    total = int(n.sum())
    if not total or not weight.sum():
        none = float("nan")
        return LargestShare(none, none, none, none, none)
    found = float(-np.sort(-n)[:largest].sum()) / total
    rng = np.random.default_rng(seed)
    made = [drawn[:, :largest].sum(axis=1) for drawn in throw_events(rng, total, weight, draws=draws)]
    shares = np.concatenate(made) / total
    low, middle, high = np.quantile(shares, [0.05, 0.5, 0.95])
    as_much = int((shares >= found - 1e-12).sum())
    return LargestShare(found, float(middle), float(low), float(high), (1 + as_much) / (1 + draws))
