"""Bodies written by the column hold what XlsxWriter would have written itself, cell by cell."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from openpyxl import load_workbook
from xlsxwriter import Workbook

from peelian.publication.workbook.row_sheet import RowSheet

COLUMNS = (
    [1, 0, -3],
    [1.5, 1 / 3, 1e-7],
    [4478.0, 1e16, 123456789012.25],
    [dt.date(1900, 3, 1), dt.date(2031, 12, 31), dt.date(2024, 2, 29)],
    ["plain", '<b> & "quoted"', " kept blanks \n"],
    [None, "", True],
    ["=1+1", "-", "\x07bell _x0007_"],
)
SAID = (
    [1, 0, -3],
    [1.5, 1 / 3, 1e-7],
    [4478, 10**16, 123456789012.25],
    [dt.datetime(1900, 3, 1), dt.datetime(2031, 12, 31), dt.datetime(2024, 2, 29)],
    ["plain", '<b> & "quoted"', " kept blanks \n"],
    ["[z]", "[z]", "yes"],
    ["'=1+1", "'-", "\x07bell _x0007_"],
)


def written(write):
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("s", RowSheet)
    number, text = book.add_format({"num_format": "0.00"}), book.add_format({"bold": True})
    day = book.add_format({"num_format": "d mmm yyyy"})
    for place in range(len(COLUMNS)):
        sheet.write_string(0, place, f"head {place}", text)
    write(sheet, number, text, day)
    sheet.write_comment(2, 1, "beside a cell of the body")
    book.close()
    return load_workbook(io.BytesIO(out.getvalue()))["s"]


def by_column(sheet, number, text, day):
    same = [number] * len(COLUMNS)
    sheet.write_body(1, COLUMNS, formats=same, texts=[text] * len(COLUMNS), dates=day)


def by_cell(sheet, number, text, day):
    for place, column in enumerate(SAID):
        for row, value in enumerate(column, start=1):
            if isinstance(value, str):
                sheet.write_string(row, place, value, text)
            elif isinstance(value, dt.datetime):
                sheet.write_datetime(row, place, value, day)
            else:
                sheet.write_number(row, place, value, number)


def test_cells_are_those_that_xlsxwriter_writes():
    ours, theirs = written(by_column), written(by_cell)
    assert ours.dimensions == theirs.dimensions == "A1:G4"
    for row, other in zip(ours.iter_rows(), theirs.iter_rows(), strict=True):
        for cell, same in zip(row, other, strict=True):
            place = cell.coordinate
            if isinstance(cell.value, float):  # XlsxWriter keeps 16 digits, ours all
                assert cell.value == pytest.approx(same.value, rel=1e-15), place
            else:
                assert cell.value == same.value, place
            assert cell.data_type == same.data_type, place
            assert cell.number_format == same.number_format, place
            assert cell.font.b == same.font.b, place
    assert ours["B3"].comment.text == theirs["B3"].comment.text


def test_a_body_of_no_rows_is_none():
    def nothing(sheet, number, text, day):
        sheet.write_body(1, ([], []), formats=[number] * 2, texts=[text] * 2, dates=day)

    assert written(nothing).max_row == 3  # the heads, and the comment two rows below


def test_columns_of_unlike_length_are_refused():
    def uneven(sheet, number, text, day):
        sheet.write_body(1, ([1, 2], [1]), formats=[number] * 2, texts=[text] * 2, dates=day)

    with pytest.raises(ValueError, match="zip"):
        written(uneven)
