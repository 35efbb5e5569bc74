"""Labels of drawings: SYNTHETIC inside each picture, so that one saved or copied alone still says so."""

from __future__ import annotations

import re

from markupsafe import Markup

WORD = "SYNTHETIC"
"""What everything made up is labelled with."""

_ENDS = re.compile(r"<svg\b[^>]*>|</svg>")
_TITLE = re.compile(r"<title[^>]*>")
_READ = re.compile(r'class="(?:chart|map|[^"]*\bchart\b)[^"]*"')
_SEEN = ">SYNTHETIC</text>"
_BOX = re.compile(r'viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"')
_TEXT = re.compile(r"<text\b([^>]*)>")
_AT = re.compile(r'\b([xy])="(-?[\d.]+)"')
_WIDE, _HIGH = 100.0, 26.0


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
    out, done, depth, shown, opened = [], 0, 0, False, 0
    for found in _ENDS.finditer(html):
        if found.group() == "</svg>":
            depth -= 1
            if not depth and shown and not html.endswith(_SEEN, 0, found.start()):
                out.append(html[done : found.start()] + _stamp(html[opened : found.start()]))
                done = found.start()
            continue
        depth += 1
        if depth > 1:
            continue
        opened = found.start()
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


def _stamp(drawing: str) -> str:
    """Return the label for the first corner in which no other text stands: left, right, or at the foot."""
    box = _BOX.search(drawing)
    width, height = (float(side) for side in box.groups()) if box is not None else (1000.0, 1000.0)
    places = [{name: float(at) for name, at in _AT.findall(text)} for text in _TEXT.findall(drawing)]
    top = [place.get("x", 0.0) for place in places if place.get("y", 0.0) <= _HIGH]
    if not any(x < _WIDE for x in top):
        return f'<text class="made-up" x="0" y="12"{_SEEN}'
    if not any(x > width - _WIDE for x in top):
        return f'<text class="made-up" x="{width:g}" y="12" text-anchor="end"{_SEEN}'
    return f'<text class="made-up" x="{width / 2:g}" y="{height - 3:g}" text-anchor="middle"{_SEEN}'
