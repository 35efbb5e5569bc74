"""Tables as an accessible spreadsheet.

One table to a sheet, each marked up as a table, no merged and no blank cells, a cover that says what is
where, and shorthand explained in words: the guidance of the UK Government Analysis Function on releasing
statistics in spreadsheets.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter import Workbook

from peelian.surveys.tables.cell import SIGNS, TableCell
from peelian.surveys.tables.laid_out import lines_of
from peelian.surveys.tables.table import SurveyTable
from peelian.surveys.tables.written import records_of

_SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_PER_CENT = ("value", "se", "lower", "upper")


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    says: str
    headings: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    shares: list[bool]


def workbook_of(table: SurveyTable) -> bytes:
    """Return the table as an .xlsx file with four sheets: cover, table, differences and every number.

    Parameters
    ----------
    table
        The table.
    """
    out = io.BytesIO()
    book = Workbook(out, _SAFE)
    book.set_properties({"title": table.title or "Survey table"})
    formats = {
        "title": book.add_format({"bold": True, "font_size": 15}),
        "wrapped": book.add_format({"text_wrap": True, "valign": "top"}),
        "head": book.add_format({"bold": True, "text_wrap": True, "bottom": 1}),
        "share": book.add_format({"num_format": "0.0%", "align": "right"}),
        "number": book.add_format({"num_format": "#,##0.00", "align": "right"}),
        "whole": book.add_format({"num_format": "#,##0", "align": "right"}),
        "sign": book.add_format({"align": "right"}),
    }
    sheets = [_wide(table), _different(table), _every(table)]
    cover = book.add_worksheet("Cover")
    cover.set_column(0, 0, 100)
    cover.write_string(0, 0, table.title or "Survey table", formats["title"])
    lines = [f"Sheet {sheet.name}: {sheet.says}" for sheet in sheets]
    lines += ["[x] in the sheet Every number: was not or could not be made.", *table.notes]
    for place, line in enumerate(lines, start=1):
        cover.write_string(place, 0, line, formats["wrapped"])
    for sheet in sheets:
        _write(book, formats, sheet)
    book.close()
    return out.getvalue()


def _wide(table: SurveyTable) -> _Sheet:
    headings = ("Question", "Answer", *(column.title for column in table.columns))
    lines = list(lines_of(table, lambda _row, cell: cell.value if cell.value is not None else ""))
    shares = [line.kind not in ("mean", "base") for line in lines]
    rows = [(line.question, line.answer, *line.cells) for line in lines]
    return _Sheet("Table", "the numbers, with the bases below each question.", headings, rows, shares)


def _different(table: SurveyTable) -> _Sheet:
    headings = ("Question", "Answer", *(column.title for column in table.columns))
    rows = [(row.label, row.answer, *(_marks(cell) for cell in row.cells)) for row in table.rows]
    says = "letters of columns that a number is higher than, stars against all, [u] for low reliability."
    return _Sheet("Differences", says, headings, rows, [False] * len(rows))


def _marks(cell: TableCell) -> str:
    marks = (SIGNS[cell.state], "".join(cell.higher_than), cell.against_all)
    return " ".join(filter(None, marks)) or "none"


def _every(table: SurveyTable) -> _Sheet:
    records = list(records_of(table))
    headings = tuple(records[0]) if records else ("question",)
    rows = [tuple(_filled(value, row["sign"]) for value in row.values()) for row in records]
    says = "every number in a row of its own, with its error, interval and bases."
    return _Sheet("Every number", says, headings, rows, [row["kind"] != "mean" for row in records])


def _filled(value: Any, sign: str) -> Any:
    if value is None:
        return sign or "[x]"
    return "none" if value == "" else value


def _write(book: Any, formats: dict[str, Any], given: _Sheet) -> None:
    sheet = book.add_worksheet(given.name)
    sheet.write_string(0, 0, f"{given.name}: {given.says}", formats["title"])
    sheet.set_column(0, 1, 28)
    sheet.set_column(2, max(len(given.headings) - 1, 2), 15)
    for place, (row, share) in enumerate(zip(given.rows, given.shares, strict=True), start=2):
        for column, value in enumerate(row):
            _cell(sheet, formats, (place, column), value, _is_share(given, column, share))
    names = _distinct(given.headings)
    sheet.add_table(
        1, 0, 1 + max(len(given.rows), 1), len(names) - 1,
        {"name": given.name.replace(" ", "_").lower() + "_table", "style": None, "autofilter": False,
         "columns": [{"header": name, "header_format": formats["head"]} for name in names]},
    )  # fmt: skip
    sheet.freeze_panes(2, 2)


def _is_share(given: _Sheet, column: int, share: bool) -> bool:
    return share and (given.name == "Table" or given.headings[column] in _PER_CENT)


def _cell(sheet: Any, formats: dict[str, Any], at: tuple[int, int], value: Any, share: bool) -> None:
    if isinstance(value, str):
        sheet.write_string(*at, value, formats["sign"] if value.startswith("[") else formats["wrapped"])
    else:
        whole = isinstance(value, int) and not share
        sheet.write_number(*at, value, formats["share" if share else "whole" if whole else "number"])


def _distinct(headings: Sequence[str]) -> list[str]:
    """Return headings that differ, as a table of a spreadsheet needs them."""
    seen: dict[str, int] = {}
    names = []
    for heading in headings:
        seen[heading.lower()] = seen.get(heading.lower(), 0) + 1
        count = seen[heading.lower()]
        names.append(heading if count == 1 else f"{heading} {count}")
    return names
