"""What may be said of one gap from everyone, and how a share beside it is printed."""

from __future__ import annotations

from peelian.findings.finding import Finding
from peelian.reference.unit import say_percent


def say_gap(gap: Finding | None, *, clear: bool) -> str:
    """Return what may be said of a gap: clearly below or above everyone, no clear gap, or too few people.

    Parameters
    ----------
    gap
        The gap, or None where there is none.
    clear
        Whether chance does not explain it.
    """
    if gap is None or gap.value is None:
        return "too few people"
    if gap.state == "low reliability":
        return "few people: rely on it little"
    if not clear:
        return "no clear gap"
    return "clearly below everyone" if gap.value < 0 else "clearly above everyone"


def say_share_beside(share: Finding | None) -> str:
    """Return a share, or a dash where it may not be told."""
    return "–" if share is None or share.value is None else say_percent(share.value)
