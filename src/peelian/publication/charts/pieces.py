"""Pieces: what stands inside a picture: labels, names that lead somewhere, and parts that stretch."""

from __future__ import annotations

from markupsafe import Markup

from peelian.publication.charts.svg import number
from peelian.publication.escaped import escaped


def label(x: str, y: float, text: str, *, anchor: str = "start", css: str = "ax") -> str:
    """Return a text at `x` (with its unit) and `y` pixels."""
    side = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text x="{x}" y="{number(y)}"{side} class="{css}">{escaped(text)}</text>'


def named(name: str, href: str | None) -> Markup:
    """Return a name, leading to a page where there is one."""
    told = f'<a href="{escaped(href)}">{escaped(name)}</a>' if href else escaped(name)
    return Markup(told)  # noqa: S704 - both were escaped


def stretched(body: str, *, width: str = "100%", height: float, columns: float) -> str:
    """Return a part that is stretched sideways to its room: `columns` units wide, `height` pixels high.

    Only shapes whose lines keep their own width may stand in it; never text, never circles.
    """
    return (
        f'<svg width="{width}" height="{number(height)}" '
        f'viewBox="0 0 {number(columns)} {number(height)}" preserveAspectRatio="none" class="st">{body}</svg>'
    )
