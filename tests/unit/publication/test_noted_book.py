"""Workbooks whose notes are drawn in one go are, part by part, those that XlsxWriter writes."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

from xlsxwriter import Workbook

from peelian.publication.workbook.noted_book import NotedBook

ROWS = 40
TEXTS = (
    "plain", "a & b", "<r>", ">", "bell \x07", "_x0007_", "_x", " before", "after\n", "two\nlines",
    "\ufffe", 'quoted "so"', "é€", "tab\tin",
)  # fmt: skip


def parts(kind):
    book = kind()
    book.set_properties({"created": dt.datetime(2024, 1, 1)})
    for name in ("one", "two"):
        sheet = book.add_worksheet(name)
        sheet.set_column(1, 1, 40)
        sheet.set_row(2, 33)
        for row, column in ((0, 0), (3, 0), (3, 1), (3, 2), (17, 4)):
            sheet.write_comment(row, column, f'made up & "so" <{name}>')
        sheet.write_comment(20, 9, " seen", {"visible": True, "color": "red", "x_scale": 2, "font_size": 9})
        sheet.write_string(3 + ROWS, 4, "last")
        for row, text in enumerate(TEXTS):
            sheet.write_string(50 + row, 4, text)
    book.add_worksheet("without notes")
    return unpacked(book)


def unpacked(book):
    """The parts of a workbook by name, with their dates, of one of ours or of one as XlsxWriter packs it."""
    if isinstance(book, NotedBook):
        content = book.packed()
    else:
        book.close()
        content = book.filename.getvalue()
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {entry.filename: (entry.date_time, packed.read(entry)) for entry in packed.infolist()}


def theirs():
    return Workbook(io.BytesIO(), {"in_memory": True, "strings_to_urls": False})


def test_every_part_is_what_xlsxwriter_writes():
    them, us = parts(theirs), parts(NotedBook)
    assert sum(b"<v:shape " in part for _, part in them.values()) == 2
    assert list(us) == list(them)
    for name, (day, part) in them.items():
        # how often texts stand in cells is not told
        told = re.sub(rb'(?<=main") count="\d+"', b"", part) if name == "xl/sharedStrings.xml" else part
        assert us[name] == (day, told), name


def test_a_workbook_without_texts_has_no_part_for_them():
    book = NotedBook()
    book.add_worksheet("numbers").write_number(0, 0, 1)
    assert "xl/sharedStrings.xml" not in unpacked(book)
