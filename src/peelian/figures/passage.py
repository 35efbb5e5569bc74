"""Passage: a stretch of running words (a heading, a paragraph, a bullet, a note) and where it stands."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from peelian.figures.place import Place

PassageKind = Literal["heading", "paragraph", "bullet", "note"]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that belong together.

    Parameters
    ----------
    text
        The words, without marks of emphasis or markup.
    places
        (offset in `text`, place) pairs in order; each place holds from its offset to the next.
    kind
        What sort of passage it is.
    level
        Level of a heading (1 is the highest), 0 for other passages.
    """

    text: str
    places: tuple[tuple[int, Place], ...]
    kind: PassageKind = "paragraph"
    level: int = 0

    def place_at(self, offset: int) -> Place:
        """Return the place of the character at an offset."""
        starts = [start for start, _ in self.places]
        return self.places[max(bisect_right(starts, offset) - 1, 0)][1]
