"""SPSS files in, as YAML and CSV, and out again: all that the writer carries is the same."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from peelian.definitions.located import read_located
from peelian.definitions.model import read_definition
from peelian.surveys.exchange.answer_csv import read_answer_csv, write_answer_csv
from peelian.surveys.exchange.definition_text import definition_text
from peelian.surveys.exchange.sav_in import import_sav
from peelian.surveys.exchange.sav_out import export_sav
from peelian.surveys.survey import Survey

pyreadstat = pytest.importorskip("pyreadstat")
pd = pytest.importorskip("pandas")

KEPT = (
    "column_names", "column_names_to_labels", "file_label", "missing_ranges", "notes", "number_columns",
    "number_rows",
    "original_variable_types", "readstat_variable_types", "variable_display_width", "variable_measure",
    "variable_storage_width", "variable_value_labels", "variable_alignment",
)  # fmt: skip
SECONDS = 86_400.0


def read(path: Path) -> tuple[dict[str, list[Any]], dict[str, Any]]:
    cells, meta = pyreadstat.read_sav(
        str(path), user_missing=True, output_format="dict", disable_datetime_conversion=True
    )
    return {name: list(values) for name, values in cells.items()}, {
        name: getattr(meta, name) for name in KEPT
    }


def through(path: Path, folder: Path, **how: Any) -> tuple[Path, Survey]:
    """Read a file, write what was read as text, read the text, and write the file again."""
    taken = import_sav(path, name="tried", **how)
    assert taken.rows is not None
    (folder / "tried.yaml").write_text(definition_text(taken.survey), encoding="utf-8")
    (folder / "tried.csv").write_text(write_answer_csv(taken.rows), encoding="utf-8")
    (document,) = read_located(folder / "tried.yaml")
    survey = read_definition(Survey, document)
    assert survey == taken.survey
    rows = read_answer_csv(folder / "tried.csv", name="tried.csv")
    assert dict(rows.columns) == dict(taken.rows.columns)
    export_sav(survey, rows, path=folder / "again.sav")
    return folder / "again.sav", survey


def write(path: Path, **how: Any) -> Path:
    pyreadstat.write_sav(how.pop("frame"), str(path), **how)
    return path


def mixed(folder: Path) -> Path:
    frame = pd.DataFrame(
        {
            "respid": ["a1", "b2", "c3", "d4"],
            "intdate": [13797216000.0, 13797216000.0 + SECONDS, np.nan, 13797216000.0],
            "weight": [1.25, 0.1 + 0.2, 1e-7, 12345678.125],
            "Q1": [1.0, 98.0, 99.0, 2.0],
            "Q2": [5.0, -9.0, -1.0, -99.0],
            "Q3": ["A", "X", "B", ""],
            "income": [1500.5, 999999.0, np.nan, 3e16],
            "born": [9705657600.0, np.nan, 0.0, SECONDS],
            "began": [13797227045.0, np.nan, 13797227045.5, 1.0],
            "at": [11040.0, np.nan, 0.0, 86399.0],
            "took": [200000.0, np.nan, 1.0, 2.5],
            "said": ["x" * 600, "", "déjà vu, “quoted”\nand on a second line", "  leads"],
            "blank": ["", "", "", ""],
            "nothing": [np.nan] * 4,
            "half": [1.0, 2.0, 3.0, 5.0],
        }
    )
    return write(
        folder / "mixed.sav",
        frame=frame,
        file_label="Enquête d’été",
        note=["First note", "Second note"],
        column_labels={"Q1": "Êtes-vous satisfait?", "Q2": "Range of missing", "said": "Anything else"},
        variable_value_labels={
            "Q1": {1.0: "Satisfait", 2.0: "Pas satisfait", 98.0: "Don't know", 99.0: "Refused"},
            "Q2": {5.0: "Five", -9.0: "Not applicable", -1.0: "Did not know", -99.0: "Odd one"},
            "Q3": {"A": "Alpha", "B": "Beta", "X": "Refused"},
            "income": {999999.0: "Would rather not say"},
            "half": {1.0: "Never", 5.0: "Always"},
        },
        missing_ranges={
            "Q1": [98, 99],
            "Q2": [{"lo": -9, "hi": -1}, -99],
            "Q3": ["X"],
            "income": [{"lo": 999998, "hi": np.inf}],
            "weight": [{"lo": -np.inf, "hi": -1}],
        },
        variable_measure={"Q1": "nominal", "Q2": "ordinal", "income": "scale", "said": "nominal"},
        variable_format={
            "Q1": "F2.0", "Q2": "F3.0", "income": "DOLLAR12.2", "intdate": "EDATE10", "born": "ADATE10",
            "began": "DATETIME20", "at": "TIME8", "took": "DTIME12.2", "weight": "F10.4",
        },
        variable_display_width={"Q1": 12, "said": 40},
    )  # fmt: skip


def test_every_kind_of_variable_comes_back_the_same(tmp_path):
    first = mixed(tmp_path)
    again, survey = through(first, tmp_path)
    cells, facts = read(first)
    cells_again, facts_again = read(again)
    assert cells_again == cells
    for name in KEPT:
        assert facts_again[name] == facts[name], name
    assert survey.interview is not None
    assert (survey.interview.number, survey.interview.date, survey.interview.weight) == (
        "respid",
        "intdate",
        "weight",
    )


def test_codes_of_no_answer_become_kinds_by_their_labels(tmp_path):
    taken = import_sav(mixed(tmp_path), name="tried")
    q1, q2, q3, income = (taken.survey.scale_of(name) for name in ("q1", "q2", "q3", "income"))
    assert q1 is not None and q2 is not None and q3 is not None and income is not None
    assert (q1.dont_know, q1.refused) == ({"98": "Don't know"}, {"99": "Refused"})
    assert q2.answers == {"5": "Five"}
    assert q2.not_applicable == {"-9": "Not applicable"}
    assert q2.dont_know == {"-1": "Did not know"}
    assert q2.not_recorded == {"-99": "Odd one"}
    assert q3.refused == {"X": "Refused"}
    assert income.refused == {"999999": "Would rather not say"}
    assert taken.survey.questions["income"].kind == "number"
    assert taken.survey.questions["born"].kind == "date"
    guessed = {each.thing: each.says for each in taken.told if each.state == "guessed"}
    assert "Odd one" in guessed["Q2"]
    assert "without a label are answers: 2, 3" in guessed["half"]


def test_values_declared_missing_without_a_label_are_told_and_are_no_answers(tmp_path):
    frame = pd.DataFrame({"q": [1.0, 2.0, -8.0, -7.0, 97.0]})
    path = write(
        tmp_path / "f.sav",
        frame=frame,
        variable_value_labels={"q": {1.0: "Yes", 2.0: "No"}},
        missing_ranges={"q": [{"lo": -9, "hi": -1}, 97]},
    )
    again, survey = through(path, tmp_path)
    scale = survey.scale_of("q")
    assert scale is not None
    assert list(scale.not_recorded) == ["-8", "-7", "97"]
    assert list(scale.answers) == ["1", "2"]
    assert read(again) == read(path)


def test_labels_that_say_dont_know_without_a_declaration_stay_undeclared(tmp_path):
    frame = pd.DataFrame({"q": [1.0, 2.0, 9.0]})
    path = write(
        tmp_path / "f.sav",
        frame=frame,
        variable_value_labels={"q": {1.0: "Yes", 2.0: "No", 9.0: "Don’t know"}},
    )
    again, survey = through(path, tmp_path)
    scale = survey.scale_of("q")
    assert scale is not None and scale.dont_know == {"9": "Don’t know"}
    assert read(again)[1]["missing_ranges"] == {}


def test_empty_file_of_no_rows_keeps_its_variables(tmp_path):
    frame = pd.DataFrame({"q": pd.Series([], dtype=float), "s": pd.Series([], dtype=str)})
    path = write(
        tmp_path / "f.sav",
        frame=frame,
        variable_value_labels={"q": {1.0: "Yes", 2.0: "No"}},
        column_labels={"q": "Q?"},
    )
    again, survey = through(path, tmp_path)
    assert survey.questions["q"].kind == "one answer"
    assert read(again) == read(path)


def test_rows_of_nothing_are_kept(tmp_path):
    frame = pd.DataFrame({"q": [1.0, np.nan, 2.0], "r": [np.nan, np.nan, 1.0]})
    path = write(tmp_path / "f.sav", frame=frame)
    again, _ = through(path, tmp_path)
    assert read(again)[0] == read(path)[0]


def test_widths_of_strings_are_what_the_writer_cannot_carry_and_it_says_so(tmp_path):
    path = write(tmp_path / "f.sav", frame=pd.DataFrame({"s": ["ab", "c"]}))
    content = bytearray(path.read_bytes())
    # The variable's record: type 2, its width, whether it has a label, its missing values, then two formats.
    place = content.index(struct.pack("<ii", 2, 2))
    content[place + 4 : place + 8] = struct.pack("<i", 5)
    wide = struct.pack("<BBBB", 0, 5, 1, 0)
    content[place + 16 : place + 20] = content[place + 20 : place + 24] = wide
    path.write_bytes(content)
    assert read(path)[1]["original_variable_types"] == {"s": "A5"}
    taken = import_sav(path, name="tried")
    assert taken.rows is not None
    told = export_sav(taken.survey, taken.rows, path=tmp_path / "again.sav")
    assert [(each.thing, each.state) for each in told] == [("s", "left out")]
    assert "longest value (2)" in told[0].says
    assert read(tmp_path / "again.sav")[0] == read(path)[0]


def with_set(path: Path, line: str) -> Path:
    """Put a multiple-response set into an SPSS file, which the package's own writer cannot do."""
    content = path.read_bytes()
    text = line.encode()
    record = struct.pack("<iiii", 7, 7, 1, len(text)) + text
    place = content.index(struct.pack("<ii", 999, 0))
    path.write_bytes(content[:place] + record + content[place:])
    return path


