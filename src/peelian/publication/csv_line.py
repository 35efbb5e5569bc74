"""CSV lines: findings as lines of a file, and what they have in common with rows that are none yet."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Sequence

from peelian.findings.finding import Change, Finding
from peelian.publication.csv_text import cell, number
from peelian.reference.period import Period

WIDTHS = (8, 2, 2, 8)
"""How many of the twenty numbers of a line stand together, before something else stands between."""

_NO_CHANGE, _NO_RANK, _NOT_USUAL = (None,) * 6, (None,) * 3, (None,) * 3


def finding_lines(findings: Sequence[Finding], *, synthetic: bool, release: str) -> list[str]:
    """Return findings as lines, without the words of their caveats.

    Parameters
    ----------
    findings
        The findings.
    synthetic
        Whether the whole file is made up.
    release
        Id of the release, or "".
    """
    return [
        flat_line(
            (f.measure, f.title, f.area.code, f.area.level, f.area.name, f.group or ""),
            f"{_days(f.period)},{f.period.kind},{f.kind},{cell(f.unit)}",
            _pieces([number(value) for value in _numbers(f)]),
            compared=(",", "", "") if f.change is None else _compared(f.change),
            signal="" if f.usual is None else f.usual.signal,
            state=f.state,
            made_up=synthetic or f.synthetic,
            origin=(f.method, f.code, release, f.vintages, f.caveats, f.breaks),
        )
        for f in findings
    ]


def flat_line(
    what: tuple[str, str, str, str, str, str],
    period: str,
    numbers: tuple[str, str, str, str],
    *,
    compared: tuple[str, str, str],
    signal: str,
    state: str,
    made_up: bool,
    origin: tuple[str, str, str, tuple[str, ...], tuple[str, ...], tuple[str, ...]],
) -> str:
    """Return the parts of a finding as a line.

    Parameters
    ----------
    what
        Measure, title, code, level and name of the area, and group.
    period
        Text of the first and last day of the period, its kind, and kind and unit of the number.
    numbers
        Texts of the twenty numbers in the order of the columns, in pieces of so many as `WIDTHS` tells with
        commas between; nothing for a number that is none.
    compared
        Text of the days compared with, the unit of the change and its judgement.
    signal, state
        Of the control chart, "" for none; of the number.
    made_up
        Whether the number is made up.
    origin
        Method, version of the code, id of the release, loads, caveats and breaks.
    """
    (known, before, margin, rest), (against, unit, judgement) = numbers, compared
    return (
        f"{_what(made_up, *what)},{period},{known},{against},{before},{unit},{margin},{judgement},{rest},"
        f"{signal},{state},{'yes' if made_up else 'no'},{_made(*origin)}"
    )


def _numbers(f: Finding) -> tuple[float | None, ...]:
    c, place, usual = f.change, f.standing, f.usual
    return (
        *(f.value, f.lower, f.upper, f.level, f.numerator, f.denominator, f.base, f.base_effective),
        *(_NO_CHANGE if c is None else (c.previous, c.change, c.lower, c.upper, c.q, c.among or None)),
        *(_NO_RANK if place is None else (place.rank, place.of, place.previous)),
        *(_NOT_USUAL if usual is None else (usual.centre, usual.lower, usual.upper)),
    )


def _pieces(n: Sequence[str]) -> tuple[str, str, str, str]:
    return ",".join(n[:8]), f"{n[8]},{n[9]}", f"{n[10]},{n[11]}", ",".join(n[12:])


def _compared(change: Change) -> tuple[str, str, str]:
    return _days(change.against), change.unit, change.judgement


def _days(period: Period) -> str:
    return f"{_day(period.start)},{_day(period.end)}"


@functools.lru_cache(maxsize=20_000)
def _day(day: dt.date) -> str:
    return day.isoformat()


@functools.lru_cache(maxsize=20_000)
def _what(made_up: bool, measure: str, title: str, *rest: str) -> str:
    """Return what a line is about: the same for every month of a series."""
    return ",".join(map(cell, (measure, f"SYNTHETIC: {title}" if made_up else title, *rest)))


@functools.lru_cache(maxsize=20_000)
def _made(method: str, code: str, release: str, *lists: tuple[str, ...]) -> str:
    """Return how a finding was made and what limits it: the same for most rows of a file."""
    return f"{cell(method)},{cell(code)},{cell(release)},{','.join(cell(' '.join(each)) for each in lists)}"
