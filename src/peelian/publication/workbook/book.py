"""Books: the sheets of a page written as one accessible spreadsheet.

The layout follows the guidance of the UK Government Analysis Function on releasing statistics in
spreadsheets: a cover sheet, a list of contents, a sheet of notes, then one table to a sheet, each marked up
as a table; no merged cells, no blank cells inside tables, text that wraps, and shorthand that is explained in
words. It is the guidance that gptables implements; why that is not used is told in decision 0013.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from peelian.publication.edition import CaveatText, Edition
from peelian.publication.labels import WORD
from peelian.publication.made_up import is_made_up, labels_all
from peelian.publication.page import Page
from peelian.publication.workbook.name import page_slug
from peelian.publication.workbook.noted_book import NotedBook
from peelian.publication.workbook.row_sheet import RowSheet
from peelian.publication.workbook.sheet import SHORTHAND, Sheet, sheets_of
from peelian.publication.workbook.styles import Styles

_FRONT = ("Cover", "Contents", "Notes")


@dataclass(frozen=True, slots=True)
class _Listed:
    """A table of the front sheets: its headings and its rows."""

    title: str
    lines: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


def workbook_of(page: Page, edition: Edition) -> bytes:
    """Return the workbook of a page's panels, the same bytes for the same content.

    Parameters
    ----------
    page
        The page.
    edition
        What the cover sheet tells: who publishes, when, which release, whether anything is made up.

    Returns
    -------
    bytes
        An .xlsx file; empty when no panel of the page has rows.
    """
    caveats = tuple({c.key: c for panel in page.panels for c in panel.caveats}.values())
    notes = {caveat.key: number for number, caveat in enumerate(caveats, start=1)}
    taken, start = {name.lower() for name in _FRONT}, page_slug(page.path)
    tables = [
        sheet for panel in page.panels for sheet in sheets_of(panel, page=start, notes=notes, taken=taken)
    ]
    if not tables:
        return b""
    book = NotedBook()
    book.set_properties(
        {
            "title": _label(page.headline, made_up=is_made_up(page, edition)),
            "author": edition.body,
            "company": edition.body,
            "comments": _made(edition),
            "created": edition.built_at.replace(tzinfo=None),
        }
    )
    styles = Styles(book)
    _cover(book, styles, page, edition)
    whole = is_made_up(page, edition)
    _listed(book, styles, "Contents", _contents(tables, whole), edition, made_up=whole, link=True)
    _listed(book, styles, "Notes", _notes(caveats, whole), edition, made_up=whole)
    for sheet in tables:
        _table(book, styles, sheet, edition)
    return book.packed()


def _cover(book: Any, styles: Styles, page: Page, edition: Edition) -> None:
    sheet = book.add_worksheet("Cover", RowSheet)
    sheet.set_column(0, 0, 90)
    lines = [page.overline, page.stand_first, page.meta]
    lines += [f"Published by {edition.body} about {edition.place}, policed by {edition.force}."]
    lines += [_made(edition)]
    lines += [f"Next update: {edition.next_update}."] if edition.next_update else []
    lines += [f"Questions: {edition.contact}."] if edition.contact else []
    lines += [
        "Each of the other sheets holds one table. The sheet Contents lists them, the sheet Notes explains "
        "the shorthand and the caveats that the tables refer to by number.",
        "The tables hold the same rows as the page and the CSV files beside it. Columns with nothing in them "
        "are left out here and kept there.",
    ]
    lines += list(edition.attributions)
    made_up = is_made_up(page, edition)
    told = [(_label(page.headline, made_up=made_up), styles.title)]
    if made_up:
        sheet.write_comment(0, 0, _WARNING)
        told.append((_WARNING, styles.warning))
    sheet.write_lines([*told, *((line, styles.wrapped) for line in lines if line)])


def _contents(tables: Sequence[Sheet], made_up: bool) -> _Listed:
    rows = tuple((sheet.name, sheet.title, f"{sheet.count:,} rows") for sheet in tables)
    every = (("Notes", "Shorthand and caveats", "see the sheet"), *rows)
    return _Listed(_label("Contents", made_up=made_up), ("One row for each sheet.",),
                   ("Sheet", "What it holds", "Size"), every, (24, 70, 16))  # fmt: skip


def _notes(caveats: Sequence[CaveatText], made_up: bool) -> _Listed:
    rows = [(sign, "Shorthand", means) for sign, means in SHORTHAND.items()]
    for number, caveat in enumerate(caveats, start=1):
        day = f"From {caveat.on.day} {caveat.on:%B %Y}: " if caveat.on is not None else ""
        grave = {"block": "Not comparable. ", "warn": "Take care. "}.get(caveat.severity, "")
        parts = [f"{grave}{day}{caveat.says}", caveat.advice]
        parts += [f"Source: {caveat.source}"] if caveat.source else []
        kind = "Break in the series" if caveat.on is not None else "Caveat"
        rows.append((f"note {number}", kind, " ".join(part for part in parts if part)))
    return _Listed(
        _label("Notes", made_up=made_up),
        ("One row for each shorthand and each caveat. Tables refer to notes by number.",),
        ("Note", "Kind", "What it says"),
        tuple(rows),
        (12, 20, 100),
    )


def _listed(
    book: Any,
    styles: Styles,
    name: str,
    listed: _Listed,
    edition: Edition,
    *,
    made_up: bool,
    link: bool = False,
) -> None:
    sheet = book.add_worksheet(name, RowSheet)
    first = _head(sheet, styles, listed.title, listed.lines, edition, made_up=made_up)
    for column, width in enumerate(listed.widths):
        sheet.set_column(column, column, width)
    texts = [styles.wrapped] * len(listed.headings)
    if link:
        texts[0] = styles.link
        for place, row in enumerate(listed.rows, start=first + 1):
            sheet.link_to_sheet(place, row[0])
    mark = _mark(styles, name, listed.headings)
    columns = tuple(zip(*listed.rows, strict=True))
    sheet.write_table(first, columns, mark=mark, formats=texts, texts=texts, dates=styles.of("date"))


def _table(book: Any, styles: Styles, table: Sheet, edition: Edition) -> None:
    sheet = book.add_worksheet(table.name, RowSheet)
    made_up = labels_all(edition) or table.synthetic
    title = _label(table.title, made_up=made_up)
    first = _head(sheet, styles, title, table.lines, edition, made_up=made_up)
    for column, (heading, form) in enumerate(zip(table.headings, table.forms, strict=True)):
        sheet.set_column(column, column, styles.width(heading, form))
    formats = [styles.of(form) for form in table.forms]
    texts = [styles.of(form) if form in _TEXTS else styles.plain_text for form in table.forms]
    mark = _mark(styles, table.name, table.headings)
    sheet.write_table(first, table.columns, mark=mark, formats=formats, texts=texts, dates=styles.of("date"))
    sheet.freeze_panes(first + 1, 1)
    for row, column, text in table.remarks:
        sheet.write_comment(first + 1 + row, column, text)
    if made_up:
        _note_cells(sheet, table, first)


def _head(
    sheet: Any, styles: Styles, title: str, lines: Sequence[str], edition: Edition, *, made_up: bool
) -> int:
    """Write what stands above a table and return the row of its headings."""
    if made_up:
        sheet.write_comment(0, 0, _WARNING)
    told = [(_WARNING, styles.warning)] if made_up else []
    told += [(line, styles.line) for line in (*lines, _made(edition))]
    sheet.write_lines([(title, styles.title), *told])
    return len(told) + 1


def _mark(styles: Styles, name: str, headings: Sequence[str]) -> dict[str, Any]:
    """Return what marks rows up as a table that spreadsheets and screen readers know as one."""
    safe = "".join(sign if sign.isalnum() else "_" for sign in name)
    return {
        "name": f"t_{safe}",
        "autofilter": False,
        "style": None,
        "columns": [{"header": heading, "header_format": styles.heading} for heading in headings],
    }


def _note_cells(sheet: Any, table: Sheet, first: int) -> None:
    """Say of every cell that it is made up: a note on each heading, and one that opens at any cell below it.

    A note of its own on each of some thousand cells would be larger than the table and slow to open; the
    prompt of a range is one line, and shows at every cell of it.
    """
    for column in range(len(table.headings)):
        sheet.write_comment(first, column, _WARNING)
    sheet.data_validation(
        first + 1,
        0,
        first + max(table.count, 1),
        len(table.headings) - 1,
        {"validate": "any", "input_title": WORD, "input_message": _WARNING},
    )


def _label(text: str, *, made_up: bool) -> str:
    return f"SYNTHETIC: {text}" if made_up else text


def _made(edition: Edition) -> str:
    when = f"{edition.built_at.day} {edition.built_at:%B %Y}"
    by = f"made with Peelian {edition.code_version}"
    if edition.release is None:
        return f"Edition of {when}, {by}."
    return f"Release {edition.release.id}, edition of {when}, {by}."


_TEXTS = ("text", "long text")
_WARNING = "SYNTHETIC. Every number was made up by a computer program. None is about a real place or person."
