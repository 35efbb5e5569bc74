"""Spread: rows of a sheet or of a delimited file, divided into tables and passages.

A run of rows with two cells or more is a table; a row with one cell is a title, a note or a footnote, and
ends the table above it.
"""

from __future__ import annotations

from collections.abc import Iterable

from peelian.figures.document import Block
from peelian.figures.grid import Cell, Grid, count_headings
from peelian.figures.passage import Passage


def read_spread(rows: Iterable[tuple[Cell, ...]]) -> tuple[Block, ...]:
    """Divide rows into tables and passages.

    Parameters
    ----------
    rows
        Every row, its empty cells included.
    """
    blocks: list[Block] = []
    run: list[tuple[Cell, ...]] = []

    def close() -> None:
        if run:
            blocks.append(_table(run))
            run.clear()

    for row in rows:
        told = [cell for cell in row if cell.text.strip()]
        if len(told) >= 2:
            run.append(row)
            continue
        close()
        if told:
            blocks.append(Passage(told[0].text.strip(), ((0, told[0].place),)))
    close()
    return tuple(blocks)


def _table(run: list[tuple[Cell, ...]]) -> Grid:
    used = [k for k in range(max(map(len, run))) if any(k < len(row) and row[k].text.strip() for row in run)]
    rows = tuple(tuple(row[k] for k in used if k < len(row)) for row in run)
    return Grid(rows, count_headings([[cell.text for cell in row] for row in rows]))
