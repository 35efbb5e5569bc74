"""Small pieces of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; text that would break a cell is escaped."""
    lines = [_row(headings), "|" + "---|" * len(headings)]
    lines += [_row(row) for row in rows]
    return "\n".join(lines)


def page(title: str, *parts: str) -> str:
    """Return a page that says it is written by a program."""
    note = "<!-- Written from the code by scripts/make_reference.py (make docs): change the code. -->"
    return "\n\n".join([f"# {title}", note, *(part for part in parts if part)]) + "\n"


def _row(cells: Sequence[str]) -> str:
    clean = [" ".join(cell.split()).replace("|", "\\|") for cell in cells]
    return "| " + " | ".join(clean) + " |"
