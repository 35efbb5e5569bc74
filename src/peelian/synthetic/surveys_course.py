"""The course of victims' satisfaction: steady, then falling, with more reported by telephone or online."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from peelian.synthetic.surveys_served import Served
from peelian.synthetic.truth import Planted, Truth

Values = NDArray[np.float64]

LAST_STEADY = 20
"""The last month of the steady course, December 2016, counted from April 2015."""
FORCED = 36
"""The first month of 2018-19, whose answers are given."""
_MIDDLE = FORCED + 5.5
# In 2015-16, by way of reporting: share of victims, share satisfied, share the telephone unit dealt with.
_MIX = np.array([0.36, 0.33, 0.04, 0.14, 0.13])
_RATES = np.array([0.80, 0.74, 0.68, 0.78, 0.80])
_UNIT = np.array([0.0, 0.10, 0.18, 0.0, 0.0])
_UNIT_BELOW = 0.055


class Course:
    """How victims reported and what share of them was satisfied, month by month from April 2015.

    Until `LAST_STEADY` all is as in 2015-16; from then on it goes in a straight line so that 2018-19 is, as a
    whole, as the answers of that year have it.

    Parameters
    ----------
    served
        The answers of 2018-19.
    falls
        Whether there is a change of course; without it all stays as in 2015-16.
    """

    def __init__(self, served: Served, *, falls: bool) -> None:
        people = np.bincount(served.way, minlength=len(_MIX)).astype(np.float64)
        self._mix = people / people.sum()
        self._rates = np.bincount(served.way, served.satisfied, len(_MIX)) / people
        self._unit = np.bincount(served.way, served.unit, len(_MIX)) / people
        self.falls = falls

    def mix(self, month: int) -> Values:
        """Return the share of each way of reporting in a month."""
        return np.asarray(_MIX + self._gone(month) * (self._mix - _MIX))

    def unit(self, month: NDArray[np.int64], way: NDArray[np.int64]) -> Values:
        """Return the share of those who reported in a way that the telephone unit dealt with."""
        return np.asarray(_UNIT[way] + self._gone(month) * (self._unit - _UNIT)[way])

    def satisfied(
        self, month: NDArray[np.int64], way: NDArray[np.int64], unit: NDArray[np.bool_] | None = None
    ) -> Values:
        """Return the share satisfied among those who reported in a way, by unit where it is given."""
        shares = np.asarray(_RATES[way] + self._gone(month) * (self._rates - _RATES)[way])
        if unit is None:
            return shares
        part = self.unit(month, way)
        return shares + np.where(unit, -1.0, part / (1 - part)) * _UNIT_BELOW * (_UNIT[way] > 0)

    def level(self, month: int) -> float:
        """Return the share satisfied in a month."""
        every = np.arange(len(_MIX))
        return float(self.mix(month) @ self.satisfied(np.full(len(every), month), every))

    def note(self, truth: Truth) -> None:
        """Note what was planted: the change of course, and what the change to 2018-19 is made of."""
        before, after = self._rates - _RATES, self._mix - _MIX
        parts = {"mix": after @ _RATES, "rate": _MIX @ before, "residual": after @ before}
        parts["change"] = sum(parts.values())
        slope = round(100 * float(parts["change"]) / (_MIDDLE - LAST_STEADY), 3)
        says = "Points a month by which satisfaction falls after December 2016, and not before."
        truth.plant(Planted("change of course", "user_satisfaction", "overall", "2016-12", slope, says))
        for name, value in parts.items():
            truth.plant(
                Planted(
                    "change taken apart",
                    "user_satisfaction",
                    "overall",
                    f"{name}, 2015-16 to 2018-19, by reported_how",
                    round(float(value) * 100, 2),
                    "Points of the change in satisfaction (Kitagawa's parts).",
                )
            )

    def _gone(self, month: NDArray[np.int64] | int) -> Values:
        """Return how far of the way to 2018-19 a month is; a little less or more within that year."""
        after = np.maximum(np.asarray(month, dtype=np.float64) - LAST_STEADY, 0.0)
        return after / (_MIDDLE - LAST_STEADY) * self.falls
