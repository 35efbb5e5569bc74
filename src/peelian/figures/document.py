"""Document: sections of passages and tables, so that what stands near a figure can be found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from peelian.figures.grid import Grid
from peelian.figures.passage import Passage

Block = Passage | Grid


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading.

    Parameters
    ----------
    above
        The headings of the sections that this one is part of, outermost first.
    blocks
        Its own heading, if it has one, then its passages and tables in order.
    """

    above: tuple[Passage, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A document that has been read: its name as the reader gave it, and its sections in order."""

    name: str
    sections: tuple[Section, ...]


def into_sections(blocks: Iterable[Block]) -> tuple[Section, ...]:
    """Divide blocks at the headings; a heading is above those of a deeper level until its equal comes."""
    sections: list[Section] = []
    above: list[Passage] = []
    here: list[Block] = []

    def close() -> None:
        if here:
            sections.append(Section(tuple(above[:-1] if here[0] in above else above), tuple(here)))

    for block in blocks:
        if isinstance(block, Passage) and block.kind == "heading":
            close()
            above = [heading for heading in above if heading.level < block.level] + [block]
            here = [block]
        else:
            here.append(block)
    close()
    return tuple(sections)
