"""Stacked bars: how a whole falls into parts, each named with its number under its stretch of the bar."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from peelian.publication.charts.svg import number

_HEIGHT = 14


def stacked_bar(parts: Sequence[tuple[str, int, str]], *, title: str) -> Markup:
    """Return a bar with its parts, and beneath it their names and numbers in the same order.

    Parameters
    ----------
    parts
        Name, number and shade (a class of the style sheet) of each part that is not empty.
    title
        What the whole shows.
    """
    whole = sum(count for _, count, _ in parts)
    if not whole:
        return Markup("")
    at, drawn = 0.0, ""
    for _, count, shade in parts:
        wide = count / whole * 100
        drawn += (
            f'<rect class="{escape(shade)}" x="{number(at)}%" width="{number(wide)}%" height="{_HEIGHT}"/>'
        )
        at += wide
    words = Markup("").join(
        Markup('<li><span class="sw {}" aria-hidden="true"></span>{} {}</li>').format(shade, count, name)
        for name, count, shade in parts
    )
    picture = Markup(  # noqa: S704 - numbers and escaped classes only
        f'<svg aria-hidden="true" class="tstack" width="100%" height="{_HEIGHT}">{drawn}</svg>'
    )
    return Markup('<div class="stack" role="group" aria-label="{}">{}<ul>{}</ul></div>').format(
        title, picture, words
    )
