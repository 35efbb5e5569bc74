"""The source, the layout and the measures that a survey becomes, and its place in a catalogue."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from peelian.catalogue.catalogue import Catalogue
from peelian.definitions.located import Located
from peelian.errors import DefinitionError
from peelian.surveys.as_layout import layout_of
from peelian.surveys.as_measures import measures_of
from peelian.surveys.as_source import breaks_of, source_of
from peelian.surveys.fields import columns_of, fields_of
from peelian.surveys.in_catalogue import with_surveys
from peelian.surveys.read_surveys import ReadSurvey
from peelian.surveys.survey import Survey
from tests.unit.surveys.written import BASE, survey, written

OTHER_SCALE = [{"from": "B", "scale": "longer", "comparable": False, "why": "Five answers, no longer two."}]


def read(made: Survey) -> ReadSurvey:
    return ReadSurvey(
        made, Located(written(), Path("counter.yaml"), {(): 1, ("survey",): 1, ("measures", 0): 40})
    )


def test_each_question_becomes_a_field_of_its_kind_and_role():
    source = source_of(survey())
    kinds = {name: (field.type, field.role) for name, field in source.fields.items()}
    assert kinds["fair"] == ("code", "measure")
    assert kinds["why_a"] == kinds["why_b"] == ("flag", "measure")
    assert "why" not in kinds and "why_r" not in kinds
    assert kinds["told"] == ("flag", "measure")
    assert kinds["times"] == ("number", "measure")
    assert kinds["since"][0] == "date"
    assert kinds["say"] == ("text", "free text")
    assert kinds["age"][1] == "quasi-identifier"
    assert kinds["faith"][1] == "sensitive"
    assert kinds["borough"] == ("area", "place")
    assert "cluster" not in kinds and "month" in kinds


def test_no_answers_are_ways_of_missing_and_never_values():
    fields = fields_of(survey(), "fair")
    assert fields["fair"].values == {"1": "Agree", "2": "Disagree"}
    assert fields["fair"].missing == {"": "not asked or not recorded", "8": "Does not know"}
    assert fields_of(survey(), "times")["times"].missing["99"] == "Does not know"


def test_codes_of_every_wave_are_values_of_the_field():
    field = fields_of(survey(questions__fair__wordings=OTHER_SCALE), "fair")["fair"]
    assert set(field.values) == {"1", "2", "11", "12", "13"}
    assert "8" in field.missing


def test_columns_fill_fields_from_their_headings():
    assert {heading: column.to for heading, column in columns_of(survey(), "why").items()} == {
        "Q2.a": "why_a",
        "Q2.b": "why_b",
    }
    (number,) = columns_of(survey(), "times").values()
    assert (number.type, number.at_least) == ("number", 0)
    (fair,) = columns_of(survey(), "fair").values()
    assert fair.type == "text" and not fair.optional
    (text,) = columns_of(survey(), "say").values()
    assert text.optional
    braces = columns_of(survey(questions__why__heading="Q {x} {code}"), "why")
    assert list(braces) == ["Q {x} a", "Q {x} b"]


def test_days_are_read_as_the_survey_writes_them():
    made = survey(interview__written="%d/%m/%Y")
    (column,) = columns_of(made, "since").values()
    assert column.written == "%d/%m/%Y"
    assert layout_of(made).columns["Date"].written == "%d/%m/%Y"


def test_layout_sets_aside_interviews_that_stand_for_nobody():
    layout = layout_of(survey())
    assert layout.once == ("No",)
    weight = layout.columns["W"]
    assert weight.required and weight.at_least is not None and 0 < weight.at_least < 1e-3
    assert layout.columns["No"].required and layout.columns["Date"].month_to == "month"


@pytest.mark.parametrize("make", [source_of, layout_of])
def test_a_survey_without_deliveries_is_no_source_of_its_own(make):
    with pytest.raises(ValueError, match="needs 'interview'"):
        make(survey(interview=None))


def test_a_question_with_one_answer_says_which_answers_there_are():
    with pytest.raises(ValueError, match="of the question 'fair'"):
        source_of(survey(questions__fair={"label": "Fair"}, measures=[], questions__told=None))


def test_two_questions_under_one_heading_are_refused():
    with pytest.raises(ValueError, match="each heading once; 'Q1'"):
        layout_of(survey(questions__age__heading="Q1"))


def test_who_answered_is_a_caveat_by_how_people_came_in():
    by_kind = {
        kind: source_of(survey(sampling__kind=kind)).caveats[0]
        for kind in ("drawn by chance", "quota", "open to all", "everyone asked", "not said")
    }
    assert by_kind["drawn by chance"].severity == "note"
    assert {by_kind[kind].severity for kind in ("quota", "open to all", "not said")} == {"warn"}
    assert len({caveat.says for caveat in by_kind.values()}) == 5
    assert [kind for kind, caveat in by_kind.items() if "no margin of error can" in caveat.says] == [
        "open to all"
    ]


def test_only_a_survey_that_is_open_to_all_makes_its_source_self_selected():
    kinds = ("drawn by chance", "quota", "open to all", "everyone asked", "not said")
    made = [kind for kind in kinds if source_of(survey(sampling__kind=kind)).self_selected]
    assert made == ["open to all"]


def test_waves_and_wordings_that_do_not_compare_are_breaks_on_their_day():
    made = survey(
        waves=[BASE["waves"][0], {**BASE["waves"][1], "comparable": False, "why": "By telephone since."}],
        questions__fair__wordings=OTHER_SCALE,
    )
    wave, wording = breaks_of(made)
    assert (wave.on, wave.says, wave.scope.fields) == (dt.date(2018, 4, 1), "By telephone since.", ())
    assert (wording.on, wording.scope.fields) == (dt.date(2018, 4, 1), ("fair",))
    several = breaks_of(survey(questions__why__wordings=[{"from": "B", "comparable": False}]))
    assert several[0].scope.fields == ("why_a", "why_b")


def test_fieldwork_says_nothing_of_days_without_interviews():
    source = source_of(survey())
    assert source.in_waves
    bounds = [rule.between for rule in source.quality if rule.field == "interviewed_on"]
    assert bounds == [(dt.date(2018, 1, 1), dt.date(2018, 6, 30))]
    assert not [rule for rule in source_of(survey(waves=[])).quality if rule.field == "interviewed_on"]


def test_measures_are_written_as_shares_with_the_design():
    document = measures_of(read(survey()))["counter_fair"]
    assert document.data["where"] == [{"field": "fair", "is any of": ["1"]}]
    assert (document.data["weight"], document.data["strata"]) == ("weight", "stratum")
    assert "cluster" not in document.data
    assert document.data["least base"] == {"to show": 50, "to rely on": 100}
    assert document.line_of(()) == 40


@pytest.mark.parametrize(
    ("question", "counts", "where"),
    [
        ("told", [], {"field": "told", "is": True}),
        ("told", ["no"], {"field": "told", "is": False}),
        ("told", ["yes"], {"field": "told", "is": True}),
        ("why", ["b"], {"field": "why_b", "is": True}),
    ],
)
def test_a_yes_is_written_as_a_yes(question, counts, where):
    measure = {**BASE["measures"][0], "question": question, "counts": counts, "groups": []}
    assert measures_of(read(survey(measures=[measure])))["counter_fair"].data["where"] == [where]


def test_a_survey_of_its_own_joins_the_catalogue_with_its_layout():
    whole = with_surveys(Catalogue(), {"counter": read(survey())})
    assert whole.sources["counter"].title == "Front counter survey"
    assert whole.layouts["counter_answers"].source == "counter"
    assert whole.place_of("source", "counter").startswith("counter.yaml, line 1")


def test_a_survey_of_a_described_source_adds_its_breaks_and_nothing_else():
    described = Catalogue(sources={"counter": source_of(survey())})
    made = survey(interview=None, questions__fair__wordings=OTHER_SCALE)
    whole = with_surveys(described, {"counter": read(made)})
    assert [each.id for each in whole.sources["counter"].breaks] == ["fair-b"]
    assert whole.layouts == {}
    assert described.sources["counter"].breaks == ()


def test_a_question_that_is_no_field_of_its_source_is_refused_by_name():
    described = Catalogue(sources={"counter": source_of(survey())})
    made = survey(interview=None, questions__fairr={"label": "Fair"})
    with pytest.raises(DefinitionError) as caught:
        with_surveys(described, {"counter": read(made)})
    assert "'fairr'" in caught.value.found and "fair" in caught.value.accepted


def test_what_cannot_become_a_source_names_file_and_reason():
    with pytest.raises(DefinitionError) as caught:
        with_surveys(Catalogue(), {"counter": read(survey(interview=None))})
    assert caught.value.thing.startswith("counter.yaml")
    assert "interview" in caught.value.accepted
