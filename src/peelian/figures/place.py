"""Where something stands in a document: a line, a paragraph, a slide, a cell of a table or of a sheet."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a document, in words and in parts.

    Parameters
    ----------
    says
        The place in words, as in "slide 3, Title 1".
    parts
        The same for a script: (name, value) pairs, as in (("slide", 3), ("shape", "Title 1")).
    """

    says: str
    parts: tuple[tuple[str, str | int], ...] = ()

    def as_record(self) -> dict[str, str | int]:
        """Return the place for JSON output."""
        return {"says": self.says, **dict(self.parts)}


def line_place(line: int) -> Place:
    """Return the place of a line of text, counted from 1."""
    return Place(f"line {line:,}", (("line", line),))
