"""What is loaded of a wave of a survey."""

from __future__ import annotations

from dataclasses import dataclass

from peelian.reference.period import Period


@dataclass(frozen=True, slots=True)
class Held:
    """What is loaded of a wave.

    Parameters
    ----------
    interviews
        How many interviews.
    answered
        From the first to the last month in which one was held; None where no month is known.
    """

    interviews: int
    answered: Period | None
