"""What came of fitting weights, and a design that carries them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from peelian.errors import FileRefused
from peelian.statistics.survey.calibrated import KnownTotals
from peelian.statistics.survey.design import SurveyDesign

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights fitted to known totals.

    Parameters
    ----------
    weights
        Shape (n,).
    calibration
        What they were fitted to, for the variance.
    sweeps
        How often all margins were gone through, or steps of the solution.
    largest_miss
        Largest distance of a weighted total from what it should be, as a fraction of that.
    """

    weights: Values
    calibration: KnownTotals
    sweeps: int
    largest_miss: float


def reweighted(design: SurveyDesign, fitted: Fitted) -> SurveyDesign:
    """Return a design with fitted weights, whose variance knows what they were fitted to.

    Parameters
    ----------
    design
        The design with the weights before the fit.
    fitted
        What came of the fit.
    """
    return replace(design, weights=fitted.weights, calibrations=(*design.calibrations, fitted.calibration))


def usable_weights(weights: ArrayLike, *, zeros: str = "refused") -> Values:
    """Return weights as numbers.

    Parameters
    ----------
    weights
        Shape (n,).
    zeros
        `refused`, or `kept` for replicate weights, which leave rows out by a 0.

    Raises
    ------
    FileRefused
        If a weight is missing, below 0, or 0 where that is refused.
    """
    made = np.asarray(weights, dtype=np.float64)
    missing = int((~np.isfinite(made)).sum())
    below, nought = int((made < 0).sum()), int((made == 0).sum())
    if made.ndim == 1 and not missing and not below and not (nought and zeros == "refused") and made.any():
        return made
    raise FileRefused(
        "weights",
        found=f"{missing:,} missing, {nought:,} of 0 and {below:,} below 0 in {made.size:,} rows",
        accepted="a number above 0 in every row" if zeros == "refused" else "numbers of 0 or more, not all 0",
        next_step="leave out rows that stand for nobody, and ask for the weights that are missing",
    )
