"""Sparks of tiles: a series of months as a small line over the band of what is usual, ending in a dot."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from peelian.findings.finding import Finding
from peelian.publication.charts.scale import Scale, bounds
from peelian.publication.charts.svg import decoration, number
from peelian.publication.unread import values_of

_WIDTH, _HEIGHT = 72, 20


def tile_spark(series: Sequence[Finding]) -> Markup:
    """Return the line of a series; nothing where fewer than two of its months have a value.

    The band is the newest month's usual range and is left out where there is none. Gaps stay gaps.

    Parameters
    ----------
    series
        Months in order of date.
    """
    values = values_of(series)
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return Markup("")
    usual = series[-1].usual
    ends = [] if usual is None else [usual.lower, usual.upper]
    low, high = bounds([*known, *ends], zero="never")
    across, up = Scale(0, len(values) - 1, 2, _WIDTH - 5), Scale(low, high, _HEIGHT - 3, 3)
    body = ""
    if usual is not None:
        top, foot = up(usual.upper), up(usual.lower)
        body += (
            f'<rect class="band" width="{_WIDTH}" y="{number(top)}" height="{number(max(foot - top, 1))}"/>'
        )
    runs: list[list[str]] = [[]]
    for place, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append(f"{number(across(place))},{number(up(value))}")
    body += "".join(f'<polyline class="ln" points="{" ".join(run)}"/>' for run in runs if run)
    if values[-1] is not None:
        body += f'<circle class="dot" cx="{_WIDTH - 5}" cy="{number(up(values[-1]))}" r="3"/>'
    return decoration(body, css="tspark ink", width=_WIDTH, height=_HEIGHT)
