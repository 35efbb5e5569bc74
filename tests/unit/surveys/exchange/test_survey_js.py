"""SurveyJS in and out: each type of question, routes, and what is told rather than dropped."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from peelian.errors import FileRefused
from peelian.surveys.exchange.imported import Imported
from peelian.surveys.exchange.survey_js_in import import_survey_js
from peelian.surveys.exchange.survey_js_out import export_survey_js
from peelian.surveys.survey import Survey

FORM: dict[str, Any] = {
    "title": {"default": "Front counter", "fr": "Accueil"},
    "showProgressBar": "top",
    "pages": [
        {
            "name": "p1",
            "title": "Visit",
            "elements": [
                {
                    "type": "radiogroup",
                    "name": "seen",
                    "title": "Were you seen?",
                    "choices": [
                        {"value": "y", "text": "At once"},
                        "later",
                        {"value": 9, "text": "Don't know"},
                    ],
                    "isRequired": True,
                },
                {
                    "type": "dropdown",
                    "name": "station",
                    "title": "Where?",
                    "choices": ["North", "South"],
                    "showOtherItem": True,
                    "visibleIf": "{seen} = 'y' or {seen} = 'later'",
                },
                {
                    "type": "checkbox",
                    "name": "why",
                    "title": "Why?",
                    "choices": ["lost", "found"],
                    "showNoneItem": True,
                    "visibleIf": "{station} anyof ['North', 'South']",
                },
                {"type": "html", "name": "thanks", "html": "<p>Thank you</p>"},
                {"type": "signaturepad", "name": "sign", "title": "Sign"},
            ],
        },
        {
            "name": "p2",
            "visibleIf": "{seen} = 'y'",
            "elements": [
                {
                    "type": "rating",
                    "name": "rate",
                    "title": "How was it?",
                    "rateMax": 3,
                    "minRateDescription": "poor",
                    "maxRateDescription": "good",
                },
                {
                    "type": "panel",
                    "name": "more",
                    "title": "More",
                    "elements": [
                        {
                            "type": "matrix",
                            "name": "staff",
                            "title": "The staff were",
                            "columns": [{"value": 1, "text": "Agree"}, {"value": 2, "text": "Disagree"}],
                            "rows": [{"value": "fair", "text": "fair"}, "polite"],
                        }
                    ],
                },
                {
                    "type": "boolean",
                    "name": "again",
                    "title": "Would you come again?",
                    "valueName": "again_flag",
                },
                {"type": "text", "name": "age", "title": "Your age", "inputType": "number", "min": 16},
                {"type": "text", "name": "day", "title": "Which day?", "inputType": "date"},
                {
                    "type": "comment",
                    "name": "say",
                    "title": "Anything else?",
                    "visibleIf": "{age} > 17 and {rate} < 2",
                },
            ],
        },
    ],
}


def read(folder: Path, form: Any) -> Imported:
    path = folder / "form.json"
    path.write_text(form if isinstance(form, str) else json.dumps(form), encoding="utf-8")
    return import_survey_js(path, name="counter")


def said(taken: Imported, thing: str, state: str) -> list[str]:
    return [each.says for each in taken.told if each.thing == thing and each.state == state]


def test_each_type_becomes_a_question_of_its_kind(tmp_path):
    survey = read(tmp_path, FORM).survey
    assert survey.title == "Front counter"
    assert {name: question.kind for name, question in survey.questions.items()} == {
        "seen": "one answer",
        "station": "one answer",
        "why": "several answers",
        "rate": "one answer",
        "staff_fair": "one answer",
        "staff_polite": "one answer",
        "again": "yes or no",
        "age": "number",
        "day": "date",
        "say": "text",
    }
    seen, rate = survey.scale_of("seen"), survey.scale_of("rate")
    assert seen is not None and rate is not None
    assert seen.answers == {"y": "At once", "later": "later"}
    assert seen.dont_know == {"9": "Don't know"}
    assert rate.answers == {"1": "1 - poor", "2": "2", "3": "3 - good"}
    assert survey.questions["staff_fair"].asks == "The staff were fair"
    assert survey.questions["staff_fair"].heading == "staff.fair"
    assert survey.questions["staff_fair"].topic == "More"
    assert survey.questions["again"].heading == "again_flag"
    assert survey.questions["age"].at_least == 16
    assert survey.scale_of("staff_fair") is survey.scale_of("staff_polite")


def test_routes_of_the_simple_form_are_taken(tmp_path):
    questions = read(tmp_path, FORM).survey.questions
    station, why, rate = questions["station"].asked_of, questions["why"].asked_of, questions["rate"].asked_of
    assert station is not None and (station.question, station.answered) == ("seen", ("y", "later"))
    assert why is not None and (why.question, why.answered) == ("station", ("North", "South"))
    assert rate is not None and (rate.question, rate.answered) == ("seen", ("y",))
    assert questions["say"].asked_of is None


def test_nothing_is_dropped_silently(tmp_path):
    taken = read(tmp_path, FORM)
    assert "isRequired" in said(taken, "seen", "left out")[0]
    assert said(taken, "thanks", "left out") == ["shows something and asks nothing"]
    assert "signaturepad" in said(taken, "sign", "left out")[0]
    assert "'Other'" in said(taken, "station", "left out")[0]
    assert "showProgressBar" in said(taken, "form.json", "left out")[0]
    assert "{age} > 17 and {rate} < 2" in said(taken, "say", "left out")[0]
    assert "don't know" in said(taken, "seen", "guessed")[0]


def test_route_to_an_answer_that_is_none_is_told(tmp_path):
    form = {"elements": [
        {"type": "radiogroup", "name": "a", "choices": ["x"]},
        {"type": "comment", "name": "b", "visibleIf": "{a} = 'z'"},
        {"type": "comment", "name": "c", "visibleIf": "{gone} = 'z'"},
    ]}  # fmt: skip
    taken = read(tmp_path, form)
    assert said(taken, "b", "left out") and said(taken, "c", "left out")
    assert taken.survey.questions["b"].asked_of is None


def test_what_is_written_is_read_back_the_same(tmp_path):
    survey = read(tmp_path, FORM).survey
    text, _ = export_survey_js(survey)
    again = read(tmp_path, text).survey
    for name, question in survey.questions.items():
        other = again.questions[name]
        assert (other.asks, other.kind, other.asked_of, other.at_least) == (
            question.asks, question.kind, question.asked_of, question.at_least
        ), name  # fmt: skip
        assert again.scale_of(name) == survey.scale_of(name), name
        assert (other.heading or name) == (question.heading or name)


def test_what_a_form_cannot_say_is_told():
    survey = Survey.model_validate(
        {
            "survey": "s",
            "title": "S",
            "sampling": {"kind": "quota", "of": "people"},
            "waves": [{"wave": "W1", "from": "2018-01-01", "to": "2018-02-01"}],
            "questions": {
                "age": {"label": "Age", "kind": "number", "of the person": True},
                "n": {
                    "label": "N",
                    "asks": "How many?",
                    "kind": "number",
                    "answers": {"refused": {"99": "Refused"}},
                },
            },
            "measures": [],
        }
    )
    text, told = export_survey_js(survey)
    assert '"name": "age"' not in text
    assert {each.thing for each in told} == {"age", "n", "sampling", "waves", "labels"}


@pytest.mark.parametrize("content", ["", "not json", "[]", '{"a": 1}', '{"pages": []}', "[" * 5000])
def test_what_is_no_questionnaire_is_refused(tmp_path, content):
    with pytest.raises(FileRefused):
        read(tmp_path, content)


@pytest.mark.parametrize(
    "element",
    [
        {"type": "radiogroup", "name": "a", "choices": 3},
        {"type": "checkbox", "name": "a", "choices": None},
        {"type": "rating", "name": "a", "rateValues": 5},
        {"type": "matrix", "name": "a", "rows": True, "columns": 1.5},
        {"type": "panel", "name": "a", "elements": 7},
        {"type": ["text"], "name": {"x": 1}},
        "text",
        None,
    ],
)
def test_an_element_of_a_strange_form_is_told_and_the_rest_is_taken(tmp_path, element):
    taken = read(tmp_path, {"elements": [element, {"type": "comment", "name": "say"}]})
    assert list(taken.survey.questions) == ["say"]
    assert any(each.state == "left out" for each in taken.told)


def test_a_rating_of_strange_ends_is_the_usual_one(tmp_path):
    form = {"elements": [{"type": "rating", "name": "a", "rateMax": "many", "rateMin": None, "rateStep": 0}]}
    scale = read(tmp_path, form).survey.scale_of("a")
    assert scale is not None and list(scale.answers) == ["1", "2", "3", "4", "5"]
