"""Row sheets: worksheets of XlsxWriter whose body of like rows is written by the column, not the cell.

A site has millions of cells. XlsxWriter keeps a record of each and then looks up how to write it; for the
bodies of tables, which are nine cells in ten, the text of a column is written here in one go. All else
(heads, styles, comments, tables, packaging) stays with XlsxWriter, and a test holds the cells against those
that it writes itself.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Sequence
from typing import Any

from xlsxwriter.utility import xl_col_to_name, xl_range
from xlsxwriter.worksheet import Worksheet

from peelian.publication.csv_text import Value, harmless

_DAY_NOUGHT = dt.date(1899, 12, 30)
_LONGEST = 32_767
"""Most signs that a cell may hold."""


class RowSheet(Worksheet):  # type: ignore[misc] # XlsxWriter is not typed for this
    """A worksheet with one body of rows under what is written cell by cell."""

    _first, _body = 0, ""
    dim_rowmax: int | None

    def write_body(
        self,
        first: int,
        columns: Sequence[Sequence[Value]],
        *,
        formats: Sequence[Any],
        texts: Sequence[Any],
        dates: Any,
    ) -> None:
        """Write the rows of a table.

        Parameters
        ----------
        first
            The row they begin in, counted from 0; nothing else may be written in it or below but comments.
        columns
            Values of each column, all of one length: numbers, texts, dates, truth values, or nothing, which
            is written as "[z]". Texts never start a formula.
        formats, texts
            The format of each column's numbers, and of its texts.
        dates
            The format of every date.

        Raises
        ------
        ValueError
            If columns differ in length.
        """
        if not columns or not columns[0]:
            return
        day = dates._get_xf_index()
        cells = [
            self._cells(values, f'<c r="{xl_col_to_name(place)}', first, (number, text, day))
            for place, (values, number, text) in enumerate(
                zip(
                    columns,
                    [each._get_xf_index() for each in formats],
                    [each._get_xf_index() for each in texts],
                    strict=True,
                )
            )
        ]
        rows = map("".join, zip(*cells, strict=True))
        self._first = first
        self._body = "".join(f'<row r="{place}">{row}</row>' for place, row in enumerate(rows, first + 1))
        self._check_dimensions(first + len(columns[0]) - 1, len(columns) - 1)

    def mark_as_table(self, first: int, last: int, columns: int, options: dict[str, Any]) -> None:
        """Mark rows up as a table, as `add_table` does without noting each of its cells to find overlaps.

        Parameters
        ----------
        first, last
            The row of the headings, and the last row, counted from 0.
        columns
            Number of columns, from the first.
        options
            As for `add_table`, without rows of totals or filters.
        """
        self.add_table(first, 0, first + 1, columns - 1, options)
        self.tables[-1]["range"] = xl_range(first, 0, last, columns - 1)

    def _cells(
        self, values: Sequence[Value], start: str, first: int, styles: tuple[int, int, int]
    ) -> list[str]:
        """Return the cells of a column as they stand in the file."""
        number, text, day = styles
        index, out = self.str_table._get_shared_string_index, []
        for place, value in enumerate(values, first + 1):
            if value.__class__ is float or value.__class__ is int:
                out.append(f'{start}{place}" s="{number}"><v>{repr(value).removesuffix(".0")}</v></c>')
            elif isinstance(value, dt.date):
                out.append(f'{start}{place}" s="{day}"><v>{_serial(value)}</v></c>')
            else:
                out.append(f'{start}{place}" s="{text}" t="s"><v>{index(_text(value))}</v></c>')
        return out

    def _write_rows(self) -> None:
        """Write what stands above the body, then the body."""
        if not self._body:
            super()._write_rows()
            return
        last, self.dim_rowmax = self.dim_rowmax, self._first - 1
        super()._write_rows()
        self.dim_rowmax = last
        self.fh.write(self._body)


@functools.lru_cache(maxsize=20_000)
def _serial(day: dt.date) -> int:
    """Return a date as spreadsheets count it: days since the last but one of 1899."""
    return (day - _DAY_NOUGHT).days


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return harmless(str(value) if value not in (None, "") else "[z]")[:_LONGEST]
