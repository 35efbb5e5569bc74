"""Chance concentration: how concentrated the same total would look if only chance placed the events."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from peelian.statistics.chance_draws import throw_events
from peelian.statistics.concentration import fewest_areas, measure_concentration

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ChanceConcentration:
    """What concentration chance alone would make of the same totals.

    Parameters
    ----------
    expected
        Mean of the fewest areas over the draws, shape (series,); not a number where nothing was counted.
    lower, upper
        Between these lie nine draws of ten, 5 % on either side, shape (series,).
    p
        How probable it is that chance concentrates as much or more: (1 + draws with as few areas or fewer) /
        (1 + draws), shape (series,).
    """

    expected: Numbers
    lower: Numbers
    upper: Numbers
    p: Numbers


def concentrate_by_chance(
    counts: ArrayLike,
    *,
    exposure: ArrayLike | None = None,
    holding: float = 0.5,
    draws: int = 199,
    seed: int = 20_170_401,
) -> ChanceConcentration:
    """Draw how few areas would hold a share of the same totals if only chance placed the events.

    Every event falls into an area independently, with the probability that the area's exposure gives it. The
    difference between what is found and what chance makes is what Chalfin, Kaplan and Cuellar call marginal
    crime concentration (Journal of Research in Crime and Delinquency 58, 2021). Events in series, of one
    offender on one night, are not independent; some concentration beyond chance is always to be expected.

    Parameters
    ----------
    counts
        Counts, shape (series, areas); only their totals are used, and which areas were measured (a number).
    exposure
        What each area would hold its part by (residents, households, street length), shape (areas,) or
        (series, areas), 0 or more; equal without it. An area whose exposure is not a number holds nothing.
    holding
        The share of the count to be held.
    draws
        How many times chance is let place the events.
    seed
        Seed of the random numbers.

    Raises
    ------
    ValueError
        If a count is negative or not whole, an exposure is negative, or the shapes do not fit.
    """
    n = np.asarray(counts, dtype=np.float64)
    known = ~np.isnan(n)
    total = np.where(known, n, 0.0).sum(axis=1)
    if n.ndim != 2 or (n < 0).any() or (total != np.round(total)).any():
        raise ValueError(f"whole counts of 0 or more, shape (series, areas), are needed, not {n.shape}")
    weight = np.nan_to_num(
        np.ones(n.shape[1]) if exposure is None else np.asarray(exposure, dtype=np.float64)
    )
    if (weight < 0).any():
        raise ValueError(f"exposures of 0 or more are needed, not {weight.min():g}")
    chances = np.where(known, np.broadcast_to(weight, n.shape), 0.0)
    rng = np.random.default_rng(seed)
    numbers = np.full((n.shape[0], draws), np.nan)
    for series in np.flatnonzero((total > 0) & (chances.sum(axis=1) > 0)):
        numbers[series] = _draw(rng, int(total[series]), chances[series], draws=draws, holding=holding)
    found = measure_concentration(n, holding=holding).number
    return _summary(numbers, found)


def _draw(rng: np.random.Generator, total: int, chances: Numbers, *, draws: int, holding: float) -> Numbers:
    """Return the fewest areas of each draw."""
    made = throw_events(rng, total, chances, draws=draws)
    return np.concatenate([fewest_areas(drawn, holding) for drawn in made])


def _summary(numbers: Numbers, found: Numbers) -> ChanceConcentration:
    known = ~np.isnan(numbers).any(axis=1)
    made = np.full((4, found.size), np.nan)
    drawn = numbers[known]
    if drawn.size:
        made[0, known] = drawn.mean(axis=1)
        made[1:3, known] = np.quantile(drawn, [0.05, 0.95], axis=1)
        made[3, known] = (1 + (drawn <= found[known, None]).sum(axis=1)) / (1 + drawn.shape[1])
    return ChanceConcentration(*made)
