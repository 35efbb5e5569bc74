"""You said, we did as it is written: what is taken, and what is refused with its line and the reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from peelian.errors import DefinitionError
from peelian.surveys.as_measures import measures_of
from peelian.surveys.read_surveys import ReadSurvey, read_surveys
from tests.unit.surveys.written import written

THEMES = {"analysis": "themes", "name": "themes", "title": "T", "question": "why"}
SAID: dict[str, Any] = {"theme": "a", "status": "done", "on": "2018-07-01", "we did": "We moved it."}


def read(folder: Path, *said: dict[str, Any], **changed: Any) -> ReadSurvey:
    path = folder / "counter.yaml"
    told = written(analyses=[THEMES], **{"you said": list(said)}, **changed)
    path.write_text(yaml.safe_dump(told, sort_keys=False), "utf-8")
    return read_surveys([path], shipped=())["counter"]


def refused(folder: Path, *said: dict[str, Any], **changed: Any) -> DefinitionError:
    with pytest.raises(DefinitionError) as caught:
        read(folder, *said, **changed)
    return caught.value


def test_themes_and_measures_are_taken_in_their_order(tmp_path: Path) -> None:
    measure = {"measure": "counter_fair", "status": "will not", "on": "2018-07-02", "because": "No money."}
    done, not_done = read(tmp_path, SAID, measure).survey.you_said
    assert (done.theme, done.did, done.on.isoformat()) == ("a", "We moved it.", "2018-07-01")
    assert (not_done.measure, not_done.status, not_done.because) == ("counter_fair", "will not", "No money.")


def test_a_theme_that_nobody_coded_is_refused_with_those_that_were(tmp_path: Path) -> None:
    problem = refused(tmp_path, SAID, {**SAID, "theme": "z"})
    line = next(
        number
        for number, text in enumerate((tmp_path / "counter.yaml").read_text("utf-8").splitlines(), 1)
        if text.strip(" -") == "theme: z"
    )
    assert f"counter.yaml, line {line}: you said.1.theme" in problem.thing
    assert problem.found == "the theme 'z', which nobody coded"
    assert problem.accepted == "a, b"
    assert problem.next_step == "name a theme that was coded"


def test_a_theme_of_another_question_is_not_one_of_this(tmp_path: Path) -> None:
    problem = refused(tmp_path, {**SAID, "question": "fair"})
    assert "nobody coded in answers to 'fair'" in problem.found
    assert "no" in problem.accepted and problem.next_step == "add an analysis of 'themes'"


def test_a_theme_that_two_analyses_count_needs_its_question(tmp_path: Path) -> None:
    path = tmp_path / "counter.yaml"
    told = written(
        analyses=[THEMES, {**THEMES, "name": "again", "question": "wish"}],
        questions__wish={"label": "Wish", "kind": "several answers", "answers": {"answers": {"a": "Near"}}},
        **{"you said": [SAID]},
    )
    path.write_text(yaml.safe_dump(told, sort_keys=False), "utf-8")
    with pytest.raises(DefinitionError) as caught:
        read_surveys([path], shipped=())
    assert caught.value.accepted == "a 'question' beside it: why, wish"
    told["you said"] = [{**SAID, "question": "wish"}]
    path.write_text(yaml.safe_dump(told, sort_keys=False), "utf-8")
    assert read_surveys([path], shipped=())["counter"].survey.you_said[0].question == "wish"


def test_a_measure_of_another_survey_is_refused_with_those_of_this(tmp_path: Path) -> None:
    problem = refused(tmp_path, {"measure": "gone", "status": "done", "on": "2018-07-01", "we did": "X."})
    assert (problem.found, problem.accepted) == ("'gone', which is no measure of the survey", "counter_fair")


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"status": "perhaps"}, "'done', 'doing' or 'will not'"),
        ({"status": "will not"}, "a 'because' where the 'status' is 'will not'"),
        ({"status": "will not", "because": "  "}, "a 'because' where the 'status' is 'will not'"),
        ({"we did": ""}, "a 'we did' where the 'status' is 'done'"),
        ({"measure": "counter_fair"}, "either a 'theme' or a 'measure'"),
        ({"theme": ""}, "either a 'theme' or a 'measure'"),
        ({"theme": "", "measure": "counter_fair", "question": "why"}, "a 'question' only beside a 'theme'"),
        ({"link": "javascript:alert(1)"}, "an address that begins with 'https://'"),
        ({"on": "some day"}, "a day of the calendar"),
        ({"link": "https://example.org/a b"}, "no blanks"),
    ],
)
def test_what_is_not_whole_is_refused_with_the_reason(tmp_path: Path, changed, says: str) -> None:
    problem = refused(tmp_path, {**SAID, **changed})
    assert says in problem.accepted
    assert "you said.0" in problem.thing
    assert problem.found and problem.next_step


def test_a_day_is_needed(tmp_path: Path) -> None:
    problem = refused(tmp_path, {key: value for key, value in SAID.items() if key != "on"})
    assert (problem.found, problem.next_step) == ("no 'on'", "add the key")


@pytest.mark.parametrize("kind", ["drawn by chance", "quota", "everyone asked", "not said"])
def test_people_choose_themselves_to_answer_a_consultation(tmp_path: Path, kind: str) -> None:
    problem = refused(tmp_path, form="consultation", sampling__kind=kind)
    assert "sampling.kind" in problem.thing
    assert kind in problem.found and problem.accepted.startswith("open to all")
    taken = read(tmp_path, form="consultation", sampling__kind="open to all")
    assert taken.survey.form == "consultation"


def test_where_nobody_has_a_weight_each_counts_as_one(tmp_path: Path) -> None:
    plain = read(tmp_path, sampling={"kind": "open to all", "of": "visitors"})
    made = measures_of(plain)["counter_fair"].data
    assert (made["cluster"], "weight" in made) == ("respondent_id", False)
    weighed = measures_of(read(tmp_path))["counter_fair"].data
    assert ("cluster" in weighed, weighed["weight"]) == (False, "weight")
