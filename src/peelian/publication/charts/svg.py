"""SVG: the few pieces every chart is made of.

Colours come from classes of the style sheet, so that the dark scheme and print reach the charts too. Text is
never inside a stretched or scaled part: charts take the width they are given, place things by percentages of
it, and keep their letters at their own size.
"""

from __future__ import annotations

from markupsafe import Markup

from peelian.publication.escaped import escaped


def number(value: float) -> str:
    """Return a coordinate with one decimal at most."""
    text = f"{value:.1f}"
    return text.removesuffix(".0")


def picture(body: str, *, title: str, height: int = 0, name: str = "", desc: str = "",
            width: str = "100%", css: str = "") -> Markup:  # fmt: skip
    """Return a whole picture with its title, and its description where it has one.

    Parameters
    ----------
    body
        Inner elements, already escaped.
    height, width
        Height in pixels, and width in pixels or as a percentage of the room there is; a height of 0 leaves
        both to the style sheet, which keeps pages of many small pictures small.
    title, desc
        What it shows, for those who do not see it.
    name
        Unique name on the page, needed to tie a description to the picture.
    css
        Class of the picture.
    """
    told, tied = f"<title>{escaped(title)}</title>", ""
    if name:
        of = escaped(name)
        told = f'<title id="{of}-t">{escaped(title)}</title><desc id="{of}-d">{escaped(desc)}</desc>'
        tied = f' aria-labelledby="{of}-t {of}-d"'
    kind = f' class="{css}"' if css else ""
    size = f' width="{width}" height="{height}"' if height else ""
    whole = f'<svg role="img"{tied}{kind}{size}>{told}{body}</svg>'
    return Markup(whole)  # noqa: S704 - every text in it was escaped when its piece was made


def decoration(body: str, *, css: str, width: int | str = 0, height: int = 0) -> Markup:
    """Return a small drawing that stands beside words which say the same, and is therefore not read out.

    A height of 0 leaves its size to the style sheet, by its class.
    """
    size = f' width="{width}" height="{height}"' if height else ""
    whole = f'<svg aria-hidden="true" class="{css}"{size}>{body}</svg>'
    return Markup(whole)  # noqa: S704 - shapes only
