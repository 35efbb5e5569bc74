"""Rows of one or two estimates on a common scale, each with its interval: a filled dot and an open one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from peelian.findings.finding import Finding
from peelian.publication.charts.scale import Scale, round_steps
from peelian.publication.charts.svg import decoration, number

Say = Callable[[float], str]
Span = Literal["from nought", "whole", "values"]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with its interval that is no finding's own value, such as a change.

    Parameters
    ----------
    value, lower, upper
        The number and the ends of its interval; None where they are not told.
    """

    value: float | None
    lower: float | None
    upper: float | None


@dataclass(frozen=True, slots=True)
class PairRow:
    """One row of the drawing.

    Parameters
    ----------
    name
        What it is about.
    filled, open
        The estimate drawn as a filled dot, and the one drawn as an open dot, if there is one.
    text
        What is printed at its end.
    """

    name: str
    filled: Finding | Estimate | None
    open: Finding | Estimate | None = None
    text: str = ""


def pair_rows(
    rows: Sequence[PairRow], *, title: str, say: Say, span: Span = "from nought", middle: float | None = None
) -> Markup:
    """Return the rows under one another, on one scale with round numbers below.

    Parameters
    ----------
    rows
        In the order to be drawn. An estimate that is not told leaves its dot out.
    title
        What the whole shows.
    say
        How a number of the scale is printed.
    span
        From where to where the scale runs: from nought as far as there are values, from 0 to 1 whatever the
        values, or over the values alone.
    middle
        What all are held against, drawn as a line through every row.
    """
    ends = [
        end
        for row in rows
        for each in (row.filled, row.open)
        if each is not None
        for end in (each.value, each.lower, each.upper)
        if end is not None
    ]
    low, high = _ends([*ends, *([middle] if middle is not None else [])], span)
    place = Scale(low, high if high > low else low + 1, 2, 98)
    drawn = Markup("").join(_row(row, place, middle) for row in rows)
    ticks = round_steps(low, high if high > low else low + 1, about=4)
    return Markup('<ol class="rows pairs" aria-label="{}">{}{}</ol>').format(
        title, drawn, _axis(ticks, place, say)
    )


def _ends(ends: Sequence[float], span: Span) -> tuple[float, float]:
    if span == "whole" or not ends:
        return 0.0, 1.0
    if span == "values":
        return min(ends), max(ends)
    return min([0.0, *ends]), max([0.0, *ends])


def _row(row: PairRow, place: Scale, middle: float | None) -> Markup:
    nought = number(place(0.0))
    body = '<line class="grid" x1="2%" x2="98%" y1="10" y2="10"/>'
    if place.low < 0 < place.high and middle is None:
        body += f'<line class="mean" x1="{nought}%" x2="{nought}%" y1="-6" y2="26"/>'
    if middle is not None:
        at = number(place(middle))
        body += f'<line class="mean" x1="{at}%" x2="{at}%" y1="-6" y2="26"/>'
    both = row.filled is not None and row.open is not None
    for each, css, y in ((row.open, "ring", 14 if both else 10), (row.filled, "dot", 6 if both else 10)):
        if each is None or each.value is None:
            continue
        if each.lower is not None and each.upper is not None:
            span = f'x1="{number(place(each.lower))}%" x2="{number(place(each.upper))}%"'
            body += f'<line class="iv" {span} y1="{y}" y2="{y}"/>'
        body += f'<circle class="{css}" cx="{number(place(each.value))}%" cy="{y}" r="4.5"/>'
    drawn = decoration(body, width="100%", height=20, css="bell")
    return Markup('<li class="ink"><span class="rn">{}</span>{}<span class="rv">{}</span></li>').format(
        row.name, drawn, row.text
    )


def _axis(ticks: Sequence[float], place: Scale, say: Say) -> Markup:
    body = ""
    for tick in ticks:
        at = place(tick)
        body += f'<text x="{number(at)}%" y="14" text-anchor="{_side(at)}" class="ax">{say(tick)}</text>'
    drawn = decoration(body, width="100%", height=20, css="bell")
    return Markup(
        '<li class="ink axis" aria-hidden="true"><span class="rn"></span>{}<span class="rv"></span></li>'
    ).format(drawn)


def _side(place: float) -> str:
    return "start" if place < 6 else "end" if place > 94 else "middle"