def test_set_of_yes_and_no_becomes_one_question_with_several_answers(tmp_path):
    frame = pd.DataFrame({"why_a": [1.0, 0.0], "why_b": [0.0, 1.0], "other": [3.0, 4.0]})
    path = write(tmp_path / "f.sav", frame=frame, column_labels={"why_a": "Near home", "why_b": "Safe"})
    path = with_set(path, "$why=D1 1 3 Why why_a why_b\n")
    again, survey = through(path, tmp_path)
    question = survey.questions["why"]
    assert (question.kind, question.heading) == ("several answers", "why_{code}")
    assert question.answers is not None and question.answers.answers == {"a": "Near home", "b": "Safe"}
    assert "why_a" not in survey.questions
    assert read(again) == read(path)


def test_set_that_is_no_yes_and_no_stays_single_questions_and_is_told(tmp_path):
    frame = pd.DataFrame({"why_a": [1.0, 2.0], "why_b": [2.0, 1.0]})
    path = with_set(write(tmp_path / "f.sav", frame=frame), "$why=D1 1 3 Why why_a why_b\n")
    taken = import_sav(path, name="tried")
    assert set(taken.survey.questions) == {"why_a", "why_b"}
    assert any(each.thing == "why" and each.state == "left out" for each in taken.told)


