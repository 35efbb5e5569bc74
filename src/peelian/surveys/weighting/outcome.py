"""What a step of a recipe makes of weights."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from peelian.statistics.survey.calibrated import KnownTotals
from peelian.statistics.survey.margin import Margin

Values = NDArray[np.float64]
Zeros = Literal["refused", "kept"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a step made of weights.

    Parameters
    ----------
    weights
        Shape (m,), of the rows that went in; 0 for those that the step leaves out.
    calibration
        What they were fitted to, if the step fits.
    facts
        What the log says of the step beside its weights.
    margins
        Margins with the totals that were fitted.
    """

    weights: Values
    calibration: KnownTotals | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    margins: tuple[Margin, ...] = ()


Run = Callable[[Values, Zeros], Outcome]
"""A step made ready: takes weights and what to do with those of 0."""
