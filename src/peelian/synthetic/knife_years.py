"""Knife crime of each borough in each year from 2014 to 2017, with the figures told of it forced."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from peelian.synthetic.boroughs import CONCENTRATED, knife_weights
from peelian.synthetic.spread import spread
from peelian.synthetic.world import World

Whole = npt.NDArray[np.int64]

LONDON: Mapping[int, int] = {2014: 9_350, 2015: 9_980, 2016: 11_000, 2017: 14_377}
"""Knife crime of London by year; 2017 is 30.7 % above 2016."""

FORCED: Mapping[str, tuple[int, int]] = {
    "Sutton": (66, 104),
    "Havering": (257, 359),
    "Kingston upon Thames": (70, 90),
}
"""Knife crime of a borough in 2016 and 2017."""

_FIRST, _SECOND = "Southwark", "Brent"
_FALLING = 3
_AHEAD = 25


def knife_years(world: World) -> Whole:
    """Return the knife crime of each borough in 2014, 2015, 2016 and 2017, shape (boroughs, 4).

    Southwark has most, then Brent; all but three boroughs rise from 2016 to 2017.
    """
    rng = world.stream("knife crime of boroughs")
    names = list(world.boroughs.values())
    level = knife_weights(names) * rng.lognormal(0, 0.06, len(names))
    free = np.array([name not in FORCED for name in names])
    after = np.zeros(len(names), dtype=np.int64)
    after[~free] = [FORCED[name][1] for name in names if name in FORCED]
    after[free] = spread(LONDON[2017] - int(after.sum()), level[free])
    _lead(after, names, free)
    before = _year_before(rng, after, names, free)
    earlier = before * rng.lognormal(0, 0.05, (2, len(names)))
    older = [spread(LONDON[year], weights) for year, weights in zip((2014, 2015), earlier, strict=True)]
    return np.stack([*older, before, after], axis=1)


def _lead(after: Whole, names: list[str], free: npt.NDArray[np.bool_]) -> None:
    """Put the two that are told of first and second, and take what they gain from the others alike."""
    first, second = names.index(_FIRST), names.index(_SECOND)
    others = free.copy()
    others[[first, second]] = False
    highest = int(after[others].max())
    gained = 0
    for place, lead in ((second, _AHEAD), (first, 3 * _AHEAD)):
        wanted = max(int(after[place]), highest + lead)
        gained += wanted - int(after[place])
        after[place] = wanted
    if after[first] <= after[second]:
        raised = int(after[second] - after[first]) + _AHEAD
        after[first] += raised
        gained += raised
    after[others] -= spread(gained, after[others])


def _year_before(
    rng: np.random.Generator, after: Whole, names: list[str], free: npt.NDArray[np.bool_]
) -> Whole:
    """Return 2016: three boroughs above 2017, the others below it."""
    kept = [_FIRST, _SECOND, *CONCENTRATED]
    able = [k for k, name in enumerate(names) if free[k] and name not in kept]
    falling = rng.choice(able, _FALLING, replace=False)
    before = np.zeros(len(names), dtype=np.int64)
    before[~free] = [FORCED[name][0] for name in names if name in FORCED]
    before[falling] = np.ceil(after[falling] * rng.uniform(1.02, 1.09, _FALLING)).astype(np.int64)
    rest = free.copy()
    rest[falling] = False
    weights = after[rest] / rng.uniform(1.2, 1.6, int(rest.sum()))
    before[rest] = spread(LONDON[2016] - int(before.sum()), weights)
    return before
