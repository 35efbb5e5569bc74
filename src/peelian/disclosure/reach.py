"""Reach: what true counts a rounded one may stand for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from peelian.disclosure.rounding import Rounding


@dataclass(frozen=True, slots=True)
class Reach:
    """What true counts a rounded count may stand for.

    Parameters
    ----------
    lower, upper
        The smallest and the largest of them, both included, arrays of one shape.
    """

    lower: NDArray[np.float64]
    upper: NDArray[np.float64]


def reach_of(rounded: ArrayLike, rounding: Rounding) -> Reach:
    """Return the true counts that rounded ones may stand for.

    Parameters
    ----------
    rounded
        Multiples of the base, any shape.
    rounding
        How they were made.
    """
    n = np.asarray(rounded, dtype=np.float64)
    base = rounding.base
    below, above = {
        "nearest": (base // 2, (base - 1) // 2),
        "down": (0, base - 1),
        "up": (base - 1, 0),
    }[rounding.way]
    return Reach(np.maximum(n - below, 0.0), n + above)
