"""A planted shift: a few offences of a few boroughs, recorded much more in the newest three months."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from peelian.synthetic.choices import Chosen
from peelian.synthetic.offences import OFFENCES
from peelian.synthetic.truth import Planted
from peelian.synthetic.world import World, months_between

_SHIFT = 0.4
_MONTHS = 3
_NUMBER = 3
_SHIFTED = ("THEFT OR UNAUTH TAKING OF A MOTOR VEH", "BURGLARY BUSINESS AND COMMUNITY", "POSSESSION OF DRUGS")

Means = npt.NDArray[np.float64]


def plant_shift(world: World, means: Means, chosen: Sequence[Chosen]) -> Means:
    """Return expected counts with a shift planted in the newest months, and note each in the truth.

    The boroughs are taken from those of middle size, so that the shift is no small number.
    """
    rng = world.stream("planted shift")
    months = months_between()[-_MONTHS:]
    names = list(world.boroughs.values())
    taken = {(each.borough, each.offence) for each in chosen}
    means = means.copy()
    size = means.sum(axis=(1, 2))
    middle = np.argsort(size, kind="stable")[len(names) // 2 : -2]
    for borough, minor in zip(rng.choice(middle, _NUMBER, replace=False).tolist(), _SHIFTED, strict=True):
        offence = next(k for k, each in enumerate(OFFENCES) if each.minor == minor)
        if (borough, offence) in taken:
            continue
        means[borough, offence, -_MONTHS:] *= 1 + _SHIFT
        world.truth.plant(
            Planted(
                kind="effect",
                source="recorded_crime_counts",
                column="offences",
                where=f"{names[borough]}, {minor.lower()}, {months[0]:%B} to {months[-1]:%B %Y}",
                number=_SHIFT,
                says=f"{_SHIFT:.0%} more is recorded than the past of the series leads one to expect.",
            )
        )
    return means
