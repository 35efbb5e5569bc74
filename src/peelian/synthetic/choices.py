"""What each borough of synthetic London chose as its own priorities, and how each of them goes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from peelian.synthetic.offences import OFFENCES
from peelian.synthetic.world import World

_WITH_THREE = 3
_DOWN = 18
_CLEAR_DOWN, _CLEAR_UP = 7, 17


@dataclass(frozen=True, slots=True)
class Chosen:
    """One offence that one borough chose.

    Parameters
    ----------
    borough, offence
        Positions among the world's boroughs and in `OFFENCES`.
    rises
        Whether more is recorded in twelve months than in the twelve before.
    change
        About how much more, as a share; chance moves it.
    """

    borough: int
    offence: int
    rises: bool
    change: float


def choose_priorities(world: World) -> tuple[Chosen, ...]:
    """Return what every borough chose: two offences each, and three in three boroughs.

    So there are 67, as the founding presentation counts them; which they were was not found in any
    published list, and these are illustrations. Eighteen of them fall and 49 rise: some of each clearly,
    most by no more than chance moves them.
    """
    rng = world.stream("choices")
    boroughs = len(world.boroughs)
    three = set(rng.choice(boroughs, _WITH_THREE, replace=False).tolist())
    menu = [k for k, offence in enumerate(OFFENCES) if offence.measure]
    pairs = [
        (borough, int(offence))
        for borough in range(boroughs)
        for offence in np.sort(rng.choice(menu, 2 + (borough in three), replace=False))
    ]
    down = set(rng.choice(len(pairs), _DOWN, replace=False).tolist())
    clear = {*sorted(down)[:_CLEAR_DOWN], *[k for k in range(len(pairs)) if k not in down][:_CLEAR_UP]}
    chosen = []
    for number, (borough, offence) in enumerate(pairs):
        rises = number not in down
        size = rng.uniform(0.14, 0.28) if number in clear else rng.uniform(0.015, 0.07)
        chosen.append(Chosen(borough, offence, rises, float(size if rises else -size)))
    return tuple(chosen)
