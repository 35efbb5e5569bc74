"""Tables of files of answers."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from peelian.errors import FileRefused, NotFound
from peelian.surveys.tables.asked import TableAsked
from peelian.surveys.tables.asked_words import wanted_net
from peelian.surveys.tables.from_file import table_of_file
from peelian.surveys.tables.rules import rules_of

WORDS = ["Agree", "Disagree", "Don't know", "REFUSED", "Not applicable", ""]


@pytest.fixture
def answers(tmp_path: Path) -> str:
    path = tmp_path / "answers.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["w", "q", "scale", "sex", "radio", "paper"])
        for row in range(600):
            sex = ["Male", "Female", ""][row % 3]
            writer.writerow(
                [1 + row % 2, WORDS[row % 6], row % 5 + 1, sex, row % 2, ["yes", "no"][row % 4 < 2]]
            )
    return str(path)


def test_ways_of_giving_no_answer_are_known_by_their_words(answers: str) -> None:
    made = table_of_file(TableAsked(answers, rows=("q",), weight="w"))
    assert [(row.answer, row.kind) for row in made.rows] == [
        ("Agree", "share"), ("Disagree", "share"), ("Don't know", "beside"), ("REFUSED", "beside"),
        ("Not applicable", "beside"),
    ]  # fmt: skip
    assert [row.cells[0].base for row in made.rows] == [200, 200, 400, 400, 500]
    assert "q: not answers, shown beside: Don't know, REFUSED, Not applicable." in made.notes
    assert "q: 100 rows say nothing and are outside every base." in made.notes


def test_words_of_a_survey_can_be_named(answers: str) -> None:
    made = table_of_file(TableAsked(answers, rows=("q",), dont_know=("Disagree",), missing=("REFUSED",)))
    assert [(row.answer, row.kind) for row in made.rows][:3] == [
        ("Agree", "share"), ("Disagree", "beside"), ("Don't know", "beside"),
    ]  # fmt: skip
    assert made.rows[0].cells[0].value == 1


def test_nets_means_several_and_columns(answers: str) -> None:
    made = table_of_file(
        TableAsked(
            answers,
            rows=("q", "scale"),
            columns=("sex",),
            nets=("q: Any view = Agree | Disagree", "scale: High = 4 | 5 minus 1"),
            means=("scale", "w"),
            several=("heard=radio,paper",),
        )
    )
    named = {(row.question, row.answer): row.cells[0].value for row in made.rows}
    assert named["q", "Any view"] == 1
    assert named["scale", "High"] == pytest.approx(0.2)
    assert named["scale", "Mean"] == pytest.approx(3)
    assert named["w", "Mean"] == pytest.approx(1.5)
    assert named["heard", "radio"] == named["heard", "paper"] == pytest.approx(0.5)
    assert [column.label for column in made.columns] == ["All", "Female", "Male"]
    assert "sex: 200 rows are in no column and in 'All'." in made.notes


def test_breaks_are_marked_from_the_group_named_on(answers: str) -> None:
    made = table_of_file(TableAsked(answers, rows=("q",), columns=("scale",), breaks=("scale=4",)))
    assert [column.after_break for column in made.columns] == [False, False, False, False, True, True]


def test_codes_that_spss_declares_as_missing_are_beside(tmp_path: Path) -> None:
    pyreadstat = pytest.importorskip("pyreadstat")
    polars = pytest.importorskip("polars")
    path = tmp_path / "answers.sav"
    frame = polars.DataFrame({"q": [1.0, 2.0, 98.0, 99.0] * 50})
    pyreadstat.write_sav(
        frame,
        str(path),
        variable_value_labels={"q": {1.0: "Yes", 2.0: "No", 98.0: "Don't know", 99.0: "Lost page"}},
        missing_ranges={"q": [{"lo": 98, "hi": 99}]},
    )
    made = table_of_file(TableAsked(str(path), rows=("q",)))
    assert [(row.answer, row.kind, row.cells[0].base) for row in made.rows] == [
        ("Yes", "share", 100), ("No", "share", 100), ("Don't know", "beside", 150)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "error", "says"),
    [
        ({}, NotFound, "no question"),
        ({"rows": ("z",)}, NotFound, "no column 'z'"),
        ({"rows": ("q",), "nets": ("q: A = Perhaps",)}, NotFound, "'Perhaps', which is no answer to q"),
        ({"rows": ("q",), "nets": ("q: A = Don't know",)}, NotFound, "which is no answer to q"),
        ({"rows": ("q",), "nets": ("q: A = Agree minus Agree",)}, NotFound, "for and against"),
        ({"rows": ("q",), "nets": ("z: A = Agree",)}, NotFound, "no question 'z'"),
        ({"rows": ("q",), "nets": ("Agree",)}, NotFound, "question: label"),
        ({"rows": ("q",), "several": ("radio",)}, NotFound, "name=column"),
        ({"several": ("h=q,radio",)}, FileRefused, "'Agree', where several"),
        ({"rows": ("q",), "means": ("q",)}, FileRefused, "not numbers"),
        ({"rows": ("q",), "lonely": "perhaps"}, NotFound, "'perhaps'"),
        ({"rows": ("q",), "breaks": ("sex=Male",)}, NotFound, "no such heading"),
        ({"rows": ("q",), "columns": ("sex",), "breaks": ("sex=X",)}, NotFound, "no group 'X'"),
        ({"rows": ("q",), "weight": "sex"}, FileRefused, "weights"),
    ],
)
def test_requests_that_do_not_fit_are_refused(answers: str, asked: dict, error: type, says: str) -> None:
    with pytest.raises(error, match=says):
        table_of_file(TableAsked(answers, **asked))


def test_too_many_answers_or_columns_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    path.write_text("id,q\n" + "".join(f"{row},{row % 2}\n" for row in range(200)), encoding="utf-8")
    with pytest.raises(FileRefused, match="200 different answers"):
        table_of_file(TableAsked(str(path), rows=("id",)))
    with pytest.raises(FileRefused, match="200 groups"):
        table_of_file(TableAsked(str(path), rows=("q",), columns=("id",)))


def test_a_net_is_read_as_written() -> None:
    net = wanted_net("q1: Net good = Good | Very good minus Bad|Very bad")
    assert (net.question, net.label, net.plus, net.minus) == (
        "q1", "Net good", ("Good", "Very good"), ("Bad", "Very bad"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"level": 95}, "95"),
        ({"interval": "beta"}, "beta"),
        ({"least": 200}, "200 and 100"),
        ({"least": 0}, "0 and"),
    ],
)
def test_rules_that_do_not_fit_are_refused(given: dict, says: str) -> None:
    words = {
        "least": 50,
        "rely": 100,
        "level": 0.95,
        "interval": "logit",
        "fdr": True,
        "holm": False,
        **given,
    }
    with pytest.raises(NotFound, match=says):
        rules_of(words.pop("least"), words.pop("rely"), **words)


def test_rules_say_what_p_values_are_adjusted_for() -> None:
    told = [
        rules_of(50, 100, level=0.95, interval="t", fdr=fdr, holm=holm).adjustment
        for fdr, holm in ((True, False), (True, True), (False, False))
    ]
    assert told == ["false discovery", "holm", "none"]
    assert np.isclose(rules_of(20, 40, level=0.9, interval="t", fdr=True, holm=False).least_base.to_show, 20)


def test_two_codes_with_one_label_have_no_mean_below_the_answers(tmp_path: Path) -> None:
    pyreadstat = pytest.importorskip("pyreadstat")
    polars = pytest.importorskip("polars")
    labels = {"q": {1: "Good", 2: "Poor", 3: "Good"}}
    path = tmp_path / "f.sav"
    pyreadstat.write_sav(
        polars.DataFrame({"q": [1.0, 2.0, 3.0] * 40}), str(path), variable_value_labels=labels
    )
    told = table_of_file(TableAsked(str(path), rows=("q",)))
    assert {row.answer for row in told.rows if row.kind == "share"} == {"Good", "Poor"}
    assert "q: codes with one label are told as one answer: 'Good' (1, 3)." in told.notes
    with pytest.raises(FileRefused, match=r"codes with one label: 'Good' \(1, 3\)"):
        table_of_file(TableAsked(str(path), rows=("q",), means=("q",)))
    assert table_of_file(TableAsked(str(path), means=("q",))).rows[0].cells[0].value == pytest.approx(2.0)
