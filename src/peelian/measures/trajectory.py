"""The trajectory as an analyst writes it: which months are held against the course that the past leads to."""

from __future__ import annotations

import datetime as dt

from pydantic import Field as Key
from pydantic import field_validator

from peelian.definitions.model import Definition


class Trajectory(Definition):
    """A stretch of months, and by that the past that the course is worked out from: all that came before.

    Parameters
    ----------
    start
        Written "from": the first day of the first month; the month before it is the baseline, the last that
        the course knows. Left out, the newest `months` months are held against what came before them.
    months
        How many months, from 1 to 12. Months that have not come yet are told with their band alone.
    """

    start: dt.date | None = Key(default=None, alias="from")
    months: int = Key(default=12, ge=1, le=12)

    @field_validator("start")
    @classmethod
    def _first_of_a_month(cls, day: dt.date | None) -> dt.date | None:
        if day is not None and day.day != 1:
            raise ValueError("the first day of a month")
        return day
