"""How numbers of analyses, and their intervals, are printed."""

from __future__ import annotations

from peelian.findings.finding import Finding
from peelian.publication.decimals import say_rate
from peelian.publication.share_decimals import say_share
from peelian.publication.survey_words import say_points

_POINTS = ("gap", "adjusted gap", "points", "change")
_SHARES = ("share", "share of people", "importance")


def say_estimate(kind: str, value: float | None, *, state: str = "shown") -> str:
    """Return a number of an analysis as it is printed.

    Parameters
    ----------
    kind
        What sort of number it is.
    value
        The number; None where it is not told.
    state
        Its state, said in place of a number that is not told.
    """
    if value is None:
        return "too few people" if state == "suppressed" else "not known"
    if kind in _POINTS:
        return f"{say_points(value)} pts"
    if kind in _SHARES:
        return say_share(value)
    return say_rate(value, decimals=2)


def say_between(kind: str, finding: Finding | None) -> str:
    """Return the interval of a number of an analysis: "53% to 59%"; "" where it has none or may not be told.

    Parameters
    ----------
    kind
        What sort of number it is.
    finding
        The number.
    """
    if finding is None or finding.lower is None or finding.upper is None:
        return ""
    ends = (say_estimate(kind, end).removesuffix(" pts") for end in (finding.lower, finding.upper))
    return " to ".join(ends)
