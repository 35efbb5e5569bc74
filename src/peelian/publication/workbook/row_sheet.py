"""Row sheets: worksheets of XlsxWriter whose cells are written by the column, not one by one.

A site has millions of cells. XlsxWriter keeps a record of each and then looks up how to write it; here the
text of a column is written in one go. All else (styles, widths, notes, the mark-up of tables, packaging)
stays with XlsxWriter, and a test holds the cells against those that it writes itself.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Sequence
from typing import Any

from xlsxwriter.utility import xl_col_to_name, xl_range
from xlsxwriter.worksheet import Worksheet

from peelian.publication.csv_text import Value
from peelian.publication.harmless import harmless

_DAY_NOUGHT = dt.date(1899, 12, 30)
_LONGEST = 32_767
"""Most signs that a cell may hold."""
_NUMBERS = frozenset({float, int})


class RowSheet(Worksheet):  # type: ignore[misc] # XlsxWriter is not typed for this
    """A worksheet of lines of text and one table under them; no cell is written in another way."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[str] = []

    def write_lines(self, lines: Sequence[tuple[str, Any]]) -> None:
        """Write texts from the top of the first column down, each in its format; none starts a formula."""
        for row, (text, style) in enumerate(lines, start=1):
            cell = f'<c r="A{row}{self._string(harmless(text), style._get_xf_index())}'
            self._rows.append(f'<row r="{row}">{cell}</row>')
        self._check_dimensions(len(lines) - 1, 0)

    def write_table(
        self,
        first: int,
        columns: Sequence[Sequence[Value]],
        *,
        mark: dict[str, Any],
        formats: Sequence[Any],
        texts: Sequence[Any],
        dates: Any,
    ) -> None:
        """Write the headings and rows of a table, and mark them up as one.

        Parameters
        ----------
        first
            The row of its headings, counted from 0, below the lines.
        columns
            Values of each column, all of one length: numbers, texts, dates, truth values, or nothing, which
            is written as "[z]". Texts never start a formula. A table without rows may have no columns here.
        mark
            Options of `add_table`: a name, and a heading with its format for each column; no rows of totals
            or filters.
        formats, texts
            The format of each column's numbers, and of its texts.
        dates
            The format of every date.

        Raises
        ------
        ValueError
            If columns differ in length, or not each has a heading and formats.
        """
        headings = mark["columns"]
        used = [*formats, *texts, dates, *(column["header_format"] for column in headings)]
        style = {each: each._get_xf_index() for each in dict.fromkeys(used)}
        heads, cells = [], []
        for place, (values, column, number, text) in enumerate(
            zip(columns or [()] * len(headings), headings, formats, texts, strict=True)
        ):
            start = f'<c r="{xl_col_to_name(place)}'
            heads.append(
                f"{start}{first + 1}{self._string(column['header'], style[column['header_format']])}"
            )
            styles = (style[number], style[text], style[dates])
            cells.append(self._cells(values, start, first + 2, styles))
        rows = map("".join, zip(*cells, strict=True))
        self._rows.append(f'<row r="{first + 1}">{"".join(heads)}</row>')
        self._rows += [f'<row r="{place}">{row}</row>' for place, row in enumerate(rows, first + 2)]
        self._mark(first, len(cells[0]), mark)

    def link_to_sheet(self, row: int, name: str) -> None:
        """Lead from a cell of the first column, in a row counted from 0, to the top of another sheet."""
        self.ignore_write_string = True
        self.write_url(row, 0, f"internal:'{name}'!A1", string=name)

    def _mark(self, first: int, rows: int, mark: dict[str, Any]) -> None:
        """Mark a table up as `add_table` does, without noting each of its cells to find overlaps."""
        last, columns = first + max(rows, 1), len(mark["columns"])
        self.add_table(first + 1, 0, first + 1, columns - 1, {**mark, "header_row": False})
        self.tables[-1] |= {"range": xl_range(first, 0, last, columns - 1), "header_row_count": True}
        self._check_dimensions(first + rows, columns - 1)

    def _cells(
        self, values: Sequence[Value], start: str, first: int, styles: tuple[int, int, int]
    ) -> list[str]:
        """Return the cells of a column as they stand in the file, the first of them in row `first`."""
        number, text, day = styles
        kinds, digits = set(map(type, values)), f'" s="{number}"><v>'
        if kinds <= _NUMBERS:
            return [
                f"{start}{row}{digits}{repr(value).removesuffix('.0')}</v></c>"
                for row, value in enumerate(values, first)
            ]
        if not kinds & _NUMBERS:
            words = self._words(dict.fromkeys(values), text, day)
            return [f"{start}{row}{words[value]}" for row, value in enumerate(values, first)]
        told = [value for value in values if value.__class__ not in _NUMBERS]
        words = self._words(dict.fromkeys(told), text, day)
        return [
            f"{start}{row}{digits}{repr(value).removesuffix('.0')}</v></c>"
            if value.__class__ in _NUMBERS
            else f"{start}{row}{words[value]}"
            for row, value in enumerate(values, first)
        ]

    def _words(self, values: Iterable[Value], text: int, day: int) -> dict[Value, str]:
        """Return what stands in the file for each of some values that are no numbers, without its place."""
        return {
            value: f'" s="{day}"><v>{_serial(value)}</v></c>'
            if isinstance(value, dt.date)
            else self._string(_said(value), text)
            for value in values
        }

    def _string(self, text: str, style: int) -> str:
        """Return a cell of text without its place."""
        index = self.str_table._get_shared_string_index(text[:_LONGEST])
        return f'" s="{style}" t="s"><v>{index}</v></c>'

    def _write_rows(self) -> None:
        if self.table:
            raise ValueError(f"sheet '{self.name}': cells were written one by one, and would be lost")
        self.fh.write("".join(self._rows))


@functools.lru_cache(maxsize=20_000)
def _serial(day: dt.date) -> int:
    """Return a date as spreadsheets count it: days since the last but one of 1899."""
    return (day - _DAY_NOUGHT).days


def _said(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return harmless(str(value) if value not in (None, "") else "[z]")
