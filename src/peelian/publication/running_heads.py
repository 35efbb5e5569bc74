"""Running heads: what stands at the head and foot of every printed page, as rules of the style sheet."""

from __future__ import annotations

from peelian.publication.edition import Edition
from peelian.publication.made_up import labels_all


def running_heads(edition: Edition) -> str:
    """Return the rules that print publisher, title, release and page number, and label what is made up.

    A printed page is read apart from its site, so each sheet of paper says what it is from.
    """
    day = f"{edition.built_at.day} {edition.built_at:%B %Y}"
    issued = f"release {edition.release.id}, {day}" if edition.release is not None else f"edition of {day}"
    boxes = {
        "bottom-left": _quoted(f"{edition.body} · {edition.title} · {issued}"),
        "bottom-right": 'counter(page) " / " counter(pages)',
    }
    rules = f"@page {{ {_boxes(boxes)} }}"
    if not edition.synthetic:
        return rules
    head = {"top-right": _quoted("SYNTHETIC: every number is made up")}
    if labels_all(edition):
        return f"@page {{ {_boxes(boxes | head)} }}"
    # Where only some is made up, the head stands on the paper of the pages that hold any of it.
    head = {"top-right": _quoted("SYNTHETIC: what is marked so is made up")}
    named = "".join(f"@page {name} {{ {size}{_boxes(head)} }}" for name, size in _PAPERS.items())
    return (
        f"{rules}{named}@media print {{ body.made-up {{ page: made-up; }} "
        "body.made-up:has(.lenses) { page: made-up-screen; } }"
    )


def _boxes(boxes: dict[str, str]) -> str:
    return " ".join(f"@{box} {{ content: {content}; {_STYLE} }}" for box, content in boxes.items())


def _quoted(text: str) -> str:
    """Return a text as a string of a style sheet; every sign that could end it is written by its number.

    So are blanks: a style sheet drops the one after a sign written so, and the file is printed without blanks
    that mean nothing.
    """
    signs = (sign if sign.isalnum() or sign in _SAFE else f"\\{ord(sign):06x}" for sign in text)
    return f'"{"".join(signs)}"'


_PAPERS = {"made-up": "", "made-up-screen": "size: A4 landscape; margin: 11mm 10mm; "}
_SAFE = "·.-"
_STYLE = "font: 8pt sans-serif; color: #444"
