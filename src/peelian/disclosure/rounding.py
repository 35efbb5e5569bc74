"""Rounding: counts to a multiple of a base, each from its own true value."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from pydantic import Field as Key

from peelian.definitions.model import Definition


class Rounding(Definition):
    """How counts are rounded. A total is rounded from the true total, never added up from rounded parts.

    Parameters
    ----------
    base
        Counts become multiples of this.
    way
        "nearest" (a half goes up), "down" or "up".
    """

    base: int = Key(ge=2)
    way: Literal["nearest", "down", "up"] = "nearest"


def round_counts(counts: ArrayLike, rounding: Rounding) -> NDArray[np.float64]:
    """Return counts rounded; what is not a number stays so.

    Parameters
    ----------
    counts
        Counts of 0 or more, any shape.
    rounding
        How.
    """
    n = np.asarray(counts, dtype=np.float64)
    base = rounding.base
    steps = {"nearest": np.floor(n / base + 0.5), "down": np.floor(n / base), "up": np.ceil(n / base)}
    return np.asarray(steps[rounding.way] * base)
