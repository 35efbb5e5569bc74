"""Notes drawn in one go are, file by file, those that XlsxWriter draws; tables are marked up as it does."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest
from xlsxwriter import Workbook

from peelian.publication.workbook.noted_book import NotedBook
from peelian.publication.workbook.row_sheet import RowSheet

ROWS = 40
OPTIONS = {
    "name": "t_one",
    "autofilter": False,
    "style": None,
    "columns": [{"header": f"head {place}"} for place in range(5)],
}


def parts(kind, sheet_kind, mark):
    out = io.BytesIO()
    book = kind(out, {"in_memory": True})
    book.set_properties({"created": dt.datetime(2024, 1, 1)})
    for name in ("one", "two"):
        sheet = book.add_worksheet(name, sheet_kind)
        sheet.set_column(1, 1, 40)
        sheet.set_row(2, 33)
        for row, column in ((0, 0), (3, 0), (3, 1), (3, 2), (17, 4)):
            sheet.write_comment(row, column, f'made up & "so" <{name}>')
        sheet.write_comment(20, 9, "seen", {"visible": True, "color": "red", "x_scale": 2})
        sheet.write_string(3 + ROWS, 4, "last")
        mark(sheet, {**OPTIONS, "name": f"t_{name}"})
    book.add_worksheet("without notes")
    book.close()
    with zipfile.ZipFile(io.BytesIO(out.getvalue())) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def as_theirs(sheet, options):
    sheet.add_table(3, 0, 3 + ROWS, 4, options)


def as_ours(sheet, options):
    sheet.mark_as_table(3, 3 + ROWS, 5, options)


@pytest.mark.parametrize(
    ("kind", "mark"), [(NotedBook, as_theirs), (Workbook, as_ours), (NotedBook, as_ours)]
)
def test_every_part_is_what_xlsxwriter_writes(kind, mark):
    theirs, ours = parts(Workbook, None, as_theirs), parts(kind, RowSheet, mark)
    assert sum(b"<v:shape " in part for part in theirs.values()) == 2
    assert ours.keys() == theirs.keys()
    for name, part in theirs.items():
        assert ours[name] == part, name
