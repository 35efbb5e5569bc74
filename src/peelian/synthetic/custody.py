"""Synthetic detentions in police cells, in a narrow extract of NSPIS custody."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from peelian.synthetic.apportion import apportion
from peelian.synthetic.drawn import moments, picked, references
from peelian.synthetic.files import write_columns
from peelian.synthetic.truth import Planted
from peelian.synthetic.world import World, months_between

_SAFETY_OF = 5_000
"""One in so many detentions is a place of safety, as near as 258 of 1,290,000 allow."""
_OTHERS = (("arrest", 0.915), ("warrant", 0.06), ("immigration", 0.015), ("other", 0.01))


def write_custody(world: World, folder: Path) -> list[Path]:
    """Write every detention of three years: the record, the time of arrival and why the person was held.

    The founding deck prints 258 detentions as a place of safety in three years, 0.02 % of all; that needs
    between 1,032,000 and 1,720,000 detentions, and 1,290,000 are made. The columns a layout may leave out
    are left out, because so many records are read at every demonstration.
    """
    rng, months, size = world.stream("custody"), months_between(), world.scale.detentions
    safety = round(size / _SAFETY_OF)
    weights = np.linspace(1.06, 0.94, len(months)) * rng.normal(1, 0.02, len(months))
    reason = rng.choice(len(_OTHERS), size, p=[share for _, share in _OTHERS])
    reason[rng.choice(size, safety, replace=False)] = len(_OTHERS)
    world.truth.plant(
        Planted(
            "effect",
            "custody",
            "reason",
            "three years",
            safety,
            f"{safety:,} of {size:,} detentions are a place of safety under the Mental Health Act.",
        )
    )
    columns = {
        "Custody Record": references("CU", size),
        "Arrived": moments(rng, months, apportion(size, weights)).astype("datetime64[s]"),
        "Reason": picked([*(code for code, _ in _OTHERS), "place_of_safety"], reason),
    }
    return [write_columns(folder, "NSPIS custody extract.csv", columns)]
