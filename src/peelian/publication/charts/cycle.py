"""Cycle plots: each calendar month with its value in every year, so that season and drift are seen at once.

Cleveland and Terpenning (1982) drew the seasonal part of a series in this way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from markupsafe import Markup

from peelian.findings.finding import Finding
from peelian.publication.charts.pieces import label, stretched
from peelian.publication.charts.scale import Scale, bounds, round_steps
from peelian.publication.charts.svg import number, picture

_TOP, _FOOT = 14, 24
_LETTERS = "JFMAMJJASOND"


def cycle_plot(
    months: Sequence[Finding], *, name: str, title: str, desc: str, peak: int = 0, height: int = 220
) -> Markup:
    """Return twelve columns, one for each calendar month, each with its years as a small line over a bar of
    their average.

    Parameters
    ----------
    months
        Findings of months in order of date.
    name, title, desc
        Unique name on the page, and what the picture shows.
    peak
        Calendar month (1 to 12) to point out, 0 for none.
    height
        Height in pixels.
    """
    by_month: dict[int, list[float]] = defaultdict(list)
    for finding in months:
        if finding.value is not None:
            by_month[finding.period.end.month].append(finding.value)
    low, high = bounds([value for values in by_month.values() for value in values], zero="always")
    up = Scale(low, high, height - _FOOT, _TOP)
    shapes, texts = "", ""
    for month in range(1, 13):
        left = (month - 1) * 1000 / 12
        shapes += _column(by_month.get(month, []), left, up, picked=month == peak)
        css = "ax strong" if month == peak else "ax"
        texts += label(
            f"{number((month - 0.5) * 100 / 12)}%", height - 6, _LETTERS[month - 1], anchor="middle", css=css
        )
    steps = round_steps(low, high, about=3)
    body = stretched(shapes, height=height, columns=1000) + "".join(_grid(step, up) for step in steps) + texts
    return picture(body, height=height, name=name, title=title, desc=desc, css="chart")


def _grid(step: float, up: Scale) -> str:
    y = up(step)
    css = "base" if step == 0 else "grid"
    text = (
        label("0", y - 4, f"{step:,.0f}" if step == round(step) else f"{step:g}", css="ax halo")
        if step
        else ""
    )
    return f'<line class="{css}" x1="0" x2="100%" y1="{number(y)}" y2="{number(y)}"/>{text}'


def _column(values: Sequence[float], left: float, up: Scale, *, picked: bool) -> str:
    if not values:
        return ""
    mean, foot = up(sum(values) / len(values)), up(up.low)
    css = "now" if picked else "old"
    out = (
        f'<path class="bar {css}" d="M{number(left + 10)} {number(foot)}V{number(mean)}h63V{number(foot)}z"/>'
    )
    if len(values) > 1:
        across = Scale(0, len(values) - 1, left + 16, left + 67)
        points = " ".join(
            f"{number(across(place))},{number(up(value))}" for place, value in enumerate(values)
        )
        out += f'<polyline class="thin ink-line" points="{points}"/>'
    return out
