"""Interviews wanted and held: waves, areas, answers and combinations, and what they will have come to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from peelian.statistics.pace import project_pace
from peelian.surveys.fieldwork.cases import Cases
from peelian.surveys.survey import Survey
from peelian.surveys.wave import Wave

Rows = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Quota:
    """Interviews of one part of one wave.

    Parameters
    ----------
    wave
        The wave.
    of
        Levels of area and questions with the code of each: ("borough", "E09000007"); empty for all of it.
    wanted, held
        Interviews wanted and held.
    expected, lower, upper
        What they will have come to by the last day of the wave at the present pace, with its interval; for a
        wave that is over, what was held; None where it is not known.
    standing
        "reached", "short" (the wave is over), "will be short", "may be short", "on course" or "not begun".
    """

    wave: str
    of: tuple[tuple[str, str], ...]
    wanted: int
    held: int
    expected: float | None
    lower: float | None
    upper: float | None
    standing: str

    @property
    def short(self) -> int:
        """Interviews still wanted."""
        return max(0, self.wanted - self.held)

    def as_record(self) -> dict[str, object]:
        """Return the quota as plain values."""
        return {**asdict(self), "of": dict(self.of), "short": self.short}


def quotas_of(survey: Survey, cases: Cases, *, interviews: Rows, today: int) -> tuple[Quota, ...]:
    """Return every quota of every wave with what was held.

    Parameters
    ----------
    survey
        The survey.
    cases, interviews
        The cases, and the rows that are interviews.
    today
        The day up to which interviews are in, as days since 1 January of year 1.
    """
    found: list[Quota] = []
    for wave in survey.waves:
        # What the file does not say of interviews is not known, which is not the same as none held.
        every = _wanted(wave, cases, interviews)
        parts = [(of, wanted) for of, wanted in every if all(part in cases.parts for part, _ in of)]
        if not parts:
            continue
        own, pace = interviews[cases.wave[interviews] == wave.wave], survey.fieldwork.pace_days
        # Quotas of one kind share how much their counts vary; the whole wave and its parts do not.
        for kind in dict.fromkeys(_kind(of) for of, _ in parts):
            alike = [(of, wanted) for of, wanted in parts if _kind(of) == kind]
            inside = [_inside(cases, own, of) for of, _ in alike]
            found += _standing(wave, alike, inside, cases=cases, rows=own, today=today, pace=pace)
    return tuple(found)


def _kind(of: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    return tuple(part for part, _ in of)


def _wanted(wave: Wave, cases: Cases, interviews: Rows) -> Iterator[tuple[tuple[tuple[str, str], ...], int]]:
    if wave.target is not None:
        yield (), wave.target
    if wave.per_area is not None and wave.per_area.level in cases.parts:
        level = wave.per_area.level
        # Areas that have no interview in this wave are still wanted: they are known from the others.
        for code in sorted({code for code in cases.parts[level][interviews] if code is not None}):
            yield ((level, code),), wave.per_area.interviews
    for question, codes in wave.quotas.items():
        for code, wanted in codes.items():
            yield ((question, code),), wanted
    for cell in wave.cells:
        yield tuple(cell.of.items()), cell.interviews


def _inside(cases: Cases, rows: Rows, of: tuple[tuple[str, str], ...]) -> Flags:
    inside = np.ones(len(rows), dtype=bool)
    for part, code in of:
        inside &= np.array([each == code for each in cases.parts[part][rows]], dtype=bool)
    return inside


def _standing(
    wave: Wave,
    parts: list[tuple[tuple[tuple[str, str], ...], int]],
    inside: list[Flags],
    *,
    cases: Cases,
    rows: Rows,
    today: int,
    pace: int,
) -> Iterator[Quota]:
    start, end = wave.start.toordinal(), wave.end.toordinal()
    held = [int(each.sum()) for each in inside]
    projected = None
    if cases.day is not None and start <= today < end:
        days = min(pace, today - start + 1)
        ago = today - cases.day[rows]
        recent = np.array([_by_day(ago[each], days) for each in inside])
        projected = project_pace(held, recent, days=days, ahead=end - today)
    for place, ((of, wanted), count) in enumerate(zip(parts, held, strict=True)):
        if projected is not None:
            ends = projected.expected[place], projected.lower[place], projected.upper[place]
            expected, lower, upper = (float(each) for each in ends)
            word = _word(wanted, count, lower=lower, upper=upper)
            yield Quota(wave.wave, of, wanted, count, expected, lower, upper, word)
        elif today >= end:
            over = float(count)
            word = "reached" if count >= wanted else "short"
            yield Quota(wave.wave, of, wanted, count, over, over, over, word)
        else:
            begun = "not known" if today >= start or count else "not begun"
            word = "reached" if count >= wanted else begun
            yield Quota(wave.wave, of, wanted, count, None, None, None, word)


def _by_day(ago: NDArray[np.float64], days: int) -> Rows:
    """Return counts of the last days, the oldest first."""
    recent = ago[(ago >= 0) & (ago < days)]
    return np.bincount((days - 1 - recent).astype(np.int64), minlength=days)


def _word(wanted: int, held: int, *, lower: float, upper: float) -> str:
    if held >= wanted:
        return "reached"
    if upper < wanted:
        return "will be short"
    return "on course" if lower >= wanted else "may be short"
