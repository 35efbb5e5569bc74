"""Delimited files: the cells of a CSV or tab-separated file."""

from __future__ import annotations

import csv
import io

from peelian.figures.document import Block
from peelian.figures.grid import Cell
from peelian.figures.place import Place
from peelian.figures.readers.spread import read_spread


def read_delimited(text: str, *, separator: str = ",") -> tuple[Block, ...]:
    """Read delimited text into blocks.

    Parameters
    ----------
    text
        The whole text.
    separator
        What stands between cells.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows = []
    for cells in reader:
        line = reader.line_num
        rows.append(tuple(Cell(cell, _place(line, column)) for column, cell in enumerate(cells, start=1)))
    return read_spread(rows)


def _place(line: int, column: int) -> Place:
    return Place(f"line {line:,}, column {column}", (("line", line), ("column", column)))
