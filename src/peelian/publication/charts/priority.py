"""Importance against how it is done: what matters much and is done badly stands at the lower right."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from peelian.publication.charts.scale import round_steps
from peelian.publication.charts.svg import number, picture
from peelian.reference.unit import say_percent

_WIDTH, _HEIGHT = 100.0, 300
_LEFT, _RIGHT, _TOP, _FOOT = 12.0, 97.0, 34, 38
_LINE = 15


@dataclass(frozen=True, slots=True)
class Point:
    """One driver.

    Parameters
    ----------
    name
        What it is.
    importance, done
        Its importance and how it is done, as fractions.
    number
        Its number in the list beside the drawing.
    """

    name: str
    importance: float
    done: float
    number: int


def priority_chart(points: Sequence[Point], *, name: str, title: str, desc: str) -> Markup:
    """Return drivers as numbered points: importance to the right, how well it is done upwards.

    Parameters
    ----------
    points
        The drivers; their numbers are those of the list beside the drawing.
    name, title, desc
        Unique name on the page, and what the picture shows.
    """
    most = max([0.1, *(point.importance for point in points)])
    right = most * 1.12
    least = math.floor(4 * min([0.75, *(point.done for point in points)])) / 4

    def across(value: float) -> float:
        return _LEFT + (_RIGHT - _LEFT) * value / right

    def up(value: float) -> float:
        return _HEIGHT - _FOOT - (_HEIGHT - _FOOT - _TOP) * (value - least) / (1 - least)

    body = ""
    for share in round_steps(least, 1.0, about=4):
        y = number(up(share))
        body += f'<line class="grid" x1="{_LEFT}%" x2="{_RIGHT}%" y1="{y}" y2="{y}"/>'
        body += f'<text class="ax" x="0" y="{number(up(share) + 4)}">{say_percent(share)}</text>'
    for share in round_steps(0.0, right * 0.9, about=4):
        x = number(across(share))
        body += (
            f'<text class="ax" x="{x}%" y="{_HEIGHT - 20}" text-anchor="middle">{say_percent(share)}</text>'
        )
    body += f'<text class="ax" x="{_RIGHT}%" y="{_HEIGHT - 4}" text-anchor="end">more important →</text>'
    body += '<text class="ax" x="0" y="10">↑ share for whom it was so</text>'
    corner = _HEIGHT - _FOOT - 8
    body += f'<text class="ax" x="{_RIGHT}%" y="{corner}" text-anchor="end">important, and done least</text>'
    for point, (left, top) in zip(points, _apart(points, across, up), strict=True):
        body += f'<circle class="dot" cx="{number(left)}%" cy="{number(top)}" r="10"/>'
        where = f'x="{number(left)}%" y="{number(top + 4)}"'
        body += f'<text class="inside" {where} text-anchor="middle">{point.number}</text>'
    drawn = picture(body, title=title, height=_HEIGHT, name=name, desc=desc, css="priority")
    rows = Markup("").join(
        Markup("<li>{}: {} of importance, so for {}</li>").format(
            escape(point.name[:1].upper() + point.name[1:]),
            say_percent(point.importance),
            say_percent(point.done),
        )
        for point in points
    )
    return Markup('<div class="priority-chart">{}<ol class="numbered">{}</ol></div>').format(drawn, rows)


def _apart(
    points: Sequence[Point], across: Callable[[float], float], up: Callable[[float], float]
) -> list[tuple[float, float]]:
    """Move points that would cover each other apart, upwards."""
    placed: list[tuple[float, float]] = []
    for point in points:
        x, y = across(point.importance), up(point.done)
        while any(abs(x - a) < 4 and abs(y - b) < 2 * _LINE - 8 for a, b in placed):
            y -= 4
        placed.append((x, y))
    return placed
