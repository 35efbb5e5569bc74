"""Since when a share has taken another course, month by month or quarter by quarter."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from peelian.errors import PeelianError
from peelian.statistics.survey.change_point import FEWEST_TIMES, ChangePoint, Course, find_change_point
from peelian.statistics.survey.group_shares import group_shares
from peelian.surveys.analyses.answers import Answers
from peelian.surveys.analyses.result import AnalysisResult, Row
from peelian.surveys.analyses.rows import share_row
from peelian.surveys.analyses.statement import Statement
from peelian.surveys.analyses.words import say_gap
from peelian.surveys.file_estimate import number_or_none

_HARDLY, _LITTLE = 0.0005, 0.1
"""A step under which a share hardly moves, and what part of the later step is little beside it."""


def find_change_of_course(
    answers: Answers,
    outcome: Statement,
    *,
    times: NDArray[np.int64],
    names: Sequence[str],
    course: Course = "slope",
    season: int = 0,
    step: str = "time",
    level: float = 0.95,
) -> AnalysisResult:
    """Find from about when an outcome took another course.

    Parameters
    ----------
    answers
        The answers.
    outcome
        What is followed.
    times
        Place of each interview among the times, from 0, or below 0 where not known, shape (n,).
    names
        What the times are called, in order and without a hole: "April 2016".
    course
        Whether the slope or the level may change.
    season
        Times in a year, where a season is to be taken out; 0 for none.
    step
        What one of the times is called: "quarter".
    level
        Confidence level between 0 and 1.

    Raises
    ------
    PeelianError
        If there are too few times, or one in which nobody could say.
    """
    parts = np.asarray(times)[:, None] == np.arange(len(names))
    made = group_shares(answers.holds(outcome), parts, answers.design, level=level).shares
    empty = [name for name, base in zip(names, made.base, strict=True) if base < 2]
    found = None
    if not empty:
        found = find_change_point(made.share, made.variance, course=course, season=season, level=level)
    if found is None:
        raise PeelianError(
            f"{outcome.title} over time",
            found=f"too few answers in {', '.join(empty[:3])}" if empty else f"{len(names)} times",
            accepted=f"{FEWEST_TIMES} times in a row or more (two years with a season), each with answers",
            next_step="use longer times, such as quarters, or a longer series",
        )
    rows = [share_row(outcome.title, name, of=made, at=at) for at, name in enumerate(names)]
    base = int(made.base.sum())
    place = names[found.place]
    clear = found.p <= 1 - level
    word = f"from about {place}" if clear else "no clear change of course"
    if clear and found.first != found.last:
        word += f", between {names[found.first]} and {names[found.last]}"
    rows.append(
        Row(
            f"{course} a {step}",
            place if clear else "",
            "change",
            found.change,
            number_or_none(found.lower),
            number_or_none(found.upper),
            base,
            p=found.p,
            judgement=word,
        )
    )
    sentence = _sentence(found, outcome, course, names=names, clear=clear, step=step)
    headline = _headline(found, outcome, course, names=names, clear=clear)
    notes = (
        "The time was looked for, and its p value takes that into account; it is the place where the change "
        "fits best, and others in the range fit nearly as well.",
        "What else happened at that time is not known to the numbers.",
    )
    return AnalysisResult(
        "change of course", f"The share {outcome.title} over time", sentence, tuple(rows), notes, headline
    )


def _sentence(
    found: ChangePoint, outcome: Statement, course: Course, *, names: Sequence[str], clear: bool, step: str
) -> str:
    if not clear:
        return (
            f"The share {outcome.title} shows no clear change of course from {names[0]} to {names[-1]}: a "
            "straight line does as well."
        )
    when = f"from about {names[found.place]}"
    if found.first != found.last:
        when += f" (between {names[found.first]} and {names[found.last]})"
    if course == "level":
        way = "fell" if found.change < 0 else "rose"
        return f"The share {outcome.title} {way} at once by {say_gap(found.change)} {when}."
    way = "fell" if found.after < 0 else "rose"
    before = f"{'fell' if found.before < 0 else 'rose'} by {_slope(found.before)} a {step}"
    return (
        f"The share {outcome.title} {way} by {_slope(found.after)} a {step} {when}; before, it "
        f"{before if abs(found.before) >= _HARDLY else 'hardly moved'}."
    )


def _slope(value: float) -> str:
    """A slope is small beside what it comes to over the years, so it is told with a decimal."""
    told = f"{abs(value) * 100:.1f}"
    return f"{told} {'point' if told == '1.0' else 'points'}"


def _headline(
    found: ChangePoint, outcome: Statement, course: Course, *, names: Sequence[str], clear: bool
) -> str:
    if not clear:
        return f"The share {outcome.title} shows no clear change of course"
    if course == "level":
        way = "fell" if found.change < 0 else "rose"
    elif abs(found.before) < _LITTLE * abs(found.after):
        way = "began to fall" if found.after < 0 else "began to rise"
    elif (found.after < 0) != (found.before < 0):
        way = "turned and fell" if found.after < 0 else "turned and rose"
    else:
        faster = abs(found.after) > abs(found.before)
        way = f"{'fell' if found.after < 0 else 'rose'} {'faster' if faster else 'more slowly'}"
    return f"The share {outcome.title} {way} from about {names[found.place]}"
