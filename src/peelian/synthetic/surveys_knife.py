"""What synthetic Londoners say of knife crime where they live, borough by borough."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from peelian.synthetic.surveys_answers import answered, settle, write_out

_LONDON, _HIGHEST, _LOWEST = 0.26, ("Hackney", 0.37), ("Barnet", 0.12)
_BETWEEN = (0.175, 0.335)
_UP, _CLEARLY_UP = 15, 6
_YEARS = ((9, 20), (21, 32))
_CODES = {True: ("minor", "major"), False: ("none",)}
_Shares = NDArray[np.float64]


def knife_crime_answers(
    rng: np.random.Generator,
    weights: NDArray[np.float64],
    *,
    borough: NDArray[np.int64],
    month: NDArray[np.int64],
    named: list[str],
) -> pa.Array:
    """Draw the answers so that 2017-18 is what the founding deck prints, and 2016-17 has fifteen lower.

    In 2017-18 Hackney has 37 %, Barnet 12 %, London 26 % and every other borough lies between. Fifteen
    boroughs are up on the year before, six of them by more than chance makes of samples of 400, the others by
    one to three points; seventeen are down by as little.

    Parameters
    ----------
    rng, weights
        Where chance comes from, and the weights of the interviews, shape (n,).
    borough, month
        Place of the borough, and of the month since July 2015, shape (n,).
    named
        Names of the boroughs.

    Raises
    ------
    ValueError
        If Hackney or Barnet is not among the boroughs.
    """
    said = answered(rng, len(month))
    newest = said[0] & (month >= _YEARS[1][0]) & (month <= _YEARS[1][1])
    sizes: _Shares = np.bincount(borough[newest], weights[newest], len(named)).astype(np.float64)
    now = _shares(rng, sizes, named)
    before = now - _changes(rng, len(named), least=named.index(_LOWEST[0]))
    yes = rng.random(len(month)) < np.where(month < _YEARS[1][0], before[borough], now[borough])
    for (first, last), shares in zip(_YEARS, (before, now), strict=True):
        year = said[0] & (month >= first) & (month <= last)
        for place, share in enumerate(shares.tolist()):
            here = year & (borough == place)
            yes = settle(rng, yes, weights, window=here, free=here, share=share)
    return write_out(rng, yes, said, _CODES)


def _shares(rng: np.random.Generator, sizes: _Shares, named: list[str]) -> _Shares:
    ends = np.array([named.index(_HIGHEST[0]), named.index(_LOWEST[0])])
    others = np.setdiff1d(np.arange(len(named)), ends)
    shares = np.zeros(len(named))
    shares[ends] = _HIGHEST[1], _LOWEST[1]
    shares[others] = rng.uniform(*_BETWEEN, len(others))
    for _ in range(100):
        short = (_LONDON * sizes.sum() - sizes @ shares) / sizes[others].sum()
        shares[others] = np.clip(shares[others] + short, *_BETWEEN)
    return shares


def _changes(rng: np.random.Generator, boroughs: int, *, least: int) -> _Shares:
    """Draw the changes; the borough with the least cannot have come up from nothing, so its own is small."""
    some = (
        rng.uniform(0.12, 0.14, _CLEARLY_UP),
        rng.uniform(0.01, 0.03, _UP - _CLEARLY_UP),
        -rng.uniform(0.01, 0.03, boroughs - _UP),
    )
    changes = rng.permutation(np.concatenate(some))
    smallest = int(np.abs(changes).argmin())
    changes[[least, smallest]] = changes[[smallest, least]]
    return changes
