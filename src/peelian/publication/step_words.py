"""Steps in words: "4,100 more than in June 2017, and 1.2% more a day"."""

from __future__ import annotations

from peelian.findings.finding import Finding
from peelian.reference.unit import say_count, say_number


def say_step(raw: Finding, daily: Finding | None) -> str:
    """Return a month beside the month before, as it stands and per day, without a full stop.

    Parameters
    ----------
    raw
        The step as it stands.
    daily
        The same step per day of the month, or None.
    """
    if raw.value is None or raw.change is None:
        return f"{raw.period.words()} is {raw.state}"
    before = raw.change.against.words()
    if not raw.value:
        said = f"as many as in {before}"
    else:
        said = f"{say_count(abs(raw.value))} {'more' if raw.value > 0 else 'fewer'} than in {before}"
    if daily is None or daily.change is None or daily.change.change is None:
        return said
    size = daily.change.change
    words = f"{say_small_percent(size)} {'more' if size > 0 else 'fewer'}" if round(size, 3) else "as many"
    agrees = words != "as many" and (size > 0) == (raw.value > 0)
    return f"{said}, {'and' if agrees else 'but'} {words} a day"


def say_small_percent(change: float) -> str:
    """Return the size of a change, with a decimal under ten per cent: "1.2%", "34%"."""
    size = abs(change) * 100
    return f"{size:.0f}%" if size >= 9.95 else f"{size:.1f}%"


def say_span(finding: Finding) -> str:
    """Return the interval of a step in words, "between 2,000 fewer and 6,200 more"; "" without one."""
    if finding.lower is None or finding.upper is None:
        return ""
    return f"between {_more(finding.lower, finding)} and {_more(finding.upper, finding)}"


def _more(value: float, finding: Finding) -> str:
    size = abs(value)
    text = say_number(size) if finding.group and size < 100 else say_count(size)
    return f"{text} {'more' if value > 0 else 'fewer'}" if text.strip("0.") else "no difference"
