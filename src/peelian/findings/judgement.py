"""Words for a change, computed from its interval and never from its sign alone."""

from __future__ import annotations

from peelian.findings.finding import Judgement


def judge(lower: float | None, upper: float | None, *, comparable: bool = True) -> Judgement:
    """Return the word for a change.

    Parameters
    ----------
    lower, upper
        Ends of the interval of the change, 0 meaning no change.
    comparable
        False when a break lies between the two periods.
    """
    if not comparable or lower is None or upper is None:
        return "not comparable"
    if lower > 0:
        return "rise"
    if upper < 0:
        return "fall"
    return "no clear change"
