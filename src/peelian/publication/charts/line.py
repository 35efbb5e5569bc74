"""Lines over time: rolling totals as a line, months as bars, and the breaks that forbid comparing across
them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from markupsafe import Markup

from peelian.findings.finding import Finding
from peelian.publication.charts.pieces import label, stretched
from peelian.publication.charts.scale import Scale, bounds, round_steps
from peelian.publication.charts.svg import number, picture
from peelian.publication.decimals import decimals_for, say_rate
from peelian.publication.edition import CaveatText
from peelian.publication.sentences import say_value
from peelian.reference.unit import say_percent

_TOP, _FOOT = 26, 24


def line_chart(
    series: Sequence[Finding],
    *,
    name: str,
    title: str,
    desc: str,
    breaks: Sequence[CaveatText] = (),
    since: dt.date | None = None,
    height: int = 230,
) -> Markup:
    """Return a series as a line, labelled at its end, with a mark at every break.

    Shares and gaps have an axis in per cent, and their line is not joined across a break that forbids
    comparing.

    Parameters
    ----------
    series
        Findings in order of date.
    name, title, desc
        Unique name on the page, and what the picture shows.
    breaks
        Breaks to mark; those outside the series are left out.
    since
        End of the first period that the drawing has room for, to line several drawings up; None for the
        series' own.
    height
        Height in pixels.
    """
    values = [finding.value for finding in series]
    known = [value for value in values if value is not None]
    low, high = bounds(known)
    up = Scale(low, high, height - _FOOT, _TOP)
    across = _days(series, since)
    shares = bool(series) and series[0].kind in ("share", "gap")
    body = _grid(low, high, up, shares=shares)
    body += _years(series, across, height) + _breaks(breaks, series, across, height)
    runs: list[list[str]] = [[]]
    for place, finding in enumerate(series):
        if shares and place and _parted(breaks, series[place - 1], finding):
            runs.append([])
        if finding.value is None:
            runs.append([])
        else:
            runs[-1].append(
                f"{number(across(finding.period.end.toordinal()) * 10)},{number(up(finding.value))}"
            )
    lines = "".join(f'<polyline class="ln" points="{" ".join(run)}"/>' for run in runs if run)
    body += stretched(lines, height=height, columns=1000)
    if values and values[-1] is not None:
        body += _end(values, up, say_value(series[-1]), height)
    return picture(body, height=height, name=name, title=title, desc=desc, css="chart")


def bar_chart(
    series: Sequence[Finding],
    *,
    name: str,
    title: str,
    desc: str,
    breaks: Sequence[CaveatText] = (),
    since: dt.date | None = None,
    height: int = 150,
) -> Markup:
    """Return a series of months as bars from zero; the last twelve are dark and the twelve before them
    lighter. A month of low reliability (one that is not whole) is an open bar.

    Parameters are those of `line_chart`.
    """
    known = [finding.value for finding in series if finding.value is not None]
    low, high = bounds(known, zero="always")
    up = Scale(low, high, height - _FOOT, _TOP)
    across = _days(series, since)
    wide = min(980 / max(len(series) - 1, 1), 22)
    paths = {"old": "", "before": "", "now": "", "open": ""}
    for place, finding in enumerate(series):
        if finding.value is not None:
            left = len(series) - place
            age = "now" if left <= 12 else "before" if left <= 24 else "old"
            age = "open" if finding.state == "low reliability" else age
            x, y = across(finding.period.end.toordinal()) * 10, up(finding.value)
            paths[age] += (
                f"M{number(x - wide * 0.4)} {height - _FOOT}V{number(y)}h{wide * 0.8:.1f}V{height - _FOOT}z"
            )
    bars = "".join(f'<path class="bar {age}" d="{path}"/>' for age, path in paths.items() if path)
    body = stretched(bars, height=height, columns=1000)
    body += (
        _grid(low, high, up, about=2, shares=bool(series) and series[0].kind in ("share", "gap"))
        + _years(series, across, height)
        + _breaks(breaks, series, across, height)
    )
    return picture(body, height=height, name=name, title=title, desc=desc, css="chart")


def _days(series: Sequence[Finding], since: dt.date | None) -> Scale:
    if not series:
        return Scale(0, 1, 0, 100)
    first = since or series[0].period.end
    return Scale(first.toordinal(), series[-1].period.end.toordinal(), 1, 99)


def _parted(breaks: Sequence[CaveatText], before: Finding, after: Finding) -> bool:
    """Say whether a break that forbids comparing lies between two findings, so that no line may join them."""
    return any(
        item.on is not None and item.severity == "block" and before.period.end < item.on <= after.period.end
        for item in breaks
    )


def _grid(low: float, high: float, up: Scale, *, about: int = 3, shares: bool = False) -> str:
    out = ""
    for step in round_steps(low, high, about=about):
        y = up(step)
        if shares:
            text = say_percent(step, decimals=0 if round(step * 100, 6) == round(step * 100) else 1)
        elif step == round(step):
            text = f"{step:,.0f}"
        else:
            text = say_rate(step, decimals=decimals_for([high]))
        css = "base" if step == 0 else "grid"
        out += f'<line class="{css}" x1="0" x2="100%" y1="{number(y)}" y2="{number(y)}"/>'
        out += label("0", y - 4, text, css="ax halo") if step else ""
    return out


def _years(series: Sequence[Finding], across: Scale, height: int) -> str:
    if not series:
        return ""
    first, last = series[0].period.end, series[-1].period.end
    if (last - first).days < 800:
        ends = [(first, "start"), (last, "end")]
        return "".join(
            label("0" if side == "start" else "100%", height - 6, f"{day:%b %Y}", anchor=side)
            for day, side in ends
        )
    step = max(1, round((last.year - first.year) / 5))
    days = [dt.date(year, 1, 1) for year in range(first.year + 1, last.year + 1, step)]
    return "".join(
        f'<line class="tick" x1="{number(x)}%" x2="{number(x)}%" '
        f'y1="{height - _FOOT}" y2="{height - _FOOT + 5}"/>'
        + label(f"{number(min(x, 95))}%", height - 6, str(day.year), anchor="middle")
        for day in days
        if 4 <= (x := across(day.toordinal())) <= 97
    )


def _breaks(breaks: Sequence[CaveatText], series: Sequence[Finding], across: Scale, height: int) -> str:
    out = ""
    inside = [b for b in breaks if b.on and series and series[0].period.end < b.on <= series[-1].period.end]
    for place, item in enumerate(inside, start=1):
        x = number(across(item.on.toordinal())) if item.on else "0"
        out += f'<line class="break" x1="{x}%" x2="{x}%" y1="{_TOP - 8}" y2="{height - _FOOT}"/>'
        out += label(
            f"{x}%", _TOP - 12, f"break {place}", anchor="end" if float(x) > 50 else "start", css="ax strong"
        )
    return out


def _end(values: Sequence[float | None], up: Scale, text: str, height: int) -> str:
    last = values[-1] or 0.0
    recent = [value for value in values[-max(3, len(values) // 8) : -1] if value is not None]
    y, falling = up(last), bool(recent) and last < sum(recent) / len(recent)
    at = y + 22 if falling and y + 26 < height - _FOOT else max(y - 10, 12)
    return f'<circle class="dot" cx="99%" cy="{number(y)}" r="4"/>' + label(
        "100%", at, text, anchor="end", css="val halo"
    )
