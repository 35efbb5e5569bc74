"""SVG: the few pieces every chart is made of.

Colours come from classes of the style sheet, so that the dark scheme and print reach the charts too. Text is
never inside a stretched or scaled part: charts take the width they are given, place things by percentages of
it, and keep their letters at their own size.
"""

from __future__ import annotations

from markupsafe import Markup, escape


def number(value: float) -> str:
    """Return a coordinate with one decimal at most."""
    text = f"{value:.1f}"
    return text.removesuffix(".0")


def picture(body: str, *, height: int, title: str, name: str = "", desc: str = "", width: str = "100%",
            css: str = "") -> Markup:  # fmt: skip
    """Return a whole picture with its title, and its description where it has one.

    Parameters
    ----------
    body
        Inner elements, already escaped.
    height, width
        Height in pixels; width in pixels or as a percentage of the room there is.
    title, desc
        What it shows, for those who do not see it.
    name
        Unique name on the page, needed to tie a description to the picture.
    css
        Class of the picture.
    """
    told = Markup("<title>{}</title>").format(title)
    tied = ""
    if name:
        told = Markup('<title id="{0}-t">{1}</title><desc id="{0}-d">{2}</desc>').format(name, title, desc)
        tied = f' aria-labelledby="{escape(name)}-t {escape(name)}-d"'
    kind = f' class="{css}"' if css else ""
    return Markup(f'<svg role="img"{tied}{kind} width="{width}" height="{height}">{told}{body}</svg>')


def decoration(body: str, *, width: int | str, height: int, css: str) -> Markup:
    """Return a small drawing that stands beside words which say the same, and is therefore not read out."""
    return Markup(f'<svg aria-hidden="true" class="{css}" width="{width}" height="{height}">{body}</svg>')


def label(x: str, y: float, text: str, *, anchor: str = "start", css: str = "ax") -> str:
    """Return a text at `x` (with its unit) and `y` pixels."""
    side = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text x="{x}" y="{number(y)}"{side} class="{css}">{escape(text)}</text>'


def named(name: str, href: str | None) -> Markup:
    """Return a name, leading to a page where there is one."""
    return Markup('<a href="{}">{}</a>').format(href, name) if href else escape(name)


def stretched(body: str, *, width: str = "100%", height: float, columns: float) -> str:
    """Return a part that is stretched sideways to its room: `columns` units wide, `height` pixels high.

    Only shapes whose lines keep their own width may stand in it; never text, never circles.
    """
    return (
        f'<svg width="{width}" height="{number(height)}" '
        f'viewBox="0 0 {number(columns)} {number(height)}" preserveAspectRatio="none" class="st">{body}</svg>'
    )
