"""Small numbers: where a percentage would say more than the numbers bear."""

from __future__ import annotations

from peelian.findings.finding import Finding

SMALL = 20
"""A count under this, now or before, is told as a number of cases and not as a percentage."""


def is_small(finding: Finding) -> bool:
    """Say whether a count, now or before, is so small that a percentage says more than the numbers bear."""
    change = finding.change
    if finding.kind != "count" or finding.value is None or change is None or change.previous is None:
        return False
    return min(finding.value, change.previous) < SMALL


def say_cases(finding: Finding) -> str:
    """Return a change as a number of cases, such as "2 more"; "" without a figure now and before."""
    change = finding.change
    if change is None or change.previous is None or finding.value is None:
        return ""
    more = round(finding.value - change.previous)
    return "same" if not more else f"{abs(more):,} {'more' if more > 0 else 'fewer'}"
