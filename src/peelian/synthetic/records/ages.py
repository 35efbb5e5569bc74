"""Ages of people in crimes, in made-up but plausible proportions."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from peelian.synthetic.records.exact import Flags

DAYS_A_YEAR = 365.25
"""Days in a year of age."""

_BANDS = np.array([(5, 11), (11, 18), (18, 25), (25, 35), (35, 50), (50, 65), (65, 91)])
_MIXES = np.array(
    [
        (0.01, 0.05, 0.15, 0.27, 0.29, 0.16, 0.07),
        (0.00, 0.02, 0.20, 0.33, 0.31, 0.10, 0.04),
        (0.10, 0.25, 0.22, 0.22, 0.14, 0.05, 0.02),
        (0.00, 1.00, 0.00, 0.00, 0.00, 0.00, 0.00),
        (0.00, 0.28, 0.27, 0.20, 0.14, 0.08, 0.03),
        (0.00, 0.22, 0.28, 0.22, 0.18, 0.08, 0.02),
    ]
)


def draw_ages(rng: np.random.Generator, mix: NDArray[np.int64]) -> NDArray[np.int64]:
    """Draw whole years of age by mix of ages.

    Parameters
    ----------
    rng
        Where chance comes from.
    mix
        0 usual, 1 domestic, 2 sexual, 3 children, 4 robbery, 5 knife; shape (n,).
    """
    band = (rng.random(len(mix))[:, None] >= np.cumsum(_MIXES, axis=1)[mix]).sum(axis=1)
    low, high = _BANDS[np.minimum(band, len(_BANDS) - 1)].T
    age: NDArray[np.int64] = low + np.floor(rng.random(len(mix)) * (high - low)).astype(np.int64)
    return age


def ages_like(rng: np.random.Generator, young: Flags) -> NDArray[np.int64]:
    """Draw years of age: under 25 for the young, 25 or over for the others."""
    under = 12 + np.floor(rng.beta(2.6, 1.6, len(young)) * 13)
    over = 25 + np.floor(rng.beta(1.0, 3.2, len(young)) * 50)
    return np.where(young, np.minimum(under, 24), over).astype(np.int64)
