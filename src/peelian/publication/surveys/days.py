"""Days as they are printed."""

from __future__ import annotations

import datetime as dt


def say_day(day: dt.date) -> str:
    """Return a day in words: "3 April 2017".

    Parameters
    ----------
    day
        The day.
    """
    return f"{day.day} {day:%B %Y}"
