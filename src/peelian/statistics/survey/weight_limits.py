"""Limits that weights are kept within."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class WeightLimits:
    """Between what weights must lie.

    Parameters
    ----------
    most, least
        Largest and smallest weight, above 0; None for no limit.
    of
        What limits are multiples of: the `median` or the `mean` of the weights, or 1 (`weight`).
    """

    most: float | None = None
    least: float | None = None
    of: Literal["median", "mean", "weight"] = "median"

    def ends(self, weights: Values) -> tuple[float, float]:
        """Return the smallest and largest weight allowed among these; rows of weight 0 do not count.

        Raises
        ------
        ValueError
            If there is no limit, or limits leave no room.
        """
        some = weights[weights > 0]
        unit = {"median": float(np.median(some)), "mean": float(some.mean()), "weight": 1.0}[self.of]
        low = 0.0 if self.least is None else self.least * unit
        high = np.inf if self.most is None else self.most * unit
        if (self.most is None and self.least is None) or not 0 <= low < high:
            raise ValueError(
                "limits of weights must be a most above 0, a least below it, or both; found most "
                f"{self.most}, least {self.least}"
            )
        return low, float(high)
