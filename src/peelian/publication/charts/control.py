"""Control charts: months as points over the range that usual variation stays in.

The range is drawn as a band that steps where it is based anew. A month outside what is usual is a large
filled
mark, a usual one a small open one, so that no colour is needed to tell them apart.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from markupsafe import Markup

from peelian.findings.finding import Finding, Usual
from peelian.publication.charts.months import month_axis, month_scale
from peelian.publication.charts.pieces import label, stretched
from peelian.publication.charts.scale import Scale, bounds
from peelian.publication.charts.svg import decoration, number, picture
from peelian.publication.edition import CaveatText, Direction
from peelian.publication.sentences import say_value
from peelian.publication.signals import say_limit, signal_mark

_TOP, _FOOT, _GAP = 24, 24, 17


def control_chart(
    series: Sequence[Finding],
    *,
    name: str,
    title: str,
    desc: str,
    direction: Direction,
    breaks: Sequence[CaveatText] = (),
    height: int = 250,
) -> Markup:
    """Return the control chart of a series of months.

    Parameters
    ----------
    series
        Months in order of date, at least one of them with what is usual.
    name, title, desc
        Unique name on the page, and what the picture shows.
    direction
        Direction of the measure, for the tone of unusual months.
    breaks
        Breaks to mark; those outside the series are left out.
    height
        Height in pixels.
    """
    low, high = bounds(_drawn(series))
    up = Scale(low, high, height - _FOOT, _TOP)
    first, last = series[0].period.end, series[-1].period.end
    across = month_scale(first, last)
    places = [across(finding.period.end.toordinal()) for finding in series]
    plot = stretched(_bands(series, places, up), height=height, columns=1000)
    plot += _turns(series, places, height) + _breaks(series, breaks, across, height)
    lines = _line(series, places, up) + _usual_points(series, places, up)
    plot += stretched(lines, height=height, columns=1000)
    plot += "".join(_point(f, x, up, direction) for f, x in zip(series, places, strict=True))
    plot += month_axis(first, last, height=height, foot=_FOOT)
    drawn = picture(plot, height=height, name=name, title=title, desc=desc, css="chart")
    beside = decoration(_labels(series, up, height), width="100%", height=height, css="chart")
    return Markup('<div class="control">{}{}</div>').format(drawn, beside)


def rebased(series: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the first month of each new usual range after the first range; none where it moves with the
    season.
    """
    changes = _changes(series)
    return () if len(changes) * 3 > len(series) else changes


def moves_with_season(series: Sequence[Finding]) -> bool:
    """Say whether the range is another one from month to month, as it is where a season was taken out."""
    return len(_changes(series)) * 3 > len(series)


def _changes(series: Sequence[Finding]) -> tuple[Finding, ...]:
    known = [(finding, _limits(finding.usual)) for finding in series if finding.usual is not None]
    return tuple(b for (_, before), (b, limits) in itertools.pairwise(known) if before != limits)


def _drawn(series: Sequence[Finding]) -> list[float]:
    ends = [end for f in series if f.usual is not None for end in (f.usual.lower, f.usual.upper)]
    return [*ends, *(f.value for f in series if f.value is not None)]


def _limits(usual: Usual | None) -> tuple[float, float, float] | None:
    return None if usual is None else (round(usual.centre, 6), round(usual.lower, 6), round(usual.upper, 6))


def _bands(series: Sequence[Finding], places: Sequence[float], up: Scale) -> str:
    """Draw each stretch of months with one range as a band with its centre line."""
    half = (places[-1] - places[0]) / max(len(places) - 1, 1) / 2 if len(places) > 1 else 1
    out = ""
    for limits, stretch in itertools.groupby(
        zip(series, places, strict=True), key=lambda pair: _limits(pair[0].usual)
    ):
        inside = [x for _, x in stretch]
        if limits is None:
            continue
        centre, lower, upper = (number(up(end)) for end in limits)
        left, right = number(max(inside[0] - half, 0) * 10), number(min(inside[-1] + half, 100) * 10)
        out += f'<path class="usual" d="M{left} {upper}H{right}V{lower}H{left}z"/>'
        out += f'<path class="centre" d="M{left} {centre}H{right}"/>'
    return out


