"""Surveys as they are written: parts that agree, and what is refused when they do not."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from peelian.definitions.located import read_located
from peelian.definitions.model import read_definition
from peelian.errors import DefinitionError
from peelian.surveys.survey import Survey
from tests.unit.surveys.written import BASE, survey


def test_a_survey_that_agrees_is_taken():
    assert survey().least_base.to_show == 50
    assert survey().words_of("fair") == {"1": "Agree", "2": "Disagree"}
    assert survey().words_of("say") == {}


JOURNEY = {
    "analysis": "journey",
    "name": "service",
    "title": "Stage by stage",
    "stages": [
        {"title": "Told", "outcome": {"question": "told"}},
        {"title": "Fair", "outcome": {"question": "fair", "counts": ["1"]}},
    ],
}


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"survey": "Front Counter"}, "small letters"),
        ({"questions": {}}, "at least 1"),
        ({"questions__Fair": {"label": "F", "kind": "text"}}, "small letters"),
        ({"questions__fair__scale": "gone"}, "'gone' is none"),
        ({"questions__fair__wordings": [{"from": "C"}]}, "wordings from a wave"),
        ({"questions__fair__wordings": [{"from": "B", "scale": "gone"}]}, "'gone' is none"),
        ({"questions__told__asked of": {"question": "gone", "answered": ["1"]}}, "'gone' is none"),
        ({"questions__told__asked of": {"question": "told", "answered": ["1"]}}, "another question"),
        ({"questions__told__asked of": {"question": "fair", "answered": ["7"]}}, "'7' is none"),
        ({"questions__told__answers": {"answers": {"1": "Yes", "2": "No"}}}, "'2' in 'told' is none"),
        ({"waves": [BASE["waves"][0], BASE["waves"][0]]}, "each wave once"),
        ({"waves": [BASE["waves"][1], BASE["waves"][0]]}, "'A' begins before 'B'"),
        ({"waves": [{**BASE["waves"][0], "quotas": {"age": {"z": 5}}}]}, "quotas of 'A'"),
        ({"measures": [BASE["measures"][0]] * 2}, "each measure once"),
        ({"measures": [{**BASE["measures"][0], "question": "gone"}]}, "'gone' in the measure"),
        ({"measures": [{**BASE["measures"][0], "counts": ["7"]}]}, "'7' is none"),
        ({"measures": [{**BASE["measures"][0], "counts": []}]}, "the codes of the answers that count"),
        ({"measures": [{**BASE["measures"][0], "groups": ["gone"]}]}, "'gone' in the measure"),
        (
            {"measures": [{**BASE["measures"][0], "among": [{"question": "age", "answered": ["z"]}]}]},
            "'z' is none",
        ),
        (
            {"measures": [{**BASE["measures"][0], "question": "why", "counts": ["a", "b"]}]},
            "one code in 'counts'",
        ),
        ({"analyses": [{**JOURNEY, "name": "gaps"}]}, "another name than 'gaps'"),
        ({"analyses": [{**JOURNEY, "name": "gaps-"}]}, "another name than 'gaps-'"),
        ({"analyses": [JOURNEY, JOURNEY]}, "each analysis once (twice: service)"),
        ({"analyses": [JOURNEY, {**JOURNEY, "name": "service-"}]}, "each analysis once"),
        ({"sampling__weight": "heft"}, "'heft' is none"),
        ({"sampling__strata": ["cluster"]}, "'cluster' is none"),
        ({"sampling__days between": {"event": "gone", "least": 1, "most": 2}}, "'gone' is none"),
    ],
)
def test_parts_that_do_not_agree_are_refused_with_the_reason(changed: dict[str, Any], says: str):
    with pytest.raises(ValidationError) as caught:
        survey(**changed)
    assert says in str(caught.value)


def test_a_scale_of_a_later_wave_is_known_beside_the_first():
    later = survey(
        questions__fair__wordings=[{"from": "B", "scale": "longer", "comparable": False, "why": "longer"}]
    )
    assert [len(scale.answers) for scale in later.scales_of("fair")] == [2, 3]
    before, since = later.scale_in("fair", "A"), later.scale_in("fair", "B")
    assert before is not None and list(before.answers) == ["1", "2"]
    assert since is not None and list(since.answers) == ["11", "12", "13"]
    assert set(later.words_of("fair")) == {"1", "2", "11", "12", "13"}


def test_one_code_never_means_two_things_in_two_waves():
    with pytest.raises(ValidationError, match="mean the same in every scale"):
        survey(
            scales__longer={"answers": {"1": "Agree a lot", "2": "Agree", "3": "Disagree"}},
            questions__fair__wordings=[{"from": "B", "scale": "longer"}],
        )


def test_a_survey_of_a_described_source_may_name_fields_that_it_does_not_ask():
    named = survey(
        interview=None, sampling__weight="heft", measures=[{**BASE["measures"][0], "groups": ["sex"]}]
    )
    assert named.measures[0].groups == ("sex",)


def test_an_analysis_named_as_the_page_of_gaps_is_refused_at_its_line(tmp_path):
    text = yaml.safe_dump({**BASE, "analyses": [{**JOURNEY, "name": "gaps"}]}, sort_keys=False)
    (tmp_path / "s.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionError) as refused:
        read_definition(Survey, read_located(tmp_path / "s.yaml")[0])
    line = text[: text.index("name: gaps")].count("\n") + 1
    assert refused.value.thing == f"s.yaml, line {line}: analyses.0.name"
    assert refused.value.found == "'gaps'"
    assert "another name than 'gaps'" in refused.value.accepted
    assert refused.value.next_step
