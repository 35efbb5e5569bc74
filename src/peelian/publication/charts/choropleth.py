"""Real maps: areas shaded by a rate, or marked by size and judgement, drawn from their boundaries."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape

from peelian.findings.finding import Finding
from peelian.publication.charts.outline import Outline
from peelian.publication.charts.svg import number
from peelian.publication.decimals import decimals_for, say_rate
from peelian.publication.edition import Direction
from peelian.publication.mark import mark_of
from peelian.publication.sentences import say_value

_CLASSES = 5
_LABEL = (0.075, 0.03)
"""Room that a label needs, as a share of the map's width."""


def shaded_map(
    outline: Outline,
    findings: Sequence[Finding],
    *,
    name: str,
    title: str,
    desc: str,
    links: Mapping[str, str],
) -> Markup:
    """Return areas shaded in five steps from the lowest to the highest value, with the steps written out.

    Only for rates: shading a plain count would show where the big areas are.

    Parameters
    ----------
    outline
        Shapes by area code.
    findings
        One for each area; an area without one is hatched as "not measured".
    name, title, desc
        Unique name on the page, and what the picture shows.
    links
        Page of each area that has one.
    """
    known = {f.area.code: f for f in findings}
    steps = _steps([f.value for f in findings if f.value is not None])
    decimals = decimals_for(f.value for f in findings)
    shapes = ""
    for code, path in outline.paths.items():
        found = known.get(code)
        css = "s-none" if found is None or found.value is None else f"s{_step(found.value, steps)}"
        told = (
            f"{found.area.name}: {say_value(found, decimals=decimals)}"
            if found is not None
            else f"{code}: not measured"
        )
        shapes += _linked(
            f'<path class="{css}" d="{path}"><title>{escape(told)}</title></path>', links.get(code)
        )

    def on_dark(code: str) -> str:
        return " on" if _step(known[code].value or 0.0, steps) >= _CLASSES - 1 else ""

    labels = "".join(
        f'<text x="{number(x * 100)}%" y="{number(y * 100)}%" class="ml{on_dark(code)}" dy="4">'
        f"{escape(say_value(known[code], decimals=decimals))}</text>"
        for code, x, y in _apart(outline, [f.area.code for f in findings])
    )
    drawn = _frame(outline, shapes, name=name, title=title, desc=desc, labels=labels)
    return drawn + _key(steps, unit=findings[0].unit if findings else "", decimals=decimals)


def _apart(outline: Outline, codes: Sequence[str]) -> list[tuple[str, float, float]]:
    """Return the centres that labels have room at, the first codes first; labels never lie on one another."""
    tall = outline.height / outline.width
    placed: list[tuple[str, float, float]] = []
    for code in codes:
        if code not in outline.centres:
            continue
        x, y = outline.centres[code]
        if all(abs(x - a) > _LABEL[0] or abs(y - b) * tall > _LABEL[1] for _, a, b in placed):
            placed.append((code, x, y))
    return placed


def marked_map(
    outline: Outline,
    findings: Sequence[Finding],
    *,
    direction: Direction,
    name: str,
    title: str,
    desc: str,
    links: Mapping[str, str],
) -> Markup:
    """Return areas with a mark each: its size is the number, its shape the judgement.

    Parameters are those of `shaded_map`, and the direction of the measure.
    """
    shapes = "".join(_linked(f'<path class="land" d="{path}"/>', None) for _, path in outline.paths.items())
    most = max((f.value for f in findings if f.value is not None), default=1.0) or 1.0
    largest = min(outline.width, outline.height) / max(4.0, math.sqrt(len(outline.paths) or 1) * 2.4)
    for found in sorted(findings, key=lambda f: -(f.value or 0)):
        if found.area.code not in outline.centres:
            continue
        x, y = outline.centres[found.area.code]
        radius = max(math.sqrt(max(found.value or 0.0, 0.0) / most) * largest, outline.width / 200)
        mark = mark_of(found, direction)
        shape = _shape(x * outline.width, y * outline.height, radius, mark.words)
        told = escape(f"{found.area.name}: {say_value(found)}, {mark.words}")
        shapes += _linked(
            f'<g class="mk {mark.tone}">{shape}<title>{told}</title></g>', links.get(found.area.code)
        )
    return _frame(outline, shapes, name=name, title=title, desc=desc)


def locator_map(outline: Outline, code: str, *, name: str, title: str) -> Markup:
    """Return a small map in which one area is filled."""
    shapes = "".join(
        f'<path class="{"here" if area == code else "land"}" d="{path}"/>'
        for area, path in outline.paths.items()
    )
    return _frame(outline, shapes, name=name, title=title, desc=title, css="locator")


def _frame(
    outline: Outline, shapes: str, *, name: str, title: str, desc: str, labels: str = "", css: str = "map"
) -> Markup:
    # a picture that holds links is a group: readers of the page must be able to reach what is inside it
    role = "group" if "<a " in shapes else "img"
    told = Markup('<title id="{0}-t">{1}</title><desc id="{0}-d">{2}</desc>').format(name, title, desc)
    over = f'<svg class="over" width="100%" height="100%" aria-hidden="true">{labels}</svg>' if labels else ""
    return Markup(  # noqa: S704 - every text in it was escaped when its piece was made
        f'<div class="{css}"><svg role="{role}" aria-labelledby="{escape(name)}-t {escape(name)}-d" '
        f'viewBox="-2 -2 {outline.width + 4} {outline.height + 4}">{told}{shapes}</svg>{over}</div>'
    )


def _linked(shape: str, href: str | None) -> str:
    # the table below has the same links, so nobody at a keyboard has to walk through them twice
    return f'<a href="{escape(href)}" tabindex="-1">{shape}</a>' if href else shape


def _shape(x: float, y: float, r: float, words: str) -> str:
    if words in ("clear rise", "clear fall"):
        up = r if words == "clear rise" else -r
        foot = number(y + up * 0.8)
        return (
            f'<polygon points="{number(x)},{number(y - up)} {number(x + r)},{foot} {number(x - r)},{foot}"/>'
        )
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(r * 0.86)}"/>'


def _steps(values: Sequence[float]) -> tuple[float, ...]:
    """Return the values between the five classes: equal numbers of areas in each."""
    ordered = sorted(values)
    if not ordered:
        return ()
    cuts = [ordered[min(len(ordered) - 1, len(ordered) * part // _CLASSES)] for part in range(1, _CLASSES)]
    return tuple(dict.fromkeys(cuts))


def _step(value: float, steps: Sequence[float]) -> int:
    return 1 + sum(value >= cut for cut in steps)


def _key(steps: Sequence[float], *, unit: str, decimals: int) -> Markup:
    if not steps:
        return Markup("")
    told = [say_rate(step, decimals=decimals) for step in steps]
    words = [f"under {told[0]}"]
    words += [f"{low} to {high}" for low, high in itertools.pairwise(told)]
    words.append(f"{told[-1]} and over")
    items = Markup("").join(
        Markup(
            '<li><svg aria-hidden="true" width="22" height="14">'
            '<rect class="s{}" width="22" height="14"/></svg> {}</li>'
        ).format(place, text)
        for place, text in enumerate(words, start=1)
    )
    return Markup('<ul class="key" aria-label="Shades: {}">{}</ul>').format(unit, items)
