"""Signals: what a control chart says of one month, in words and as a mark. A signal asks a question; it
answers none.
"""

from __future__ import annotations

import functools

from peelian.findings.finding import Finding, Signal
from peelian.publication.decimals import decimals_for, say_rate
from peelian.publication.edition import Direction
from peelian.publication.mark import Mark
from peelian.reference.unit import say_count

_WORDS: dict[Signal, str] = {
    "none": "usual",
    "above the limit": "above the usual range",
    "below the limit": "below the usual range",
    "run above": "in a run above the average",
    "run below": "in a run below the average",
    "rising": "in a run of rises",
    "falling": "in a run of falls",
    "near the upper limit": "near the upper end",
    "near the lower limit": "near the lower end",
}
_UP: frozenset[Signal] = frozenset({"above the limit", "run above", "rising", "near the upper limit"})
_SAID: dict[Signal, str] = {
    "none": "{month} is within what is usual ({low} to {high}).",
    "above the limit": "{month} is above the usual range (up to {high}).",
    "below the limit": "{month} is below the usual range (down to {low}).",
    "run above": (
        "{month} is within the usual range, but it is one of a run of months all above the average of "
        "{centre}: "
        "the level may have moved."
    ),
    "run below": (
        "{month} is within the usual range, but it is one of a run of months all below the average of "
        "{centre}: "
        "the level may have moved."
    ),
    "rising": "{month} ends a run of months, each higher than the one before.",
    "falling": "{month} ends a run of months, each lower than the one before.",
    "near the upper limit": "{month} is one of several close to the upper end of what is usual ({high}).",
    "near the lower limit": "{month} is one of several close to the lower end of what is usual ({low}).",
}


def signal_mark(finding: Finding, direction: Direction) -> Mark:
    """Return the mark of a month on its control chart.

    Parameters
    ----------
    finding
        A month with what is usual for its series; one without gets a mark that says so.
    direction
        Direction of its measure: where neither way is better, the mark has no colour.
    """
    if finding.usual is None or finding.value is None:
        return Mark("–", "not judged" if finding.value is not None else finding.state, "gap")
    return _of(finding.usual.signal, direction)


@functools.cache
def _of(signal: Signal, direction: Direction) -> Mark:
    if signal == "none":
        return Mark("○", _WORDS[signal], "flat")
    up = signal in _UP
    tone = (
        "plain" if direction == "ambiguous" else "bad" if up == (direction == "lower is better") else "good"
    )
    return Mark("▲" if up else "▼", _WORDS[signal], tone)


def say_signal(finding: Finding) -> str:
    """Return one sentence on whether a month is unusual; "" where nothing says what is usual."""
    usual = finding.usual
    if usual is None or finding.value is None:
        return ""
    low, high, centre = (say_limit(end, finding) for end in (usual.lower, usual.upper, usual.centre))
    when = finding.period.words()
    month = f"{when[:1].upper()}{when[1:]}"
    return _SAID[usual.signal].format(month=month, low=low, high=high, centre=centre)


def say_limit(limit: float, finding: Finding) -> str:
    """Return a limit or centre line as printed: of counts a whole number, small ones with a decimal."""
    if finding.kind in ("count", "watch"):
        return say_count(limit) if abs(limit) >= 20 or not limit else f"{limit:.1f}".removesuffix(".0")
    return say_rate(limit, decimals=decimals_for([finding.value, limit]))
