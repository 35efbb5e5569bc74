"""Signs: one check of a series for one sign, with what would not have been a sign."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sign:
    """What a check found.

    Parameters
    ----------
    value
        The size of the sign; a ratio or a difference, as the check says.
    lower, upper
        Its 95 % interval.
    p
        P value against no sign at all, by itself.
    usual_lower, usual_upper
        Values that are no signal: what chance explains at the level asked for, and what is too small to ask
        about.
    place
        Where in the series the sign lies, for a check that looks for the place; else 0.
    """

    value: float
    lower: float
    upper: float
    p: float
    usual_lower: float
    usual_upper: float
    place: int = 0

    @property
    def is_signal(self) -> bool:
        """Whether the value lies outside what is no signal."""
        return not self.usual_lower <= self.value <= self.usual_upper
