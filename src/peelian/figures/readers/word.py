"""Word documents: paragraphs, headings, tables, text boxes and footnotes in the order of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.oxml import parse_xml

from peelian.figures.document import Block
from peelian.figures.grid import Cell, Grid, count_headings
from peelian.figures.passage import Passage, PassageKind
from peelian.figures.place import Place

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = {f"{_W}txbxContent", f"{_W}del", f"{_W}moveFrom", _MC_FALLBACK}


def read_word(path: Path) -> tuple[Block, ...]:
    """Read a Word document (.docx) into blocks.

    Text taken out under tracked changes is left out, text put in is read.

    Parameters
    ----------
    path
        The file.
    """
    document = docx.Document(str(path))
    styles = _heading_levels(document)
    return (*_blocks(document.element.body, styles), *_footnotes(document))


def _blocks(body: Any, styles: dict[str, int]) -> Iterator[Block]:
    paragraph = table = 0
    for element in _children(body):
        if element.tag == f"{_W}tbl":
            table += 1
            yield _grid(element, table)
            continue
        paragraph += 1
        place = Place(f"paragraph {paragraph:,}", (("paragraph", paragraph),))
        yield from _passage(element, place, styles)
        for box in element.iter(f"{_W}txbxContent"):
            if not _inside(box, _MC_FALLBACK):
                for inner in box.iter(f"{_W}p"):
                    yield from _passage(
                        inner, Place(f"text box at paragraph {paragraph:,}", place.parts), styles
                    )


def _children(body: Any) -> Iterator[Any]:
    """Yield paragraphs and tables, those within content controls and insertions too."""
    for element in body:
        if element.tag in {f"{_W}p", f"{_W}tbl"}:
            yield element
        elif element.tag not in _LEFT_OUT and isinstance(element.tag, str):
            yield from _children(element)


def _passage(element: Any, place: Place, styles: dict[str, int]) -> Iterator[Passage]:
    text = _words(element)
    if not text.strip():
        return
    style = element.find(f"{_W}pPr/{_W}pStyle")
    level = styles.get(style.get(f"{_W}val"), 0) if style is not None else 0
    listed = element.find(f"{_W}pPr/{_W}numPr") is not None or (
        style is not None and "list" in style.get(f"{_W}val", "").lower()
    )
    kind: PassageKind = "heading" if level else "bullet" if listed else "paragraph"
    yield Passage(text, ((0, place),), kind, level)


def _words(element: Any) -> str:
    if element.tag in _LEFT_OUT:
        return ""
    if element.tag == f"{_W}t":
        return element.text or ""
    if element.tag in {f"{_W}tab", f"{_W}br", f"{_W}cr"}:
        return " "
    if element.tag == f"{_W}noBreakHyphen":
        return "-"
    return "".join(_words(child) for child in element)


def _grid(element: Any, number: int) -> Grid:
    texts: list[list[str]] = []
    for row in element.iter(f"{_W}tr"):
        if _nearest_table(row) is element:
            cells: list[str] = []
            for cell in row.iter(f"{_W}tc"):
                if _nearest_table(cell) is element:
                    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
                    words = " ".join(filter(None, (_words(p).strip() for p in cell.iter(f"{_W}p"))))
                    cells += [words] + [""] * (int(span.get(f"{_W}val")) - 1 if span is not None else 0)
            texts.append(cells)
    rows = tuple(
        tuple(Cell(text, _cell_place(number, r, c)) for c, text in enumerate(row, start=1))
        for r, row in enumerate(texts, start=1)
    )
    return Grid(rows, count_headings(texts))


def _cell_place(table: int, row: int, column: int) -> Place:
    parts = (("table", table), ("row", row), ("column", column))
    return Place(f"table {table}, row {row}, column {column}", parts)


def _nearest_table(element: Any) -> Any:
    above = element.getparent()
    while above is not None and above.tag != f"{_W}tbl":
        above = above.getparent()
    return above


def _inside(element: Any, tag: str) -> bool:
    return any(above.tag == tag for above in element.iterancestors())


def _heading_levels(document: WordDocument) -> dict[str, int]:
    levels = {}
    for style in document.styles:
        found = re.fullmatch(r"(?:heading (\d)|(title))", (style.name or "").lower())
        if found:
            levels[style.style_id] = int(found[1]) if found[1] else 1
    return levels


def _footnotes(document: WordDocument) -> Iterator[Passage]:
    for part in document.part.package.iter_parts():
        if str(part.partname).rsplit("/", 1)[-1] in {"footnotes.xml", "endnotes.xml"}:
            for number, note in enumerate(parse_xml(part.blob), start=-1):
                text = _words(note).strip()
                if text:
                    yield Passage(text, ((0, Place(f"note {number}", (("note", number),))),), "note")
