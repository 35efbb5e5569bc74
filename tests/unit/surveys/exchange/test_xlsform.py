"""XLSForm in and out: kinds of question, groups, routes, languages, and what is told rather than dropped."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from peelian.errors import FileRefused
from peelian.surveys.exchange.imported import Imported
from peelian.surveys.exchange.xlsform_in import import_xlsform
from peelian.surveys.exchange.xlsform_out import export_xlsform
from peelian.surveys.survey import Survey

SURVEY = [
    ("type", "name", "label::Français (fr)", "label::English (en)", "hint", "relevant", "required"),
    ("today", "today", "", "", "", "", ""),
    ("deviceid", "deviceid", "", "", "", "", ""),
    ("note", "hello", "Bonjour", "Hello", "", "", ""),
    ("begin_group", "visit", "Visite", "The visit", "", "", ""),
    ("select_one yn", "seen", "Vu?", "Were you seen?", "Any officer", "", "yes"),
    ("select_multiple why", "why", "Pourquoi?", "Why?", "", "${seen} = 'y' or ${seen} = 'n'", ""),
    ("select_one yn or_other", "again", "Encore?", "Again?", "", "selected(${why}, 'lost')", ""),
    ("end_group", "", "", "", "", "", ""),
    ("integer", "age", "Âge", "Your age", "", "", ""),
    ("decimal", "cost", "Coût", "What it cost", "", "${age} > 17", ""),
    ("date", "day", "Jour", "Which day?", "", "", ""),
    ("text", "say", "Dire", "Anything else?", "", "", ""),
    ("geopoint", "spot", "Lieu", "Where?", "", "", ""),
    ("calculate", "twice", "", "", "", "", ""),
    ("select_one gone", "lost", "Perdu", "Lost", "", "", ""),
]
CHOICES = [
    ("list_name", "name", "label::Français (fr)", "label::English (en)"),
    ("yn", "y", "Oui", "Yes"),
    ("yn", "n", "Non", "No"),
    ("yn", "dk", "Ne sait pas", "Don't know"),
    ("why", "lost", "Perdu", "Lost something"),
    ("why", "found", "Trouvé", "Found something"),
]
SETTINGS = [("form_title", "form_id", "style"), ("Front counter", "counter", "pages")]


def book(path: Path, **sheets: list[tuple[str, ...]]) -> Path:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    made.save(path)
    return path


@pytest.fixture
def taken(tmp_path: Path) -> Imported:
    path = book(tmp_path / "form.xlsx", survey=SURVEY, choices=CHOICES, settings=SETTINGS)
    return import_xlsform(path, name="counter")


def said(taken: Imported, thing: str) -> str:
    return " ".join(each.says for each in taken.told if each.thing == thing and each.state == "left out")


def test_rows_become_questions_in_english(taken):
    survey = taken.survey
    assert survey.title == "Front counter"
    assert {name: question.kind for name, question in survey.questions.items()} == {
        "seen": "yes or no",
        "why": "several answers",
        "again": "one answer",
        "age": "number",
        "cost": "number",
        "day": "date",
        "say": "text",
    }
    assert survey.questions["seen"].asks == "Were you seen?"
    assert survey.questions["seen"].about == "Any officer"
    assert survey.questions["seen"].topic == "The visit"
    assert survey.questions["age"].topic == ""
    assert survey.questions["why"].heading == "why/{code}"
    assert survey.interview is not None and survey.interview.date == "today"
    seen = survey.scale_of("seen")
    assert seen is not None and seen.dont_know == {"dk": "Don't know"}


def test_routes_of_the_simple_form_are_taken(taken):
    why, again = taken.survey.questions["why"].asked_of, taken.survey.questions["again"].asked_of
    assert why is not None and (why.question, why.answered) == ("seen", ("y", "n"))
    assert again is not None and (again.question, again.answered) == ("why", ("lost",))
    assert taken.survey.questions["cost"].asked_of is None


def test_nothing_is_dropped_silently(taken):
    assert "required" in said(taken, "seen")
    assert "${age} > 17" in said(taken, "cost")
    assert "geopoint" in said(taken, "spot")
    assert "calculate" in said(taken, "twice")
    assert "no list 'gone'" in said(taken, "lost")
    assert "'Other'" in said(taken, "again")
    assert "asks nothing" in said(taken, "hello")
    assert "device" in said(taken, "deviceid")
    assert "style" in said(taken, "settings")


def test_what_is_written_is_read_back_the_same(taken, tmp_path):
    survey = taken.survey
    export_xlsform(survey, path=tmp_path / "again.xlsx")
    again = import_xlsform(tmp_path / "again.xlsx", name="counter").survey
    for name, question in survey.questions.items():
        other = again.questions[name]
        assert (other.asks, other.kind, other.asked_of, other.topic, other.about) == (
            question.asks, question.kind, question.asked_of, question.topic, question.about
        ), name  # fmt: skip
        assert again.scale_of(name) == survey.scale_of(name), name


def test_no_cell_is_ever_a_formula(tmp_path):
    survey = Survey.model_validate(
        {
            "survey": "s",
            "title": "=1+1",
            "sampling": {"kind": "quota", "of": "people"},
            "questions": {"q": {"label": "Q", "asks": '=HYPERLINK("http://x")', "kind": "text"}},
        }
    )
    export_xlsform(survey, path=tmp_path / "f.xlsx")
    read = openpyxl.load_workbook(tmp_path / "f.xlsx")
    cells = [cell for sheet in read for row in sheet.iter_rows() for cell in row]
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)
    assert not any(cell.data_type == "f" for cell in cells)


def test_a_workbook_that_is_no_form_is_refused(tmp_path):
    with pytest.raises(FileRefused, match="XLSForm"):
        import_xlsform(book(tmp_path / "f.xlsx", Sheet1=[("a", "b")]), name="f")
    (tmp_path / "g.xlsx").write_bytes(b"PK nothing")
    with pytest.raises(FileRefused):
        import_xlsform(tmp_path / "g.xlsx", name="g")
