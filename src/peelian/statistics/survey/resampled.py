"""Resampling of a design: by how much each row counts in samples drawn again from its strata."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from peelian.statistics.survey.design import SurveyDesign

Values = NDArray[np.float64]


def bootstrap_weights(
    design: SurveyDesign,
    *,
    runs: int,
    seed: int,
    at_once: int = 64,
    rows: NDArray[np.int64] | None = None,
) -> Iterator[Values]:
    """Yield weights of samples drawn again, in blocks of shape (up to `at_once`, n).

    In each stratum of m first-stage units, m - 1 are drawn with replacement and the weights of their rows
    multiplied by m / (m - 1) for each time drawn, so that the weights are right on average and the spread of
    estimates is that of the design with replacement (Rao and Wu, Journal of the American Statistical
    Association 83, 1988: R's ``as.svrepdesign(type = "subbootstrap")``). A stratum of one unit keeps it.

    Parameters
    ----------
    design
        The design. What its weights were fitted to is not fitted again.
    runs
        How many samples.
    seed
        Seed of the random numbers.
    at_once
        Samples in a block, which bounds the memory used.
    rows
        Places of the rows whose weights are wanted, in that order; all unless given. What is drawn is the same.
    """
    rng = np.random.default_rng(seed)
    unit = np.unique(design.units[0], return_inverse=True)[1]
    first = np.unique(unit, return_index=True)[1]
    stratum = design.strata[0][first]
    wanted = np.arange(len(unit)) if rows is None else rows
    unit, weights = unit[wanted], design.weights[wanted]
    places = [np.flatnonzero(stratum == each) for each in np.unique(stratum)]
    for start in range(0, runs, at_once):
        size = min(at_once, runs - start)
        times = np.ones((size, len(first)))
        for members in places:
            m = len(members)
            if m > 1:
                drawn = rng.integers(0, m, (size, m - 1)) + np.arange(size)[:, None] * m
                counts = np.bincount(drawn.ravel(), minlength=size * m).reshape(size, m)
                times[:, members] = counts * (m / (m - 1))
        yield times[:, unit] * weights
