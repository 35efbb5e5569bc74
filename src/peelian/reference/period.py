"""Periods: the stretch of time a number is about, with both ends included."""

from __future__ import annotations

import calendar
import datetime as dt
import functools
from dataclasses import dataclass
from typing import Literal

PeriodKind = Literal[
    "month", "quarter", "rolling 6 months", "rolling 12 months", "calendar year", "census day", "span"
]

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip


@functools.lru_cache(maxsize=20_000)
def month_end(first: dt.date) -> dt.date:
    """Return the last day of the month that `first` lies in."""
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def add_months(first: dt.date, months: int) -> dt.date:
    """Return the first day of the month `months` after (or before, if negative) the month of `first`."""
    index = first.year * 12 + first.month - 1 + months
    return dt.date(index // 12, index % 12 + 1, 1)


@dataclass(frozen=True, slots=True)
class Period:
    """Inclusive dates and the kind of window they are.

    Parameters
    ----------
    start, end
        First and last day, both included.
    kind
        What sort of window this is; two periods are compared only when their kinds agree.
    """

    start: dt.date
    end: dt.date
    kind: PeriodKind = "span"

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a period must not end ({self.end}) before it starts ({self.start})")

    @classmethod
    def month(cls, first: dt.date) -> Period:
        """Return the calendar month in which `first` lies."""
        start = first.replace(day=1)
        return cls(start, month_end(start), "month")

    @classmethod
    def rolling_12(cls, last: dt.date) -> Period:
        """Return the twelve months that end with the month in which `last` lies."""
        return cls(add_months(last, -11), month_end(last), "rolling 12 months")

    @classmethod
    def calendar_year(cls, year: int) -> Period:
        """Return the calendar year `year`."""
        return cls(dt.date(year, 1, 1), dt.date(year, 12, 31), "calendar year")

    def spans(self, day: dt.date) -> bool:
        """Say whether `day` lies in this period (ends included)."""
        return self.start <= day <= self.end

    def words(self) -> str:
        """Return the period as a reader would say it, such as "the year to November 2025"."""
        last = f"{_MONTHS[self.end.month - 1]} {self.end.year}"
        if self.kind == "month":
            return last
        if self.kind == "rolling 12 months":
            return f"the year to {last}"
        if self.kind == "rolling 6 months":
            return f"the six months to {last}"
        if self.kind == "calendar year":
            return str(self.end.year)
        if self.kind == "quarter":
            return f"the quarter to {last}"
        if self._is_whole_months():
            first = f"{_MONTHS[self.start.month - 1]}"
            year = "" if self.start.year == self.end.year else f" {self.start.year}"
            same = (self.start.year, self.start.month) == (self.end.year, self.end.month)
            return last if same else f"{first}{year} to {last}"
        if self.start == self.end:
            return f"{self.end.day} {last}"
        return f"{self.start.day} {_MONTHS[self.start.month - 1]} {self.start.year} to {self.end.day} {last}"

    def _is_whole_months(self) -> bool:
        return self.start.day == 1 and self.end == month_end(self.end) and self.start != self.end
