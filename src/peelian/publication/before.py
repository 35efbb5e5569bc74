"""Before: what the newest period and the one it is compared with are called over columns, and the earlier
value.
"""

from __future__ import annotations

from collections.abc import Sequence

from peelian.findings.finding import Finding
from peelian.publication.decimals import say_rate
from peelian.publication.survey_words import say_points
from peelian.reference.period import Period


def window_heads(findings: Sequence[Finding]) -> tuple[str, str]:
    """Return the headings of the newest period and of the one it is compared with."""
    if not findings:
        return "Now", "Before"
    newest = max(findings, key=lambda f: f.period.end)
    before = newest.change.against if newest.change is not None else None
    return _window(newest.period), _window(before) if before is not None else "Before"


def _window(period: Period) -> str:
    words = period.words().removeprefix("the ")
    return words[:1].upper() + words[1:]


def say_previous(finding: Finding) -> str:
    """Return the value of the period before as printed; a dash where there is none."""
    change = finding.change
    if change is None or change.previous is None:
        return "–"
    if finding.kind == "count":
        return f"{round(change.previous):,}"
    if finding.kind == "gap":
        return f"{say_points(change.previous)} pts"
    if finding.kind == "share":
        return f"{change.previous * 100:.0f}%"
    return say_rate(change.previous)
