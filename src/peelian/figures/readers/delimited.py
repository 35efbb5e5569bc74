"""Delimited files: the cells of a CSV or tab-separated file."""

from __future__ import annotations

import csv
import io
from collections import Counter

from peelian.figures.document import Block
from peelian.figures.grid import Cell
from peelian.figures.place import Place
from peelian.figures.readers.spread import read_spread

_SEPARATORS = (",", ";", "\t", "|")
_LOOKED_AT = 100_000


def read_delimited(text: str, *, separator: str = "") -> tuple[Block, ...]:
    """Read delimited text into blocks.

    Parameters
    ----------
    text
        The whole text.
    separator
        What stands between cells; left out, it is told from the text.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator or _separator(text))
    rows = []
    for cells in reader:
        line = reader.line_num
        rows.append(tuple(Cell(cell, _place(line, column)) for column, cell in enumerate(cells, start=1)))
    return read_spread(rows)


def _separator(text: str) -> str:
    """Return what parts the most lines into one number of cells: a comma may stand in words or decimals."""

    def alike(candidate: str) -> tuple[int, int]:
        widths = Counter(
            map(len, csv.reader(io.StringIO(text[:_LOOKED_AT], newline=""), delimiter=candidate))
        )
        widths.pop(0, None)
        return max(((many, cells) for cells, many in widths.items() if cells > 1), default=(0, 0))

    return max(_SEPARATORS, key=alike)


def _place(line: int, column: int) -> Place:
    return Place(f"line {line:,}, column {column}", (("line", line), ("column", column)))
