"""Sparks: a short series as a small line on its own scale."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from markupsafe import Markup

from peelian.findings.finding import Finding
from peelian.publication.charts.scale import Scale, bounds
from peelian.publication.charts.svg import decoration, number
from peelian.publication.unread import values_of

_WIDTH = 120


def spark_strip(series: Sequence[Finding], *, tone: str) -> Markup:
    """Return a series as a small line on its own scale that ends in a dot. Gaps stay gaps."""
    values = values_of(series)
    if sum(value is not None for value in values) < 2:
        return Markup("")
    body = spark_lines(values, width=_WIDTH, height=28)
    low, high = bounds([value for value in values if value is not None], zero="never")
    if values[-1] is not None:
        y = round(Scale(low, high, 25, 3)(values[-1]))
        body += f'<circle class="dot" cx="{_WIDTH}" cy="{y}" r="3.5"/>'
    return decoration(body, css=f"strip line {tone}")


def spark_lines(values: Sequence[float | None], *, width: float, height: float) -> str:
    """Return the polylines of a series in whole pixels of height, broken where a value is missing."""
    low, high = bounds([value for value in values if value is not None], zero="never")
    up = Scale(low, high, height - 3, 3)
    runs: list[list[str]] = [[]]
    for x, value in zip(_columns(len(values), width), values, strict=True):
        if value is None:
            runs.append([])
        else:
            runs[-1].append(f"{x},{round(up(value))}")
    return "".join(f'<polyline class="ln" points="{" ".join(run)}"/>' for run in runs if run)


@functools.cache
def _columns(count: int, width: float) -> tuple[str, ...]:
    """Return where the values of a series stand across: most series of a site are equally long."""
    across = Scale(0, max(count - 1, 1), 0, width)
    return tuple(number(across(place)) for place in range(count))
