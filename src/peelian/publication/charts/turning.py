"""Shares over time with their intervals as a band, and the time from which they took another course."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from peelian.findings.finding import Finding
from peelian.publication.charts.pieces import label, stretched
from peelian.publication.charts.scale import Scale, round_steps
from peelian.publication.charts.svg import number, picture
from peelian.reference.unit import say_percent

_HEIGHT, _TOP, _FOOT = 260, 34, 26
_COLUMNS = 1000


def turning_chart(
    shares: Sequence[Finding],
    names: Sequence[str],
    *,
    turned: int | None,
    name: str,
    title: str,
    desc: str,
) -> Markup:
    """Return shares as a line within the band of their intervals, with the turning place marked.

    Parameters
    ----------
    shares
        One share for each time, in order. One without a value leaves a hole in the line.
    names
        What the times are called.
    turned
        Place among them of the time from which the course is another; None where there is none.
    name, title, desc
        Unique name on the page, and what the picture shows.
    """
    ends = [end for each in shares for end in (each.value, each.lower, each.upper) if end is not None]
    low, high = (min(ends), max(ends)) if ends else (0.0, 1.0)
    pad = max((high - low) * 0.1, 0.01)
    up = Scale(max(low - pad, 0.0), min(high + pad, 1.0), _HEIGHT - _FOOT, _TOP)
    across = Scale(0, max(len(shares) - 1, 1), 70, 960)
    body = "".join(
        f'<line class="grid" x1="0" x2="100%" y1="{number(up(step))}" y2="{number(up(step))}"/>'
        for step in round_steps(up.low, up.high, about=4)
    )
    body += stretched(_band(shares, across, up) + _line(shares, across, up), height=_HEIGHT, columns=_COLUMNS)
    body += "".join(
        label("0", up(step) - 4, say_percent(step), css="ax halo")
        for step in round_steps(up.low, up.high, about=4)
    )
    for place, each in enumerate(shares):
        if each.value is not None:
            at = number(across(place) / 10)
            css = "dot" if place == turned else "ring"
            body += f'<circle class="{css}" cx="{at}%" cy="{number(up(each.value))}" r="4"/>'
    if turned is not None:
        x = across(turned) / 10
        body += f'<line class="break" x1="{number(x)}%" x2="{number(x)}%" y1="20" y2="{_HEIGHT - _FOOT}"/>'
        side = "end" if x > 50 else "start"
        body += label(f"{number(x)}%", 14, f"from about {names[turned]}", anchor=side, css="ax strong")
    if names:
        body += label("0", _HEIGHT - 6, names[0])
        body += label("100%", _HEIGHT - 6, names[-1], anchor="end")
    return picture(body, height=_HEIGHT, name=name, title=title, desc=desc, css="chart")


def _band(shares: Sequence[Finding], across: Scale, up: Scale) -> str:
    known = [
        (across(place), each.lower, each.upper)
        for place, each in enumerate(shares)
        if each.lower is not None and each.upper is not None
    ]
    if len(known) < 2:
        return ""
    over = " ".join(f"{number(x)},{number(up(upper))}" for x, _, upper in known)
    under = " ".join(f"{number(x)},{number(up(lower))}" for x, lower, _ in reversed(known))
    return f'<polygon class="usual" points="{over} {under}"/>'


def _line(shares: Sequence[Finding], across: Scale, up: Scale) -> str:
    runs: list[list[str]] = [[]]
    for place, each in enumerate(shares):
        if each.value is None:
            runs.append([])
        else:
            runs[-1].append(f"{number(across(place))},{number(up(each.value))}")
    return "".join(f'<polyline class="thin" points="{" ".join(run)}"/>' for run in runs if len(run) > 1)
