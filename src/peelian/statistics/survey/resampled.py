"""Resampling of a design: by how much each row counts in samples drawn again from its strata."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from peelian.statistics.survey.design import SurveyDesign

Values = NDArray[np.float64]


# Random numbers are drawn for so many samples at a time, stratum by stratum: which they are depends on it.
_TOGETHER = 64
# As many numbers as are held at a time, 16 MB of them.
_HELD = 2**21


def bootstrap_weights(design: SurveyDesign, *, runs: int, seed: int) -> Iterator[Values]:
    """Yield weights of samples drawn again, in blocks of shape (some, n) of some 16 MB.

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
    """
    rng = np.random.default_rng(seed)
    unit = np.unique(design.units[0], return_inverse=True)[1]
    first = np.unique(unit, return_index=True)[1]
    stratum = design.strata[0][first]
    places = [np.flatnonzero(stratum == each) for each in np.unique(stratum)]
    factor = np.ones(len(first))
    for members in places:
        factor[members] = len(members) / max(len(members) - 1, 1)
    rows = max(1, _HELD // len(unit))
    for start in range(0, runs, _TOGETHER):
        times = _times(rng, places, min(_TOGETHER, runs - start), len(first))
        for at in range(0, len(times), rows):
            yield (times[at : at + rows] * factor)[:, unit] * design.weights


def _times(
    rng: np.random.Generator, places: Sequence[NDArray[np.int64]], size: int, units: int
) -> NDArray[np.int32]:
    """Return how often each unit is drawn in each of some samples, shape (size, units)."""
    times = np.ones((size, units), dtype=np.int32)
    for members in places:
        m = len(members)
        if m == 1:
            continue
        rows = max(1, _HELD // m)
        for at in range(0, size, rows):
            part = min(rows, size - at)
            drawn = rng.integers(0, m, (part, m - 1)) + np.arange(part)[:, None] * m
            times[at : at + part, members] = np.bincount(drawn.ravel(), minlength=part * m).reshape(part, m)
    return times
