"""Days and seconds as whole numbers, so that every engine subtracts them alike.

The difference of two dates is a number on one engine and an interval on another. The number of a day is
worked out from its year and its place in the year, which all of them tell.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import narwhals as nw

_WEEK = 7
_WORK = 5


def day_number(name: str) -> nw.Expr:
    """Return the number of a day, 0 for Monday, 1 January of the year 1 (`date.toordinal()` less 1).

    Parameters
    ----------
    name
        A column of dates or of dates with times.
    """
    column = nw.col(name)
    years = column.dt.year().cast(nw.Int64) - 1
    leap_days = years // 4 - years // 100 + years // 400
    return years * 365 + leap_days + column.dt.ordinal_day().cast(nw.Int64) - 1


def second_of_day(name: str) -> nw.Expr:
    """Return the number of a second within its day, 0 at midnight.

    Parameters
    ----------
    name
        A column of dates with times, by the clock of the place.
    """
    clock = nw.col(name).dt
    seconds = clock.hour().cast(nw.Int64) * 3600 + clock.minute().cast(nw.Int64) * 60
    return seconds + clock.second().cast(nw.Int64)


def working_days_between(start: nw.Expr, end: nw.Expr, *, holidays: Sequence[dt.date]) -> nw.Expr:
    """Return the working days after a day, up to and including another: Monday to Friday, no holidays.

    Parameters
    ----------
    start, end
        Numbers of days, as `day_number` gives them; the end is not before the start.
    holidays
        Days off. One at a weekend takes nothing away.
    """
    days = _weekdays_to(end) - _weekdays_to(start)
    for holiday in sorted(set(holidays)):
        number = holiday.toordinal() - 1
        if number % _WEEK < _WORK:
            days = days - ((start < number) & (end >= number)).cast(nw.Int64)
    return days


def _weekdays_to(day: nw.Expr) -> nw.Expr:
    """Return how many weekdays there are from day 0 up to and including a day."""
    left = day % _WEEK + 1
    return day // _WEEK * _WORK + nw.when(left > _WORK).then(nw.lit(_WORK)).otherwise(left)
