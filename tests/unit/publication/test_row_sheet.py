"""Sheets written by the column hold what XlsxWriter would have written itself, cell by cell."""

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
    [1, True, 0],
    ["[z]", 2.5, dt.date(2031, 1, 1)],
)
SAID = (
    [1, 0, -3],
    [1.5, 1 / 3, 1e-7],
    [4478, 10**16, 123456789012.25],
    [dt.datetime(1900, 3, 1), dt.datetime(2031, 12, 31), dt.datetime(2024, 2, 29)],
    ["plain", '<b> & "quoted"', " kept blanks \n"],
    ["[z]", "[z]", "yes"],
    ["'=1+1", "'-", "\x07bell _x0007_"],
    [1, "yes", 0],
    ["[z]", 2.5, dt.datetime(2031, 1, 1)],
)


HEADS = [f"head {place}" for place in range(len(COLUMNS))]
LINES = ["=title", "a line & more"]


def written(write):
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("s", RowSheet if write is not by_cell else None)
    number, text = book.add_format({"num_format": "0.00"}), book.add_format({"bold": True})
    write(sheet, number, text, book.add_format({"num_format": "d mmm yyyy"}))
    sheet.write_comment(4, 1, "beside a cell of the body")
    book.close()
    return load_workbook(io.BytesIO(out.getvalue()))["s"]


def mark(text):
    columns = [{"header": head, "header_format": text} for head in HEADS]
    return {"name": "t_s", "autofilter": False, "style": None, "columns": columns}


def by_column(sheet, number, text, day, columns=COLUMNS):
    sheet.write_lines([(line, text) for line in LINES])
    same = ([number] * len(HEADS), [text] * len(HEADS))
    sheet.write_table(2, columns, mark=mark(text), formats=same[0], texts=same[1], dates=day)


def by_cell(sheet, number, text, day):
    sheet.write_string(0, 0, "'=title", text)
    sheet.write_string(1, 0, "a line & more", text)
    sheet.add_table(2, 0, 5, len(HEADS) - 1, mark(text))
    for place, column in enumerate(SAID):
        for row, value in enumerate(column, start=3):
            if isinstance(value, str):
                sheet.write_string(row, place, value, text)
            elif isinstance(value, dt.datetime):
                sheet.write_datetime(row, place, value, day)
            else:
                sheet.write_number(row, place, value, number)


def test_cells_are_those_that_xlsxwriter_writes():
    ours, theirs = written(by_column), written(by_cell)
    assert ours.dimensions == theirs.dimensions == "A1:I6"
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
    assert ours["B5"].comment.text == theirs["B5"].comment.text
    assert ours.tables["t_s"].ref == theirs.tables["t_s"].ref == "A3:I6"
    assert ours.tables["t_s"].column_names == theirs.tables["t_s"].column_names == HEADS


@pytest.mark.parametrize("columns", [(), ([],) * len(COLUMNS)])
def test_a_table_of_no_rows_has_its_headings(columns):
    def nothing(sheet, number, text, day):
        by_column(sheet, number, text, day, columns=columns)

    sheet = written(nothing)
    assert [cell.value for cell in sheet[3]] == HEADS
    assert sheet.tables["t_s"].ref == "A3:I4"  # spreadsheets refuse a table without a row to fill


def test_columns_of_unlike_length_are_refused():
    def uneven(sheet, number, text, day):
        by_column(sheet, number, text, day, columns=([1, 2], *([1],) * (len(COLUMNS) - 1)))

    with pytest.raises(ValueError, match="zip"):
        written(uneven)


def test_a_column_without_heading_is_refused():
    def uneven(sheet, number, text, day):
        by_column(sheet, number, text, day, columns=(*COLUMNS, [1, 2, 3]))

    with pytest.raises(ValueError, match="zip"):
        written(uneven)


def test_a_link_leads_to_its_sheet():
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("s", RowSheet)
    sheet.write_lines([("other one", book.add_format())])
    sheet.link_to_sheet(0, "other one")
    book.add_worksheet("other one")
    book.close()
    cell = load_workbook(io.BytesIO(out.getvalue()))["s"]["A1"]
    assert (cell.value, cell.hyperlink.location) == ("other one", "'other one'!A1")


def test_a_cell_written_on_its_own_is_refused_rather_than_lost():
    def mixed(sheet, number, text, day):
        by_column(sheet, number, text, day)
        sheet.write_string(9, 0, "below", text)

    with pytest.raises(ValueError, match="one by one"):
        written(mixed)
