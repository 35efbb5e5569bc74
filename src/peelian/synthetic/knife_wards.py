"""Knife crime of each ward in a year, so that the vulnerable tenth has as much more as is told of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from peelian.synthetic.localities import Localities

Whole = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.float64]

TIMES, TIMES_INJURED = 3, 5
"""How many times as much knife crime, and as much of it with injury, the most vulnerable tenth of the wards
has as the least vulnerable tenth."""

_INJURED = 0.33
_CONCENTRATED = 0.46


@dataclass(frozen=True, slots=True, eq=False)
class KnifeYear:
    """Knife crime of the wards in one year.

    Parameters
    ----------
    offences, injured
        Offences, and those among them in which somebody was hurt, shape (wards,).
    """

    offences: Whole
    injured: Whole


def share_knife_year(
    rng: np.random.Generator,
    boroughs: Whole,
    places: Localities,
    *,
    injuries: Mapping[int, int],
) -> KnifeYear:
    """Share the knife crime of boroughs out to wards, and say in how much of it somebody was hurt.

    Parameters
    ----------
    rng
        Where chance comes from.
    boroughs
        Knife crime of each borough.
    places
        The wards.
    injuries
        Borough -> knife crime with injury, where that is told.
    """
    usual = places.residents * rng.lognormal(0, 0.28, len(places.codes))
    tilt = _tilt(boroughs, places, usual)
    offences = np.zeros(len(places.codes), dtype=np.int64)
    for borough, number in enumerate(boroughs):
        here = places.of(borough)
        offences[here] = _draw_borough(
            rng, int(number), _weights(usual, tilt, places, here), places.hot[here]
        )
    _repair(rng, offences, places, times=TIMES)
    chance = _INJURED * np.sqrt(TIMES_INJURED / TIMES) ** places.tail
    injured = rng.binomial(offences, np.minimum(chance, 0.9)).astype(np.int64)
    for borough, number in injuries.items():
        _force_injuries(rng, offences, injured, here=places.of(borough), number=number)
    _repair_injuries(rng, offences, injured, places, untouched=injuries)
    return KnifeYear(offences, injured)


def _draw_borough(
    rng: np.random.Generator, number: int, weights: Numbers, hot: npt.NDArray[np.bool_]
) -> Whole:
    """Draw the wards of a borough; what falls in its hot ones together is not left to chance."""
    drawn = np.zeros(len(weights), dtype=np.int64)
    within = round(number * float(weights[hot].sum()))
    for part, many in ((hot, within), (~hot, number - within)):
        if part.any():
            drawn[part] = rng.multinomial(many, weights[part] / weights[part].sum())
    return drawn


def _weights(usual: Numbers, tilt: float, places: Localities, here: slice) -> Numbers:
    """Return the shares of a borough's wards; the two hot ones of a borough have nearly half of it."""
    weight = usual[here] * np.exp(tilt * places.tail[here])
    hot = places.hot[here]
    if hot.any() and not hot.all():
        weight = np.where(hot, _CONCENTRATED * weight / weight[hot].sum(), weight)
        weight[~hot] *= (1 - _CONCENTRATED) / weight[~hot].sum()
    return np.asarray(weight / weight.sum())


def _tilt(boroughs: Whole, places: Localities, usual: Numbers) -> float:
    """Find how far vulnerability tilts the weights for the tenths to be as far apart as told, by halving."""
    low, high = -3.0, 3.0
    for _ in range(50):
        middle = (low + high) / 2
        expected = np.concatenate(
            [
                number * _weights(usual, middle, places, places.of(borough))
                for borough, number in enumerate(boroughs)
            ]
        )
        apart = expected[places.tail > 0].mean() / expected[places.tail < 0].mean()
        low, high = (middle, high) if apart < TIMES else (low, middle)
    return (low + high) / 2


def _repair(rng: np.random.Generator, offences: Whole, places: Localities, *, times: int) -> None:
    """Move single offences between wards of one borough until the tenths are as far apart as told."""
    top = np.flatnonzero(places.tail > 0)
    middle = [
        np.flatnonzero((places.borough == k) & (places.tail == 0) & ~places.hot)
        for k in range(int(places.borough.max()) + 1)
    ]
    for ward in _in_turn(rng, top):
        lack = _wanted(offences, places, times) - int(offences[top].sum())
        if not lack:
            return
        others = middle[places.borough[ward]]
        if not others.size:
            continue
        other = int(rng.choice(others))
        giver, taker = (other, ward) if lack > 0 else (ward, other)
        if offences[giver] > 1:
            offences[giver] -= 1
            offences[taker] += 1


def _force_injuries(
    rng: np.random.Generator, offences: Whole, injured: Whole, *, here: slice, number: int
) -> None:
    wards = np.arange(here.start, here.stop)
    for ward in _in_turn(rng, wards):
        lack = number - int(injured[here].sum())
        if not lack:
            return
        if 0 <= injured[ward] + np.sign(lack) <= offences[ward]:
            injured[ward] += np.sign(lack)


def _repair_injuries(
    rng: np.random.Generator,
    offences: Whole,
    injured: Whole,
    places: Localities,
    *,
    untouched: Mapping[int, int],
) -> None:
    """Add or take away injuries in the most vulnerable tenth until it is as far apart as told."""
    free = ~np.isin(places.borough, list(untouched))
    top = np.flatnonzero((places.tail > 0) & free)
    for ward in _in_turn(rng, top):
        lack = _wanted(injured, places, TIMES_INJURED) - int(injured[places.tail > 0].sum())
        if not lack:
            return
        if 0 <= injured[ward] + np.sign(lack) <= offences[ward]:
            injured[ward] += np.sign(lack)


def _wanted(counts: Whole, places: Localities, times: int) -> int:
    """Return the sum of the most vulnerable tenth at which its mean is so many times that of the least."""
    top, bottom = np.count_nonzero(places.tail > 0), np.count_nonzero(places.tail < 0)
    return round(times * int(counts[places.tail < 0].sum()) * top / bottom)


def _in_turn(rng: np.random.Generator, wards: Whole) -> Whole:
    """Return wards in an order of chance, again and again, so that what is moved is spread."""
    return np.concatenate([rng.permutation(wards) for _ in range(400)])
