"""Synthetic register of the use of force, September 2011 to August 2012."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np

from peelian.synthetic.apportion import apportion
from peelian.synthetic.drawn import moments, picked, references
from peelian.synthetic.files import write_columns
from peelian.synthetic.world import World, months_between

FIRST_USE, LAST_USE = dt.date(2011, 9, 1), dt.date(2012, 8, 1)
_TASER, _LINKED, _OTHER = 231, 79, 640
_LINK_OF_OTHERS = (0.17, 0.51, 0.32)
"""Shares of other force linked to mental health, not linked, and with the question left blank."""


def write_use_of_force(world: World, folder: Path) -> list[Path]:
    """Write 231 deployments of a taser, 79 of them linked to mental health, among other uses of force.

    Of other force a third has the question left blank; every taser form has it answered, as the deck's share
    (just over a third of 231) needs.
    """
    rng, months, size = world.stream("use of force"), months_between(FIRST_USE, LAST_USE), _TASER + _OTHER
    link = np.concatenate(
        [
            np.repeat([0, 1], [_LINKED, _TASER - _LINKED]),
            np.repeat([0, 1, 2], apportion(_OTHER, _LINK_OF_OTHERS)),
        ]
    )
    order = rng.permutation(size)
    counts = apportion(size, rng.normal(1, 0.08, len(months)))
    columns = {
        "Use Number": references("UF", size, digits=5),
        "Date of Use": moments(rng, months, counts).astype("datetime64[D]"),
        "Kind of Force": picked(("taser", "other"), (order >= _TASER).astype(np.int64)),
        "MH Link": picked(("Y", "N", ""), link[order]),
    }
    return [write_columns(folder, "use of force register.csv", columns)]
