"""Slabs of series: the counts of one series on its grid, with what may be read there."""

from __future__ import annotations

import numpy as np
import pyarrow.compute as pc

from peelian.measures.ground import Ground, between
from peelian.measures.limits import Limits
from peelian.measures.numbers import Slab
from peelian.measures.series import Series
from peelian.measures.windows import fill_grid


def slab_of(series: Series, ground: Ground, limits: Limits) -> Slab:
    """Lay a series out on its ground.

    Parameters
    ----------
    series
        One measure for one group at one level.
    ground
        The areas and months of that level.
    limits
        What spoils single months.
    """
    counts = fill_grid(series.cube, areas=ground.rows, months=ground.months, height=len(ground.areas))
    measured = ground.measured
    if series.member.measure.adds and series.group is None:
        held = set(pc.unique(series.cube["month"]).to_pylist())
        present = np.array([month in held for month in ground.months], dtype=np.bool_)
        measured = ground.measured_for(present)
    return Slab(counts, between(measured), measured, limits.gravity())
