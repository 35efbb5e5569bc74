"""Opening Excel workbooks, new (.xlsx) and old (.xls), and walking over the rows of their sheets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from peelian.catalogue.layout import FileFormat
from peelian.errors import FileRefused


class Sheets(Protocol):
    """An open workbook."""

    def names(self) -> tuple[str, ...]:
        """Return the names of its sheets of cells."""
        ...

    def rows(self, sheet: str) -> Iterator[Sequence[Any]]:
        """Yield the rows of a sheet from the first, each a sequence of plain values or None."""
        ...


@contextmanager
def open_sheets(path: Path, file_format: FileFormat, *, name: str) -> Iterator[Sheets]:
    """Open a workbook for the length of a block.

    Raises
    ------
    FileRefused
        If it is damaged, cut short or locked by a password.
    """
    try:
        with _old(path) if file_format == "old workbook" else _new(path) as sheets:
            yield sheets
    except FileRefused:
        raise
    except Exception as problem:
        # Both readers let whatever they stumble over escape: KeyError, struct.error, XLRDError ...
        raise FileRefused(
            name,
            found=f"a workbook that cannot be read ({type(problem).__name__}: {problem})",
            accepted="a whole Excel workbook without a password",
            next_step="open it in Excel, save it again as .xlsx and load that",
        ) from problem


class _NewSheets:
    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook

    def names(self) -> tuple[str, ...]:
        return tuple(sheet.title for sheet in self._workbook.worksheets)

    def rows(self, sheet: str) -> Iterator[Sequence[Any]]:
        yield from self._workbook[sheet].iter_rows(values_only=True)


class _OldSheets:
    def __init__(self, book: Any) -> None:
        self._book = book

    def names(self) -> tuple[str, ...]:
        return tuple(self._book.sheet_names())

    def rows(self, sheet: str) -> Iterator[Sequence[Any]]:
        table = self._book.sheet_by_name(sheet)
        for index in range(table.nrows):
            yield [_old_value(cell, self._book.datemode) for cell in table.row(index)]


@contextmanager
def _new(path: Path) -> Iterator[Sheets]:
    import openpyxl

    with path.open("rb") as file:
        workbook = openpyxl.load_workbook(file, read_only=True, data_only=True)
        try:
            yield _NewSheets(workbook)
        finally:
            workbook.close()


@contextmanager
def _old(path: Path) -> Iterator[Sheets]:
    import xlrd

    with xlrd.open_workbook(str(path), on_demand=True) as book:
        yield _OldSheets(book)


def _old_value(cell: Any, datemode: int) -> Any:
    import xlrd

    if cell.ctype == xlrd.XL_CELL_DATE:
        made: dt.datetime = xlrd.xldate_as_datetime(cell.value, datemode)
        return made
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(cell.value, "#ERROR")
    return None if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK) else cell.value
