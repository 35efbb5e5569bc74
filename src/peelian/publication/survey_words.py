"""Words for what a survey says: a share of people asked, or a gap between two groups, with its margin."""

from __future__ import annotations

from peelian.findings.finding import Finding
from peelian.reference.unit import say_count, say_percent

_PEOPLE = ("people", "men", "women", "children")


def is_of_a_survey(finding: Finding) -> bool:
    """Say whether a number was made from the answers of a survey, whether or not it has a margin."""
    return finding.method.startswith(("survey.", "gap.", "gap_from_whole.", "gap_part."))


def say_points(value: float) -> str:
    """Return a gap as it is printed: "6.3", "−0.2"."""
    points = round(value * 100, 1)
    return f"{'−' if points < 0 else ''}{abs(points):.1f}"


def say_survey(finding: Finding, *, name: str, asked: str) -> str:
    """Return the first part of the sentence of a share or gap of a survey, with its margin and its base.

    Parameters
    ----------
    finding
        A finding of a survey that has a value.
    name
        The measure as it stands inside a sentence.
    asked
        What the people asked are called, in the plural.
    """
    about = "about " if finding.state == "rounded" else ""
    base = f"{say_count(finding.base or 0)} {asked}"
    where, when, value = finding.area.name, finding.period.words(), finding.value or 0.0
    low, high = finding.lower, finding.upper
    if finding.kind == "gap":
        margin = "" if low is None or high is None else f"margin {say_points(low)} to {say_points(high)}; "
        which = finding.unit.partition(": ")[2]
        told = f"{which}; " if which else ""
        points = "percentage point" if say_points(value) == "1.0" else "percentage points"
        return (
            f"In {where}, the {name} was {about}{say_points(value)} {points} in {when} ({told}{margin}{base})"
        )
    margin = "" if low is None or high is None else f"margin {say_percent(low)} to {say_percent(high)}; "
    return f"In {where}, {_of(name)}{name} was {about}{say_percent(value)} in {when} ({margin}{base})"


def _of(name: str) -> str:
    first = name.split(maxsplit=1)[0]
    plural = first in _PEOPLE or (first.endswith("s") and not first.endswith(("ss", "us", "is")))
    return "the share of " if plural else ""
