"""Workbooks: the rows of the CSV files and of the tables of the page, one table to a sheet, nothing blank."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
import zipfile

import pytest
from openpyxl import load_workbook

from peelian.publication.download import Download
from peelian.publication.edition import CaveatText
from peelian.publication.harmless import harmless
from peelian.publication.page import Page
from peelian.publication.panel import Panel
from peelian.publication.table import Cell, Table
from peelian.publication.workbook.book import workbook_of
from peelian.publication.workbook.columns import columns_of
from peelian.publication.workbook.sheet import SHORTHAND
from tests.unit.publication.sample import change, finding
from tests.unit.publication.test_panels_agree import number, table_of

FRONT = ["Cover", "Contents", "Notes"]
EMPTY = {"[c]", "[x]", "[z]", "everyone"}


def opened(site, name):
    return load_workbook(site.folder / "data" / name)


def read(sheet):
    """Headings and rows of the table of a sheet, found by its mark-up."""
    (table,) = sheet.tables.values()
    head, *rows = [[cell.value for cell in row] for row in sheet[table.ref]]
    return head, rows


def made(*findings, edition, **more):
    """The workbook of a page of one panel with the findings given."""
    table = Table("t", (("a", ""),), ((Cell("1"),),))
    download = Download("x-where.csv", "CSV", "", findings=tuple(findings))
    panel = Panel("where", "Now", "Where", "", table, downloads=(download,), **more)
    content = workbook_of(Page("x.html", "What was found", "home", panels=(panel,)), edition)
    return load_workbook(io.BytesIO(content))


@pytest.mark.parametrize(
    "page", ["index", "offence-theft", "measure-stops", "borough-Z09000001", "ward-Z05001001"]
)
def test_every_cell_is_the_cell_of_the_csv(site, page):
    book = opened(site, f"SYNTHETIC-{page}.xlsx")
    checked = 0
    for name in book.sheetnames[3:]:
        file = site.folder / "data" / f"SYNTHETIC-{page}-{name}.csv"
        lines = list(csv.DictReader(io.StringIO(file.read_text("utf-8"))))
        head, rows = read(book[name])
        assert len(rows) == len(lines), name
        keys = key_of_heading(book[name], head)
        for row, line in zip(rows, lines, strict=True):
            for heading, value in zip(head, row, strict=True):
                if (key := keys.get(heading)) is not None:
                    same(value, line[key], (name, heading))
                    checked += 1
    assert checked > 50


def key_of_heading(sheet, head):
    known = {
        "Measure": "title", "Area": "area_name", "Area code": "area_code", "Group": "group",
        "First day": "period_from", "Last day": "period_to", "Kind of period": "period_kind", "Unit": "unit",
        "Before: first day": "against_from", "Before: last day": "against_to", "Judgement": "judgement",
        "Adjusted p value": "change_q", "Comparisons judged together": "judged_among", "State": "state",
        "Method": "method", "Count above the line": "numerator", "Count below the line": "denominator",
        "Rank (1 is the largest)": "rank", "Areas ranked": "ranked", "Rank before": "rank_previous",
        "Unusual": "signal", "Unit of change": "change_unit",
        "Lower end of 95% interval": "lower", "Upper end of 95% interval": "upper",
    }  # fmt: skip
    starts = {
        "Value": "value", "A year before": "previous", "Value before": "previous", "Change (": "change",
        "Lower end of 95% interval of change": "change_lower", "Upper end of 95% interval of change":
        "change_upper", "Lower end of 95% interval": "lower", "Upper end of 95% interval": "upper",
        "Usual, middle": "usual_centre", "Usual, from": "usual_lower", "Usual, to": "usual_upper",
    }  # fmt: skip
    found = dict(known)
    for heading in head:
        for start, key in sorted(starts.items(), key=lambda pair: -len(pair[0])):
            if heading.startswith(start) and heading not in found:
                found[heading] = key
    assert set(head) - set(found) <= {"Notes"}, sheet.title
    return found


def same(value, text, where):
    """One cell of the workbook against one of the CSV; spreadsheets hold 15 to 16 digits, CSV holds 17."""
    if value in EMPTY or value == "[u]":
        assert text == "", where
    elif isinstance(value, dt.datetime):
        assert value.date().isoformat() == text, where
    elif isinstance(value, int | float):
        assert float(text) == pytest.approx(value, rel=1e-15), where
    else:
        assert value.removeprefix("SYNTHETIC: ") == text.removeprefix("SYNTHETIC: "), where


def test_table_of_the_page_and_workbook_have_the_same_numbers(site):
    printed = table_of(site.html("offence/theft.html"), "all")
    head, rows = read(opened(site, "SYNTHETIC-offence-theft.xlsx")["all"])
    value, area = head.index("Value (offences)"), head.index("Area")
    assert [(row[0], number(row[1])) for row in printed] == [(row[area], f"{row[value]}") for row in rows]


def test_every_page_with_rows_has_its_workbook_and_leads_to_it(site):
    names = {path.name for path in (site.folder / "data").glob("*.xlsx")}
    for path, html in site.pages().items():
        name = f"SYNTHETIC-{path.removesuffix('.html').replace('/', '-')}.xlsx"
        if name in names or "data/SYNTHETIC-" in html.partition("<footer")[0]:
            assert f'data/{name}"' in html or path.startswith("downloads"), path
    assert len(names) > 40


def test_sheets_are_laid_out_as_the_guidance_asks(site):
    book = opened(site, "SYNTHETIC-offence-theft.xlsx")
    assert book.sheetnames[:3] == FRONT
    tables = [name for sheet in book for name in sheet.tables]
    assert len(tables) == len(set(tables)) == len(book.sheetnames) - 1
    for sheet in book:
        assert not sheet.merged_cells.ranges, sheet.title
        assert sheet["A1"].value.startswith("SYNTHETIC"), sheet.title
        assert len(sheet.title) <= 31
        if sheet.title == "Cover":
            continue
        head, rows = read(sheet)
        assert len({heading.lower() for heading in head}) == len(head), sheet.title
        assert all(cell is not None and cell != "" for row in rows for cell in row), sheet.title
        assert all(sheet.column_dimensions["A"].width >= 10 for _ in head[:1])


def test_contents_lead_to_every_sheet(site):
    book = opened(site, "SYNTHETIC-offence-theft.xlsx")
    _, rows = read(book["Contents"])
    assert [row[0] for row in rows] == book.sheetnames[2:]
    links = [
        cell.hyperlink.location for row in book["Contents"].iter_rows() for cell in row if cell.hyperlink
    ]
    assert links == [f"'{name}'!A1" for name in book.sheetnames[2:]]


def test_notes_hold_the_shorthand_and_every_caveat(six):
    caveats = (CaveatText("s.a", "Set by hand."), CaveatText("s.b", "New system.", on=dt.date(2031, 2, 1)))
    book = made(finding(caveats=("s.a",)), finding(breaks=("s.b",)), edition=six, caveats=caveats)
    _, notes = read(book["Notes"])
    assert [row[0] for row in notes] == [*SHORTHAND, "note 1", "note 2"]
    assert notes[-1][1:] == ["Break in the series", "From 1 February 2031: New system."]
    head, rows = read(book["where"])
    assert [row[head.index("Notes")] for row in rows] == ["note 1", "note 2"]


def test_suppressed_is_told_in_words_and_never_nought(six):
    hidden = finding(None, state="suppressed", numerator=None)
    book = made(finding(), hidden, finding(None, state="not measured"), edition=six)
    head, rows = read(book["where"])
    values = [row[head.index("Value (offences)")] for row in rows]
    assert values == [1043, "[c]", "[x]"]
    assert [row[head.index("State")] for row in rows] == ["shown", "suppressed", "not measured"]
    said = [cell.comment.text for row in book["where"].iter_rows() for cell in row if cell.comment]
    assert any("suppressed" in text for text in said)
    assert any("SYNTHETIC" in text for text in said)


def test_change_without_upper_end_says_so(six):
    open_ended = finding(change=change("rise", 0.5, 0.1, None))
    head, rows = read(made(open_ended, finding(change=change("rise", 0.5, 0.1, 0.9)), edition=six)["where"])
    column = next(place for place, heading in enumerate(head) if heading.startswith("Upper end"))
    assert [row[column] for row in rows] == ["[u]", 0.9]


def test_what_all_rows_share_is_said_once_above(six):
    book = made(finding(area="A"), finding(5, area="B"), edition=six)
    head, _ = read(book["where"])
    above = " ".join(str(row[0].value) for row in book["where"].iter_rows(max_row=8))
    assert "Measure" not in head
    assert "Measure: Knife crime" in above
    assert "State: shown" in above


def test_units_that_differ_get_a_column():
    chosen = columns_of([finding(), finding(unit="people")])
    assert "unit" in [column.key for column in chosen.columns]
    assert "Value" in [column.heading for column in chosen.columns]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "＝1"])
def test_no_cell_starts_a_formula(six, text):
    edition = dataclasses.replace(six, body=text, synthetic=False)
    book = made(finding(area=text), finding(area="B"), edition=edition)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert all(cell.data_type != "f" for cell in cells)
    assert not [c.value for c in cells if isinstance(c.value, str) and harmless(c.value) != c.value]


def test_like_content_gives_like_bytes(six):
    table = Table("t", (("a", ""),), ((Cell("1"),),))
    download = Download("x.csv", "CSV", "", findings=(finding(),))
    page = Page("x.html", "x", "home", panels=(Panel("p", "", "P", "", table, downloads=(download,)),))
    first = workbook_of(page, six)
    assert workbook_of(page, six) == first
    stamps = {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(first)).infolist()}
    assert stamps == {(1980, 1, 1, 0, 0, 0)}


def test_page_without_rows_has_no_workbook(six):
    assert workbook_of(Page("x.html", "x", "home"), six) == b""


def test_release_stands_on_every_sheet(city):
    book = opened(city, "offence-theft.xlsx")
    for sheet in book:
        assert any("Release 2031-12-12" in str(row[0].value) for row in sheet.iter_rows(max_row=12)), (
            sheet.title
        )
