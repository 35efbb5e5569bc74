"""The made-up wards of synthetic London: how many live in each, and how vulnerable each is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from peelian.synthetic.boroughs import CONCENTRATED, knife_weights
from peelian.synthetic.world import World

Numbers = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

_RESIDENTS = 270_000.0


@dataclass(frozen=True, slots=True, eq=False)
class Localities:
    """Wards as arrays of one length, borough by borough.

    Parameters
    ----------
    codes, names
        Code and name of each ward.
    borough
        Position of its borough among the world's.
    residents
        People who live there.
    vulnerability
        How vulnerable it is, in units of which most wards lie between -0.7 and 0.9.
    tail
        1 for the most vulnerable tenth, -1 for the least, 0 for the others. Between the tenths and the others
        lies a gap, so that which wards are in them does not hang on a detail of the index.
    hot
        Whether it is one of the two wards that a borough of little knife crime has most of it in.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    borough: Whole
    residents: Whole
    vulnerability: Numbers
    tail: Whole
    hot: npt.NDArray[np.bool_]

    def of(self, borough: int) -> slice:
        """Return where the wards of a borough stand."""
        first, past = np.searchsorted(self.borough, [borough, borough + 1])
        return slice(int(first), int(past))


def localities(world: World) -> Localities:
    """Draw the wards of a world; the same ones whenever they are asked for."""
    rng = world.stream("localities")
    listed = [(k, *ward) for k, code in enumerate(world.boroughs) for ward in world.wards[code]]
    borough = np.array([k for k, *_ in listed], dtype=np.int64)
    residents = np.empty(len(listed), dtype=np.int64)
    for k in range(len(world.boroughs)):
        whole = int(_RESIDENTS * rng.lognormal(-0.02, 0.2))
        here = np.flatnonzero(borough == k)
        residents[here] = rng.multinomial(whole, rng.dirichlet(np.full(here.size, 80.0)))
    hot = _hot(rng, world, borough)
    tail = _tails(rng, world, borough, hot)
    middle, top, bottom = (
        rng.uniform(-0.7, 0.9, len(listed)),
        rng.uniform(1.6, 2.4, len(listed)),
        rng.uniform(-1.6, -1.25, len(listed)),
    )
    vulnerability = np.select([tail > 0, tail < 0], [top, bottom], middle)
    codes, names = tuple(code for _, code, _ in listed), tuple(name for *_, name in listed)
    return Localities(codes, names, borough, residents, vulnerability, tail, hot)


def _hot(rng: np.random.Generator, world: World, borough: Whole) -> npt.NDArray[np.bool_]:
    hot = np.zeros(len(borough), dtype=np.bool_)
    for k, name in enumerate(world.boroughs.values()):
        if name in CONCENTRATED:
            hot[rng.choice(np.flatnonzero(borough == k), 2, replace=False)] = True
    return hot


def _tails(rng: np.random.Generator, world: World, borough: Whole, hot: npt.NDArray[np.bool_]) -> Whole:
    """Choose the tenths, the most vulnerable more often where there is much knife crime.

    In every borough at least half of the wards stay between the tenths.
    """
    # Ranked into tenths as they come, the first holds what does not divide evenly.
    numbers = {1: -(-len(borough) // 10), -1: len(borough) // 10}
    level = np.log(knife_weights(world.boroughs.values()))[borough]
    score = 0.9 * level + rng.normal(0, 0.5, len(borough))
    tail = np.zeros(len(borough), dtype=np.int64)
    room = np.bincount(borough) // 2
    for sign, number in numbers.items():
        chosen = 0
        for ward in np.argsort(-sign * score, kind="stable"):
            if chosen == number:
                break
            if room[borough[ward]] and not tail[ward] and not hot[ward]:
                tail[ward] = sign
                room[borough[ward]] -= 1
                chosen += 1
    return tail
