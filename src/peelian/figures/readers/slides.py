"""Slides: titles, text, tables and notes of a presentation, slide by slide; a slide is a section."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pptx import Presentation

from peelian.figures.document import Block
from peelian.figures.grid import Cell, Grid, count_headings
from peelian.figures.passage import Passage, PassageKind
from peelian.figures.place import Place


def read_slides(path: Path) -> tuple[Block, ...]:
    """Read a presentation (.pptx) into blocks; every slide begins with a heading, its title where it has one.

    Parameters
    ----------
    path
        The file.
    """
    blocks: list[Block] = []
    for number, slide in enumerate(Presentation(str(path)).slides, start=1):
        title = slide.shapes.title
        words = title.text_frame.text.strip() if title is not None else ""
        place = Place(f"slide {number}, title" if words else f"slide {number}", (("slide", number),))
        blocks.append(Passage(_one_line(words), ((0, place),), "heading", 1))
        own = title.shape_id if title is not None else None
        for shape in _shapes(slide.shapes):
            if shape.shape_id != own:
                blocks += _shape(shape, number)
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            blocks += _paragraphs(slide.notes_slide.notes_text_frame, number, "notes", "note")
    return tuple(blocks)


def _shapes(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from _shapes(shape.shapes)
        else:
            yield shape


def _shape(shape: Any, slide: int) -> Iterator[Block]:
    if getattr(shape, "has_table", False) and shape.has_table:
        texts = [[_one_line(cell.text) for cell in row.cells] for row in shape.table.rows]
        rows = tuple(
            tuple(Cell(text, _cell_place(slide, shape.name, r, c)) for c, text in enumerate(row, start=1))
            for r, row in enumerate(texts, start=1)
        )
        yield Grid(rows, count_headings(texts))
    elif shape.has_text_frame:
        yield from _paragraphs(shape.text_frame, slide, shape.name, "bullet")


def _paragraphs(frame: Any, slide: int, shape: str, kind: PassageKind) -> Iterator[Passage]:
    for number, paragraph in enumerate(frame.paragraphs, start=1):
        text = _one_line(paragraph.text)
        if text:
            parts: tuple[tuple[str, str | int], ...] = (
                ("slide", slide),
                ("shape", shape),
                ("paragraph", number),
            )
            yield Passage(text, ((0, Place(f"slide {slide}, {shape}, paragraph {number}", parts)),), kind)


def _cell_place(slide: int, shape: str, row: int, column: int) -> Place:
    parts = (("slide", slide), ("shape", shape), ("row", row), ("column", column))
    return Place(f"slide {slide}, {shape}, row {row}, column {column}", parts)


def _one_line(text: str) -> str:
    return " ".join(text.split())
