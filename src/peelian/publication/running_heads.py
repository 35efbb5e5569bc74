"""Running heads: what stands at the head and foot of every printed page, as rules of the style sheet."""

from __future__ import annotations

from peelian.publication.edition import Edition


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
    if edition.synthetic:
        boxes["top-right"] = _quoted("SYNTHETIC: every number is made up")
    rules = " ".join(f"@{box} {{ content: {content}; {_STYLE} }}" for box, content in boxes.items())
    return f"@page {{ {rules} }}"


def _quoted(text: str) -> str:
    """Return a text as a string of a style sheet; every sign that could end it is written by its number."""
    return (
        '"'
        + "".join(sign if sign.isalnum() or sign in _SAFE else f"\\{ord(sign):06x}" for sign in text)
        + '"'
    )


_SAFE = " ·.,-"
_STYLE = "font: 8pt sans-serif; color: #444"
