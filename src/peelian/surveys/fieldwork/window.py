"""Days between an event and the interview about it, each interview checked."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peelian.surveys.fieldwork.cases import Cases
from peelian.surveys.sampling import DaysBetween


@dataclass(frozen=True, slots=True)
class WindowCheck:
    """Interviews by the days from the event.

    Parameters
    ----------
    event
        Name of the event's field.
    least, most
        Fewest and most days allowed, both included.
    checked, inside, early, late, not_known
        Interviews in all; within the window, before it and after it; and those without one of the two days.
    shortest, longest
        Fewest and most days found; None where none are known.
    breaches
        Reference and days of every interview outside the window, the furthest first.
    """

    event: str
    least: int
    most: int
    checked: int
    inside: int
    early: int
    late: int
    not_known: int
    shortest: int | None
    longest: int | None
    breaches: tuple[tuple[str, int], ...]

    def as_record(self) -> dict[str, Any]:
        """Return the check as plain values."""
        return {
            **asdict(self),
            "breaches": [{"number": number, "days": days} for number, days in self.breaches],
        }


def check_window(
    cases: Cases, between: DaysBetween | None, *, interviews: NDArray[np.int64]
) -> WindowCheck | None:
    """Return whether every interview took place within the days allowed; None where none are set.

    Parameters
    ----------
    cases
        The cases.
    between
        Fewest and most days.
    interviews
        Rows that are interviews.
    """
    if between is None:
        return None
    unknown = np.full(len(cases), np.nan)
    day = unknown if cases.day is None else cases.day
    event = unknown if cases.event is None else cases.event
    apart = (day - event)[interviews]
    known = ~np.isnan(apart)
    early, late = apart < between.least, apart > between.most
    outside = interviews[early | late]
    away = {int(row): int(day[row] - event[row]) for row in outside}
    breaches = sorted(
        ((str(cases.number[row]), days) for row, days in away.items()),
        key=lambda each: (-max(between.least - each[1], each[1] - between.most), each[0]),
    )
    return WindowCheck(
        between.event,
        between.least,
        between.most,
        len(interviews),
        int((known & ~early & ~late).sum()),
        int(early.sum()),
        int(late.sum()),
        int((~known).sum()),
        int(apart[known].min()) if known.any() else None,
        int(apart[known].max()) if known.any() else None,
        tuple(breaches),
    )
