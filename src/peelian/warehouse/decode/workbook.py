"""Reading sheets of Excel workbooks as tables: a record is a row below the headings with any value in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa

from peelian.catalogue.glimpse import Glimpse
from peelian.catalogue.layout import FileFormat, Layout
from peelian.warehouse.decode.rows_of_text import value_text
from peelian.warehouse.decode.sheets import open_sheets
from peelian.warehouse.decode.table import BATCH_ROWS, numbered

_GLIMPSED = 8


def glimpse_workbook(path: Path, file_format: FileFormat, *, name: str) -> tuple[Glimpse, ...]:
    """Return the first rows of each sheet."""
    with open_sheets(path, file_format, name=name) as sheets:
        return tuple(
            Glimpse(
                file_format,
                sheet,
                tuple(tuple(_text(value) for value in row) for row in islice(sheets.rows(sheet), _GLIMPSED)),
            )
            for sheet in sheets.names()
        )


@dataclass(slots=True)
class SheetTable:
    """One sheet, held as columns of text.

    Parameters
    ----------
    sheet
        Its name.
    headings
        Names of its columns, blanks made single; unnamed columns are "".
    records
        Rows with any value in them.
    first
        Number of its first record in the file.
    """

    sheet: str
    headings: tuple[str, ...]
    records: int
    first: int
    facts: dict[str, str] = field(default_factory=dict)
    columns: tuple[pa.Array, ...] = ()

    def batches(self, wanted: Sequence[str]) -> Iterator[pa.Table]:
        """Yield the records."""
        for start in range(0, len(self.columns[0]), BATCH_ROWS):
            kept = {
                heading: self.columns[self.headings.index(heading)].slice(start, BATCH_ROWS)
                for heading in wanted
            }
            rows = min(BATCH_ROWS, len(self.columns[0]) - start)
            yield numbered(kept, first=self.first + start, table=self.sheet, rows=rows)


def read_sheets(path: Path, layout: Layout, tables: Sequence[str], *, name: str) -> tuple[SheetTable, ...]:
    """Read the sheets that have a layout.

    Parameters
    ----------
    tables
        Names of the sheets.
    name
        The file as its user wrote it, for messages.

    Raises
    ------
    FileRefused
        If the workbook cannot be read.
    """
    made = []
    first = 1
    with open_sheets(path, layout.format, name=name) as sheets:
        for sheet in tables:
            table = _read_sheet(sheets.rows(sheet), sheet, layout, first)
            first += table.records
            made.append(table)
    return tuple(made)


def _read_sheet(rows: Iterator[Sequence[Any]], sheet: str, layout: Layout, first: int) -> SheetTable:
    header = layout.header
    depth = 0 if header.none else header.row + header.rows - 1
    head = [[_text(value) for value in row] for row in islice(rows, depth)]
    headings = tuple(layout.columns) if header.none else header.names(head)
    values: list[list[str | None]] = [[] for _ in headings]
    records = 0
    for row in rows:
        if all(value is None or value == "" for value in row):
            continue
        records += 1
        for at, column in enumerate(values):
            column.append(value_text(row[at]) if at < len(row) else None)
    columns = tuple(pa.array(column, type=pa.string()) for column in values)
    return SheetTable(sheet, headings, records, first, {}, columns)


def _text(value: Any) -> str:
    return value_text(value) or ""
