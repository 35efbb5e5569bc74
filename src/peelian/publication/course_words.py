"""Courses in words: "within the course expected from its own past", "above it since March 2017"."""

from __future__ import annotations

from collections.abc import Sequence

from peelian.findings.finding import Finding
from peelian.reference.unit import say_count

_COURSE = "the course expected from its own past"


def say_course(months: Sequence[Finding], together: Finding | None) -> str:
    """Return where a series stands on its course, as a sentence without its subject and full stop.

    Parameters
    ----------
    months
        Findings of kind "course" in order of date, one a month.
    together
        The months counted so far taken as one, or None.
    """
    judged = [month for month in months if month.usual is not None]
    if not judged:
        return "not yet counted in any month of this course"
    outside = [month for month in judged if _side(month)]
    if not outside:
        side = _side(together)
        if side and together is not None:
            return (
                f"{side} the course expected from its own past, in {together.period.words()} taken together"
            )
        return f"within {_COURSE}"
    newest = judged[-1]
    if _side(newest):
        since = newest
        for month in reversed(judged):
            if _side(month) != _side(newest):
                break
            since = month
        when = f"in {newest.period.words()}" if since is newest else f"since {since.period.words()}"
        return f"{_side(newest)} {_COURSE} {when}"
    last = outside[-1]
    also = f"; taken together {_side(together)} it" if _side(together) else ""
    return (
        f"{_side(last)} the course expected from its own past in {last.period.words()}, within it since{also}"
    )


def say_together(together: Finding | None) -> str:
    """Return the months counted so far beside what was expected of them, as a sentence; "" without them."""
    if together is None or together.numerator is None or together.value is None:
        return ""
    counted, expected = say_count(together.numerator), say_count(together.value)
    said = f"{together.period.words()} had {counted}, where {expected} were expected"
    said = f"{said[:1].upper()}{said[1:]}"
    if together.lower is None or together.upper is None:
        return f"{said}."
    return f"{said} (from {say_count(together.lower)} to {say_count(together.upper)})."


def _side(finding: Finding | None) -> str:
    if finding is None or finding.usual is None:
        return ""
    return {"above the limit": "above", "below the limit": "below"}.get(finding.usual.signal, "")
