"""Days and times as SPSS counts them, in seconds since 14 October 1582, and as text."""

from __future__ import annotations

import datetime as dt
import re

from peelian.surveys.exchange.answer_rows import number_text

_FIRST = dt.datetime(1582, 10, 14)
_DAY = 86_400
_DAYS = frozenset({"DATE", "ADATE", "EDATE", "JDATE", "SDATE", "QYR", "MOYR", "WKYR"})
_MOMENTS = frozenset({"DATETIME", "YMDHMS"})


def day_kind(form: str) -> str:
    """Return "date", "moment", "time" or "" for what a print format such as EDATE10 says of a number.

    Parameters
    ----------
    form
        The print format.
    """
    word = re.match(r"[A-Z]*", form.upper())
    name = word.group() if word else ""
    if name in _DAYS:
        return "date"
    if name in _MOMENTS:
        return "moment"
    return "time" if name == "TIME" else ""


def text_of(number: float, kind: str) -> str:
    """Return a number of an SPSS file as text: a day, a moment or a time where it is exactly one.

    Parameters
    ----------
    number
        The number as it is stored.
    kind
        What its print format says it is, from `day_kind`.
    """
    try:
        if kind == "date" and number % _DAY == 0:
            written = (_FIRST + dt.timedelta(seconds=number)).date().isoformat()
        elif kind == "moment":
            written = (_FIRST + dt.timedelta(seconds=number)).isoformat()
        elif kind == "time" and 0 <= number < _DAY:
            written = (_FIRST + dt.timedelta(seconds=number)).time().isoformat()
        else:
            return number_text(number)
    except OverflowError:
        return number_text(number)
    return written if number_of(written, kind) == number else number_text(number)


def number_of(text: str, kind: str) -> float:
    """Return the number that an SPSS file stores for text: a day, a moment, a time, or a number.

    Parameters
    ----------
    text
        The text.
    kind
        What the print format says the number is.

    Raises
    ------
    ValueError
        If the text is neither.
    """
    try:
        if kind in ("date", "moment"):
            return (dt.datetime.fromisoformat(text) - _FIRST).total_seconds()
        if kind == "time":
            at = dt.time.fromisoformat(text)
            return (dt.datetime.combine(_FIRST, at) - _FIRST).total_seconds()
    except ValueError:
        return float(text)
    return float(text)
