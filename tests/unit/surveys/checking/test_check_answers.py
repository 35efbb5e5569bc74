"""Checks of answers: each wrong thing planted once, found where it stands, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from peelian.surveys.checking.check_answers import check_answers
from peelian.surveys.checking.flaw import Flaw, some_codes
from peelian.surveys.exchange.answer_rows import AnswerRows
from peelian.surveys.survey import Survey

SURVEY: dict[str, Any] = {
    "survey": "victims",
    "title": "Victims",
    "sampling": {
        "kind": "drawn by chance",
        "of": "victims",
        "weight": "weight",
        "strata": ["stratum"],
        "units": ["cluster"],
        "days between": {"event": "reported", "least": 42, "most": 84},
    },
    "interview": {
        "number": "No", "date": "Date", "wave": "Wave", "weight": "W", "stratum": "S", "cluster": "P",
        "areas": {"borough": "B"}, "written": "%d/%m/%Y",
    },
    "waves": [
        {"wave": "A", "from": "2018-01-01", "to": "2018-03-31"},
        {"wave": "B", "from": "2018-04-01", "to": "2018-06-30"},
    ],
    "scales": {
        "four": {"answers": {"1": "Good", "2": "Bad"}, "don't know": {"9": "Does not know"}},
        "five": {"answers": {"11": "Good", "12": "Neither", "13": "Bad"}},
    },
    "least base": {"to show": 3, "to rely on": 6},
    "questions": {
        "overall": {"label": "Overall", "scale": "four", "wordings": [{"from": "B", "scale": "five"}]},
        "told": {"label": "Told", "kind": "yes or no", "answers": {"answers": {"Y": "Yes", "N": "No"}}},
        "why": {"label": "Why", "kind": "several answers", "answers": {"answers": {"a": "A"}}},
        "reported": {"label": "Reported", "kind": "date"},
        "times": {"label": "Times", "kind": "number"},
        "say": {"label": "Say", "kind": "text"},
        "group": {"label": "Group", "answers": {"answers": {"x": "X", "y": "Y"}}},
    },
    "measures": [
        {"measure": "satisfied", "title": "Satisfied", "question": "overall", "counts": ["1", "11"],
         "groups": ["group"], "direction": "higher is better"},
    ],
}  # fmt: skip


def rows(**changed: dict[int, str | None]) -> AnswerRows:
    """Return sixteen sound interviews, eight in each wave, with some cells changed by their place."""
    count = 16
    late = [place >= count // 2 for place in range(count)]
    columns: dict[str, list[str | None]] = {
        "No": [f"n{place}" for place in range(count)],
        "Date": ["10/05/2018" if each else "10/02/2018" for each in late],
        "Wave": ["B" if each else "A" for each in late],
        "W": ["1.5"] * count,
        "S": ["s1", "s2"] * (count // 2),
        "P": [f"p{place % 6}" for place in range(count)],
        "B": ["E09000007"] * count,
        "overall": ["11" if each else "1" for each in late],
        "told": ["Y", "n"] * (count // 2),
        "why a": ["1", "0"] * (count // 2),
        "reported": ["12/03/2018" if each else "20/12/2017" for each in late],
        "times": ["3", "4.5"] * (count // 2),
        "say": ["They were kind."] * count,
        "group": ["x"] * count,
    }
    for heading, cells in changed.items():
        for place, cell in cells.items():
            columns[heading.replace("_", " ")][place] = cell
    return AnswerRows(
        {name: tuple(cells) for name, cells in columns.items()}, tuple(range(2, count + 2)), "line"
    )


def check(given: AnswerRows | None, survey: dict[str, Any] = SURVEY) -> tuple[Flaw, ...]:
    return check_answers(Survey.model_validate(survey), given)


def test_sound_answers_have_nothing_to_decide():
    assert check(rows()) == ()


@pytest.mark.parametrize(
    ("changed", "kind", "thing", "count", "lines"),
    [
        ({"overall": {0: "7", 3: "77"}}, "code not in the list", "overall", 2, (2, 5)),
        ({"told": {4: "maybe"}}, "code not in the list", "told", 1, (6,)),
        ({"why_a": {4: "2"}}, "code not in the list", "why", 1, (6,)),
        ({"times": {1: "many"}}, "no number", "times", 1, (3,)),
        ({"overall": {9: "1"}}, "wave with another scale", "overall, B", 1, (11,)),
        ({"overall": {2: "12"}}, "wave with another scale", "overall, A", 1, (4,)),
        ({"Wave": {5: "C"}}, "wave unknown", "Wave", 1, (7,)),
        (
            {"Date": {5: "10/04/2018"}, "reported": {5: "01/02/2018"}},
            "outside the days of its wave",
            "A",
            1,
            (7,),
        ),
        ({"reported": {5: "01/02/2018"}}, "days since the event", "reported", 1, (7,)),
        ({"reported": {5: "01/10/2017"}}, "days since the event", "reported", 1, (7,)),
        ({"reported": {5: None}}, "days since the event", "reported", 1, (7,)),
        ({"W": {3: "0"}}, "weight", "W", 1, (5,)),
        ({"W": {3: "-2"}}, "weight", "W", 1, (5,)),
        ({"W": {3: None}}, "weight", "W", 1, (5,)),
        ({"W": {3: "heavy"}}, "weight", "W", 1, (5,)),
        ({"S": {7: "s9"}}, "one unit alone in its stratum", "S", 1, ()),
        ({"S": {7: None}}, "stratum", "S", 1, (9,)),
        ({"No": {7: "n1"}}, "number of interview", "No", 2, (3, 9)),
        ({"No": {7: None}}, "number of interview", "No", 1, (9,)),
        ({"group": {0: "y"}}, "base under the minimum", "satisfied", 1, ()),
    ],
)
def test_each_flaw_is_found_where_it_stands_and_alone(changed, kind, thing, count, lines):
    (flaw,) = check(rows(**changed))
    assert (flaw.check, flaw.thing, flaw.count, flaw.lines) == (kind, thing, count, lines)
    assert flaw.next_step


def test_a_day_that_is_none_is_told_and_so_is_what_could_not_be_checked():
    found = {flaw.check: flaw for flaw in check(rows(Date={1: "2018-02-30"}))}
    assert set(found) == {"day of interview", "days since the event"}
    assert found["day of interview"].lines == (3,)
    assert "could not be checked" in found["days since the event"].says


def test_bases_are_of_those_who_gave_an_answer():
    gone = dict.fromkeys(range(3), "9")
    (flaw,) = check(rows(overall=gone))
    assert flaw.check == "base under the minimum"
    assert "A (5)" in flaw.says and "A, group x (5)" in flaw.says


def test_questions_without_a_column_and_columns_without_a_question():
    given = rows()
    columns = {name: cells for name, cells in given.columns.items() if name != "told"}
    found = check(AnswerRows({**columns, "extra": given.columns["told"]}, given.lines))
    assert [(flaw.check, flaw.thing) for flaw in found] == [
        ("question without a column", "told"),
        ("column not in the definition", "extra"),
    ]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("ring me on 020 7946 0123 please", "a telephone number"),
        ("07700 900123", "a telephone number"),
        ("it is +44 (0)20 7946 0958", "a telephone number"),
        ("write to jo.bloggs@example.org", "an e-mail address"),
        ("I am at sw1a 1aa", "a postcode"),
        ("My name is Jo and", "a name"),
        ("ask PC Plod about it", "a name"),
        ("outside 12 High Street", "an address"),
        ("born on the second", "a date of birth"),
        ("crime number 1234567/18", "a number of an official record"),
    ],
)
def test_personal_data_in_text_is_found_and_never_repeated(text, what):
    found = [flaw for flaw in check(rows(say={6: text})) if flaw.check == "personal data in text"]
    assert f"looks to hold {what}" in [flaw.says for flaw in found]
    assert all(flaw.lines == (8,) for flaw in found)
    told = str([flaw.as_record() for flaw in found])
    assert not any(text[start : start + 10] in told for start in range(len(text) - 9))


@pytest.mark.parametrize(
    "text",
    [
        "They came in 20 minutes",
        "It was 2018",
        "I told the officer 3 times",
        "nothing",
        "the name of the street",
        "A1",
    ],
)
def test_plain_words_are_not_taken_for_personal_data(text):
    assert check(rows(say={6: text})) == ()


def test_a_long_code_is_counted_and_not_shown():
    (flaw,) = check(rows(overall={0: "my neighbour Jo Bloggs did it"}))
    assert "Jo" not in flaw.says
    assert some_codes(["a", "b" * 30]) == "'a', 1 more"


def test_a_definition_alone_is_asked_what_it_leaves_open():
    bare = {**SURVEY, "sampling": {"kind": "not said", "of": "victims"}, "waves": [],
            "questions": {"say": SURVEY["questions"]["say"]}, "measures": []}  # fmt: skip
    assert [flaw.thing for flaw in check(None, bare)] == ["sampling", "waves"]
    chance = {**bare, "sampling": {"kind": "drawn by chance", "of": "victims"}, "waves": SURVEY["waves"]}
    assert [flaw.thing for flaw in check(None, chance)] == ["weight"]


def test_an_analysis_that_people_who_chose_themselves_do_not_bear_is_told_before_anything_is_loaded():
    wanted = {"analysis": "by answer", "name": "by-say", "title": "By what they say",
              "outcome": {"question": "say", "counts": ["Y"]}, "by": "say"}  # fmt: skip
    bare = {**SURVEY, "questions": {"say": SURVEY["questions"]["say"]}, "measures": [], "analyses": [wanted]}
    chosen = {**bare, "sampling": {"kind": "open to all", "of": "victims"}}
    (flaw,) = check(None, chosen)
    assert (flaw.thing, flaw.count) == ("analyses", 1)
    assert flaw.says.endswith("will not be made: by-say")
    assert "who answered, themes and journey" in flaw.next_step
    drawn = {**bare, "sampling": {"kind": "everyone asked", "of": "victims"}}
    assert check(None, drawn) == ()


def test_where_lists_the_first_lines_and_says_how_many_more():
    assert Flaw("c", "t", "s", 1, "n", (3,)).where("line") == "line 3"
    assert Flaw("c", "t", "s", 12, "n", tuple(range(1, 13))).where("row").endswith("10 and 2 more")
