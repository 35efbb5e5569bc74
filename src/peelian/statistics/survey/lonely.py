"""Strata of which one unit was drawn: where they are in a sample."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from peelian.statistics.survey.design import SurveyDesign

SMALLEST_FREE = 1e-7
"""Share not drawn under which a stratum counts as drawn whole: rounding of a fraction, as R takes it."""


def lonely_rows(design: SurveyDesign) -> tuple[NDArray[np.int64], ...]:
    """Return, for each stage that adds to the variance, the first row of each stratum of one unit.

    A stratum that was drawn whole is not among them: it adds nothing whatever the rule.

    Parameters
    ----------
    design
        The design.
    """
    found: list[NDArray[np.int64]] = []
    for stratum, unit, population in zip(design.strata, design.units, design.populations, strict=True):
        units = np.unique(unit, return_index=True)[1]
        drawn = np.bincount(stratum[units], minlength=int(stratum.max(initial=-1)) + 1)
        first = np.unique(stratum, return_index=True)[1]
        alone = drawn == 1
        if population is not None:
            alone &= 1 - drawn / population[first] >= SMALLEST_FREE
        found.append(first[alone].astype(np.int64))
        if population is None:
            break
    return tuple(found)
