"""Rows of answers on their way out: from what is loaded, into CSV, and into SPSS by another package."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pyarrow as pa
import pytest

from peelian.errors import FileRefused
from peelian.surveys.checking.check_answers import check_answers
from peelian.surveys.exchange.answer_csv import read_answer_csv, write_answer_csv
from peelian.surveys.exchange.answer_rows import AnswerRows, number_text
from peelian.surveys.exchange.loaded_rows import rows_of_loaded
from peelian.surveys.exchange.sav_days import day_kind, number_of, text_of
from peelian.surveys.exchange.write_file import write_survey_file
from tests.unit.surveys.written import survey

LOADED = pa.table(
    {
        "respondent_id": ["a", "b", "c"],
        "interviewed_on": [dt.date(2018, 1, 2), dt.date(2018, 1, 3), dt.date(2018, 1, 4)],
        "month": [dt.date(2018, 1, 1)] * 3,
        "wave": ["A", "A", "A"],
        "weight": [1.0, 0.1 + 0.2, 2.5],
        "stratum": ["s", "s", "t"],
        "borough": ["E09000007", None, "E09000028"],
        "fair": ["1", None, None],
        "fair__missing": [None, "Does not know", "not asked or not recorded"],
        "why_a": [True, False, None],
        "told": [False, True, None],
        "times": [3.0, None, 4.5],
        "times__missing": [None, "Does not know", None],
        "say": ["=1+1", None, "fine"],
        "_record": [4, 2, 9],
    }
)


def test_reasons_for_no_answer_are_codes_again():
    rows = rows_of_loaded(survey(), LOADED)
    assert rows.columns["Q1"] == ("1", "8", None)
    assert rows.columns["times"] == ("3", "99", "4.5")
    assert rows.columns["Q2.a"] == ("1", "0", None)
    assert rows.columns["told"] == ("0", "1", None)
    assert rows.columns["W"] == ("1", repr(0.1 + 0.2), "2.5")
    assert rows.columns["Date"] == ("2018-01-02", "2018-01-03", "2018-01-04")
    assert rows.columns["B"] == ("E09000007", None, "E09000028")
    assert (rows.lines, rows.called) == ((4, 2, 9), "record")
    assert "month" not in rows.columns


def test_rows_of_a_described_source_keep_the_names_of_its_fields():
    rows = rows_of_loaded(survey(interview=None), LOADED)
    assert rows.columns["weight"] == ("1", repr(0.1 + 0.2), "2.5")
    assert rows.columns["month"][0] == "2018-01-01"
    flaws = check_answers(survey(interview=None, least_base={"to show": 1, "to rely on": 1}), rows)
    assert [flaw.check for flaw in flaws if flaw.check != "question without a column"] == [
        "one unit alone in its stratum"
    ]


def test_no_text_starts_a_formula_and_numbers_stay(tmp_path: Path):
    rows = rows_of_loaded(survey(), LOADED)
    made = write_survey_file(survey(), rows, to="csv", out=tmp_path / "out.csv")
    again = read_answer_csv(tmp_path / "out.csv", name="out.csv")
    assert again.columns["say"] == ("'=1+1", None, "fine")
    assert [each.thing for each in made.told] == ["say"]
    assert made.people == 3
    others = [heading for heading in rows.columns if heading != "say"]
    assert all(again.columns[heading] == rows.columns[heading] for heading in others)


def test_a_written_csv_is_read_back_to_the_letter(tmp_path: Path):
    cells = {"a": ("x,y", None, ' "q" ', "two\nlines"), "b": (None, None, "é", "1")}
    rows = AnswerRows(cells, (1, 2, 3, 4))
    (tmp_path / "r.csv").write_text(write_answer_csv(rows), encoding="utf-8")
    again = read_answer_csv(tmp_path / "r.csv", name="r.csv")
    assert dict(again.columns) == cells
    assert again.lines == (2, 3, 4, 6)


@pytest.mark.parametrize("backend", ["pandas", "polars"])
def test_either_package_of_tables_writes_the_same_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, backend: str
):
    pyreadstat = pytest.importorskip("pyreadstat")
    pytest.importorskip(backend)
    monkeypatch.setattr("peelian.surveys.exchange.sav_out.frame_package", lambda _name: backend)
    write_survey_file(survey(), rows_of_loaded(survey(), LOADED), to="sav", out=tmp_path / "out.sav")
    cells, meta = pyreadstat.read_sav(str(tmp_path / "out.sav"), user_missing=True, output_format="dict")
    assert list(cells["Q1"]) == [1.0, 8.0, None]
    assert list(cells["say"]) == ["=1+1", "", "fine"]
    assert list(cells["Date"]) == [dt.date(2018, 1, 2), dt.date(2018, 1, 3), dt.date(2018, 1, 4)]
    assert meta.missing_ranges["Q1"] == [{"lo": 8.0, "hi": 8.0}]
    assert meta.variable_measure["times"] == "scale"


@pytest.mark.parametrize("number", [0.0, 1.0, -3.0, 0.1, 1e-300, 123456789.125, 1e15, 1e22, 2.0**53 + 2])
def test_numbers_are_the_same_after_text(number: float):
    assert float(number_text(number)) == number


@pytest.mark.parametrize(
    ("form", "number", "text"),
    [
        ("EDATE10", 13_734_144_000.0, "2018-01-01"),
        ("ADATE10", 13_734_144_000.5, "13734144000.5"),
        ("DATETIME20", 13_734_144_001.5, "2018-01-01T00:00:01.500000"),
        ("TIME8", 3_661.0, "01:01:01"),
        ("TIME8", 90_000.0, "90000"),
        ("DTIME12", 90_000.0, "90000"),
        ("DATE11", 1e300, "1e+300"),
        ("F8.2", 5.0, "5"),
    ],
)
def test_days_and_times_are_the_same_after_text(form: str, number: float, text: str):
    kind = day_kind(form)
    assert text_of(number, kind) == text
    assert number_of(text, kind) == number


def test_two_columns_of_one_heading_are_refused(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text("q,w,q\n1,2,3\n", encoding="utf-8")
    with pytest.raises(FileRefused, match="2 columns named 'q'"):
        read_answer_csv(tmp_path / "r.csv", name="r.csv")


def test_a_comma_at_the_end_of_lines_makes_no_column(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text("q,w,\n1,2,\n3,4,\n", encoding="utf-8")
    assert list(read_answer_csv(tmp_path / "r.csv", name="r.csv").columns) == ["q", "w"]
    (tmp_path / "r.csv").write_text("q,w,\n1,2,said\n3,4,\n", encoding="utf-8")
    assert read_answer_csv(tmp_path / "r.csv", name="r.csv").columns[""] == ("said", None)