def _turns(series: Sequence[Finding], places: Sequence[float], height: int) -> str:
    """Mark where the range was based anew."""
    new = {id(finding) for finding in rebased(series)}
    out = ""
    for before, (finding, x) in itertools.pairwise(zip(series, places, strict=True)):
        if id(finding) in new:
            at = (before[1] + x) / 2
            ends = f'y1="{_TOP - 8}" y2="{height - _FOOT}"'
            out += f'<line class="turn" x1="{number(at)}%" x2="{number(at)}%" {ends}/>'
            side = "end" if at > 60 else "start"
            out += label(f"{number(at)}%", _TOP - 12, "new range", anchor=side, css="ax strong")
    return out


def _breaks(series: Sequence[Finding], breaks: Sequence[CaveatText], across: Scale, height: int) -> str:
    out = ""
    inside = [b for b in breaks if b.on and series[0].period.end < b.on <= series[-1].period.end]
    for item in inside:
        x = number(across(item.on.toordinal())) if item.on else "0"
        out += f'<line class="break" x1="{x}%" x2="{x}%" y1="{_TOP - 8}" y2="{height - _FOOT}"/>'
    return out


def _line(series: Sequence[Finding], places: Sequence[float], up: Scale) -> str:
    runs: list[list[str]] = [[]]
    for finding, x in zip(series, places, strict=True):
        if finding.value is None:
            runs.append([])
        else:
            runs[-1].append(f"{number(x * 10)},{number(up(finding.value))}")
    return "".join(f'<polyline class="thin" points="{" ".join(run)}"/>' for run in runs if len(run) > 1)


def _usual_points(series: Sequence[Finding], places: Sequence[float], up: Scale) -> str:
    """Draw every usual month as a small open mark: round ends of lines without length, dark under light."""
    path = "".join(
        f"M{number(x * 10)} {number(up(f.value))}h0"
        for f, x in zip(series, places, strict=True)
        if f.value is not None and not _is_odd(f)
    )
    return f'<path class="pin" d="{path}"/><path class="hole" d="{path}"/>' if path else ""


def _is_odd(finding: Finding) -> bool:
    return finding.usual is not None and finding.usual.signal != "none"


def _point(finding: Finding, x: float, up: Scale, direction: Direction) -> str:
    if finding.value is None or not _is_odd(finding):
        return ""
    tone = signal_mark(finding, direction).tone
    return f'<circle class="dot {tone}" cx="{number(x)}%" cy="{number(up(finding.value))}" r="4.5"/>'


def _labels(series: Sequence[Finding], up: Scale, height: int) -> str:
    """Label the range and the newest month at the right, pushed apart where they would meet."""
    newest = next((f for f in reversed(series) if f.value is not None), series[-1])
    usual = next((f.usual for f in reversed(series) if f.usual is not None), None)
    told = []
    if usual is not None:
        told += [(up(usual.upper), f"up to {say_limit(usual.upper, newest)}", "ax")]
        told += [(up(usual.centre), f"average {say_limit(usual.centre, newest)}", "ax")]
        told += [(up(usual.lower), f"down to {say_limit(usual.lower, newest)}", "ax")]
    if newest.value is not None:
        told.append((up(newest.value), f"{newest.period.end:%b} {say_value(newest)}", "val"))
    told.sort()
    heights = _apart([y for y, _, _ in told], low=_TOP - 8, high=height - _FOOT + 2)
    return "".join(
        label("100%", y + 4, text, anchor="end", css=css)
        for y, (_, text, css) in zip(heights, told, strict=True)
    )


def _apart(heights: Sequence[float], *, low: float, high: float) -> list[float]:
    """Move sorted heights so that each is `_GAP` under the one before and all lie between two ends."""
    out: list[float] = []
    for y in heights:
        out.append(max(y, out[-1] + _GAP) if out else max(y, low))
    over = out[-1] - high if out else 0.0
    if over > 0:
        out[-1] -= over
        for place in range(len(out) - 2, -1, -1):
            out[place] = min(out[place], out[place + 1] - _GAP)
    return out
