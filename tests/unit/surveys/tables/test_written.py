"""Every form in which a table is written."""

from __future__ import annotations

import csv
import io

import numpy as np
import openpyxl
import pytest

from peelian.statistics.survey.design import design_of
from peelian.surveys.tables.banner import banner_of
from peelian.surveys.tables.laid_out import text_of
from peelian.surveys.tables.make_table import make_table
from peelian.surveys.tables.question import TableQuestion
from peelian.surveys.tables.table import SurveyTable
from peelian.surveys.tables.workbook import workbook_of
from peelian.surveys.tables.written import csv_of, json_of


@pytest.fixture
def table() -> SurveyTable:
    rng = np.random.default_rng(4)
    group = np.repeat([0, 1, 2, 3], [300, 80, 20, 45])
    code = (rng.random(445) < np.take([0.3, 0.7, 0.5, 0.5], group)).astype(int)
    question = TableQuestion(
        "q", "=1+1", code, ("no", "-yes"), ("answer", "answer"), scores={0: 0.0, 1: 10.0}
    )
    banner = banner_of("Area", group, words=("North", "@South", "West", "East"))
    return make_table([question], [banner], design=design_of(rng.lognormal(0, 0.3, 445)), title="Trust")


def test_text_has_margins_letters_bases_and_notes(table: SurveyTable) -> None:
    lines = text_of(table).splitlines()
    yes = next(line for line in lines if line.startswith("-yes"))
    cells = table.rows[1].cells
    assert f"{cells[0].value * 100:.1f} ±{(cells[0].upper - cells[0].lower) * 50:.1f}" in yes
    assert "[u] A***" in yes and yes.endswith("[c]")
    people = next(line for line in lines if line.startswith("Base, people"))
    assert people.split()[2:] == ["445", "300", "80", "[c]", "[c]"]
    assert any(line.startswith("[c]: fewer than 50") for line in lines)


def test_csv_has_a_row_for_each_number_and_starts_no_formula(table: SurveyTable) -> None:
    rows = list(csv.DictReader(io.StringIO(csv_of(table))))
    assert len(rows) == 3 * 5
    assert {row["label"] for row in rows} == {"'=1+1"}
    assert {row["group"] for row in rows} == {"All", "North", "'@South", "West", "East"}
    for row in rows:
        withheld = row["group"] in ("West", "East")
        assert (row["value"] == "") == withheld
        assert (row["base"] == "") == withheld
        assert (row["sign"] == "[c]") == withheld


def test_json_holds_columns_cells_and_notes(table: SurveyTable) -> None:
    told = json_of(table)
    assert [each["letter"] for each in told["columns"]] == ["", "A", "B", "C", "D"]
    first = told["cells"][0]
    assert first["lower"] < first["value"] < first["upper"]
    assert told["notes"] == list(table.notes)


def test_workbook_has_one_table_to_a_sheet_without_blank_cells(table: SurveyTable) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook_of(table)))
    assert book.sheetnames == ["Cover", "Table", "Differences", "Every number"]
    for name in book.sheetnames[1:]:
        sheet = book[name]
        (made,) = sheet.tables.values()
        cells = [cell for line in sheet[made.ref] for cell in line]
        assert all(cell.value not in (None, "") for cell in cells)
        assert not sheet.merged_cells.ranges
        assert all(cell.data_type != "f" for cell in cells)
    wide = book["Table"]
    assert wide["C4"].value == pytest.approx(table.rows[1].cells[0].value)
    assert wide["C4"].number_format == "0.0%"
    assert wide["F4"].value == "[c]"
    assert book["Differences"]["E4"].value == "[u] A ***"
    said = [row[0].value for row in book["Cover"].iter_rows()]
    assert said[0] == "Trust" and set(table.notes) <= set(said)