def test_a_survey_no_file_ever_had_is_written_with_its_codes_declared_missing(tmp_path):
    survey = Survey.model_validate(
        {
            "survey": "court",
            "title": "Court",
            "sampling": {"kind": "quota", "of": "victims"},
            "interview": {"number": "Interview", "date": "Interview Date"},
            "questions": {
                "overall": {
                    "label": "Overall",
                    "heading": "Overall",
                    "answers": {"answers": {"1": "Good", "2": "Bad"}, "don't know": {"8": "Does not know"}},
                },
                "many": {
                    "label": "Many",
                    "answers": {
                        "answers": {"1": "A"},
                        "refused": {"95": "r", "96": "s", "97": "t", "98": "u"},
                    },
                },
            },
        }
    )
    from peelian.surveys.exchange.answer_rows import AnswerRows

    rows = AnswerRows(
        {
            "Interview": ("a", "b"),
            "Interview Date": ("2018-01-03", None),
            "Overall": ("1", "8"),
            "many": ("1", "98"),
        },
        (1, 2),
    )
    told = export_sav(survey, rows, path=tmp_path / "court.sav")
    cells, facts = read(tmp_path / "court.sav")
    assert cells["Overall"] == [1.0, 8.0]
    assert facts["missing_ranges"] == {
        "Overall": [{"lo": 8.0, "hi": 8.0}],
        "many": [{"lo": 95.0, "hi": 98.0}],
    }
    assert facts["variable_value_labels"]["Overall"] == {1.0: "Good", 2.0: "Bad", 8.0: "Does not know"}
    assert facts["original_variable_types"]["Interview_Date"].startswith("SDATE")
    assert [each.thing for each in told if "is named" in each.says] == ["Interview Date"]


def test_words_where_a_number_is_declared_are_refused_without_repeating_them(tmp_path):
    from peelian.errors import FileRefused
    from peelian.surveys.exchange.answer_rows import AnswerRows

    path = write(tmp_path / "f.sav", frame=pd.DataFrame({"q": [1.0, 2.0]}))
    survey = import_sav(path, name="tried").survey
    with pytest.raises(FileRefused) as caught:
        export_sav(survey, AnswerRows({"q": ("1", "Jane")}, (1, 2)), path=tmp_path / "again.sav")
    assert "Jane" not in str(caught.value)
