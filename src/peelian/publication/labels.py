"""Labels of drawings: SYNTHETIC inside each picture, so that one saved or copied alone still says so."""

from __future__ import annotations

import re

from markupsafe import Markup

WORD = "SYNTHETIC"
"""What everything made up is labelled with."""

_ENDS = re.compile(r"<svg\b[^>]*>|</svg>")
_TITLE = re.compile(r"<title[^>]*>")
_READ = re.compile(r'class="(?:chart|map|[^"]*\bchart\b)[^"]*"')
_SEEN = '<text class="made-up" x="0" y="11">SYNTHETIC</text>'


def label_drawings(html: str) -> Markup:
    """Return HTML in which every drawing says that it is made up.

    The title of each drawing begins with the label; charts and maps show it too. Drawings that have it stay
    as they are.

    Parameters
    ----------
    html
        HTML with drawings, safe to be printed.
    """
    # Plain text from here: safe text would escape whatever is added to it.
    html = str(html)
    out, done, depth, shown = [], 0, 0, False
    for found in _ENDS.finditer(html):
        if found.group() == "</svg>":
            depth -= 1
            if not depth and shown and not html.endswith(_SEEN, 0, found.start()):
                out.append(html[done : found.start()] + _SEEN)
                done = found.start()
            continue
        depth += 1
        if depth > 1:
            continue
        out.append(html[done : found.end()])
        title = _TITLE.match(html, found.end())
        done = title.end() if title is not None else found.end()
        told = html[done : done + len(WORD)] == WORD
        if title is None:
            out.append(f"<title>{WORD}</title>")
        else:
            out.append(title.group() if told else f"{title.group()}{WORD}: ")
        shown = bool(_READ.search(found.group()))
    return Markup("".join([*out, html[done:]]))  # noqa: S704 - nothing is added but the label
