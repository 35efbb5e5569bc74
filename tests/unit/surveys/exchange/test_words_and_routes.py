"""Labels that are no answers, columns of an interview, plain names, and routes of the simple form."""

from __future__ import annotations

import pytest

from peelian.errors import NotFound
from peelian.surveys.exchange.interview_columns import interview_columns
from peelian.surveys.exchange.no_answer_label import no_answer_kind
from peelian.surveys.exchange.plain_name import plain_name
from peelian.surveys.exchange.routing import read_route, write_route


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Don't know", "don't know"),
        ("Don’t know", "don't know"),
        ("DK", "don't know"),
        ("Does not know", "don't know"),
        ("98. Don't know", "don't know"),
        ("Don't know (spontaneous)", "don't know"),
        ("Not sure", "don't know"),
        ("Can't remember", "don't know"),
        ("Refused", "refused"),
        ("Prefer not to say", "refused"),
        ("Would rather not say", "refused"),
        ("Not applicable", "not applicable"),
        ("N/A", "not applicable"),
        ("Does not apply", "not applicable"),
        ("Missing", "not recorded"),
        ("Don't know the officer", None),
        ("I refused to go", None),
        ("Neither agree nor disagree", None),
        ("No", None),
        ("", None),
    ],
)
def test_the_whole_label_must_say_that_it_is_no_answer(label, kind):
    assert no_answer_kind(label) == kind


def test_columns_of_the_interview_are_known_by_heading_or_label():
    labels = {
        "RESPID": "",
        "v2": "Date of interview",
        "Final_Weight": "",
        "PSU": "",
        "q1": "Weight of the bag",
    }
    found, areas, told = interview_columns(labels, said={})
    assert found == {"number": "RESPID", "date": "v2", "weight": "Final_Weight", "cluster": "PSU"}
    assert areas == {}
    assert {each.thing for each in told} == {"RESPID", "v2", "Final_Weight", "PSU"}
    assert all(each.state == "guessed" for each in told)


def test_what_the_user_says_goes_first_and_must_be_there():
    found, areas, _ = interview_columns({"id": "", "x": "", "b": ""}, said={"number": "x", "borough": "b"})
    assert found == {"number": "x", "date": "interviewed_on"}
    assert areas == {"borough": "b"}
    with pytest.raises(NotFound, match="no column 'y'"):
        interview_columns({"id": ""}, said={"date": "y"})


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Q62F", "q62f"),
        ("Âge à l’arrivée", "age_a_l_arrivee"),
        ("1st", "q_1st"),
        ("  ", "question"),
        ("a-b", "a_b_2"),
    ],
)
def test_names_are_plain_and_each_once(words, name):
    assert plain_name(words, taken={"a_b"}) == name


@pytest.mark.parametrize(
    ("text", "dialect", "read"),
    [
        ("{a} = 'x'", "surveyjs", ("a", ("x",))),
        ("({a} == 1)", "surveyjs", ("a", ("1",))),
        ("{a} = true", "surveyjs", ("a", ("true",))),
        ("{a} = 'x' or {a} = \"y z\"", "surveyjs", ("a", ("x", "y z"))),
        ("{a} anyof ['x', 'y']", "surveyjs", ("a", ("x", "y"))),
        ("{a} contains 'x'", "surveyjs", ("a", ("x",))),
        ("{a} = 'x' and {b} = 'y'", "surveyjs", None),
        ("{a} = 'x' or {b} = 'y'", "surveyjs", None),
        ("{a} <> 'x'", "surveyjs", None),
        ("{a} > 3", "surveyjs", None),
        ("{a} notempty", "surveyjs", None),
        ("", "surveyjs", None),
        ("${a} = 'x'", "xlsform", ("a", ("x",))),
        ("selected(${a}, 'x') or selected(${a}, 'y')", "xlsform", ("a", ("x", "y"))),
        ("not(${a} = 'x')", "xlsform", None),
        ("${a} = ${b}", "xlsform", None),
    ],
)
def test_routes_are_read_when_they_are_simple_and_never_otherwise(text, dialect, read):
    assert read_route(text, dialect) == read


@pytest.mark.parametrize("dialect", ["surveyjs", "xlsform"])
@pytest.mark.parametrize("several", [False, True])
@pytest.mark.parametrize("codes", [("x",), ("x", "y z"), ("it's",)])
def test_what_is_written_is_read(dialect, several, codes):
    assert read_route(write_route("q", codes, dialect=dialect, several=several), dialect) == ("q", codes)
