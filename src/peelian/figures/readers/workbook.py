"""Workbooks: the cells of every sheet as they are shown, percentages included."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from peelian.figures.document import Block
from peelian.figures.grid import Cell
from peelian.figures.passage import Passage
from peelian.figures.place import Place
from peelian.figures.readers.spread import read_spread


def read_workbook(path: Path) -> tuple[Block, ...]:
    """Read a workbook (.xlsx) into blocks; every sheet begins with a heading, its name.

    A formula is read as the value it had when the workbook was saved; one that was never worked out is read
    as an empty cell.

    Parameters
    ----------
    path
        The file.
    """
    book = load_workbook(str(path), data_only=True)
    blocks: list[Block] = []
    for sheet in book.worksheets:
        place = Place(f"sheet '{sheet.title}'", (("sheet", sheet.title),))
        inner = read_spread(_rows(sheet))
        if inner:
            blocks += [Passage("", ((0, place),), "heading", 1), *inner]
    return tuple(blocks)


def _rows(sheet: Any) -> Iterator[tuple[Cell, ...]]:
    for row in sheet.iter_rows():
        yield tuple(Cell(_shown(cell), _place(sheet.title, cell.coordinate)) for cell in row)


def _place(sheet: str, cell: str) -> Place:
    return Place(f"sheet '{sheet}', cell {cell}", (("sheet", sheet), ("cell", cell)))


def _shown(cell: Any) -> str:
    """Return what a cell shows: a number in its format as far as decimals, thousands and percent go."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value.date().isoformat() if isinstance(value, dt.datetime) else str(value)
    form = (getattr(cell, "number_format", None) or "General").split(";")[0]
    plain = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", form)
    decimals = len(found[1]) if (found := re.search(r"\.([0#?]+)", plain)) else 0
    if "%" in plain:
        return f"{value * 100:.{decimals}f}%"
    if not re.search(r"[0#?]", plain):
        return f"{value:.10g}" if isinstance(value, float) else str(value)
    return f"{value:,.{decimals}f}" if "," in plain else f"{value:.{decimals}f}"
