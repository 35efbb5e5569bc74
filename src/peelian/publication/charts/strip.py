"""Strips: the change of one row of a table, drawn with its interval."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from peelian.findings.finding import Finding
from peelian.publication.charts.scale import Scale
from peelian.publication.charts.svg import decoration, number
from peelian.publication.edition import Direction
from peelian.publication.mark import mark_of

_WIDTH, _MIDDLE = 132, 9
_ZERO = f'<path class="zero" d="M{_WIDTH // 2} 1V{2 * _MIDDLE - 1}"/>'


def reach(findings: Sequence[Finding]) -> float:
    """Return how far strips reach to either side of no change: most intervals whole, 100% at most."""
    ends = sorted(
        max(abs(f.change.lower), abs(f.change.upper))
        for f in findings
        if f.change is not None and f.change.lower is not None and f.change.upper is not None
    )
    if not ends:
        return 0.1
    return min(max(ends[int(len(ends) * 0.9) - (len(ends) > 1)], 0.1), 1.0)


def interval_strip(finding: Finding, direction: Direction, *, to: float) -> Markup:
    """Return a change and its interval on a line whose middle is "no change" and whose ends are `to` either
    way.

    An interval that goes on beyond the strip ends in an open point. A finding without an interval gives
    nothing.
    """
    change = finding.change
    if change is None or change.change is None or change.lower is None or change.upper is None:
        return Markup("")
    place = Scale(-to, to, 4, _WIDTH - 4)
    mark = mark_of(finding, direction)
    low, high = number(place(change.lower)), number(place(change.upper))
    body = f'{_ZERO}<path class="iv" d="M{low} {_MIDDLE}H{high}"/>'
    for outside, x, turn in ((change.lower < -to, 1, 1), (change.upper > to, _WIDTH - 1, -1)):
        if outside:
            back = x + 5 * turn
            top, middle, foot = (f"{_MIDDLE + away:.1f}" for away in (-4, 0, 4))
            body += f'<path class="more" d="M{back} {top}L{x} {middle}L{back} {foot}"/>'
    if abs(change.change) <= to:
        shape = "dot" if change.judgement in ("rise", "fall") else "ring"
        body += f'<circle class="{shape}" cx="{number(place(change.change))}" cy="{_MIDDLE}" r="4"/>'
    return decoration(body, css=f"strip {mark.tone}")
