"""Shares of surveys as analysts write them, and what they are told when one is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from peelian.errors import DefinitionError
from peelian.measures.measure import Measure
from peelian.measures.read_measures import read_measures
from peelian.workspace.definitions import gather_catalogue

CATALOGUE = gather_catalogue(None)
SHARE: dict[str, Any] = {
    "measure": "trusts",
    "title": "People who trust the police",
    "source": "public_attitude",
    "where": [{"field": "trust", "is any of": ["strongly_agree", "tend_to_agree"]}],
    "share of": [],
    "weight": "weight",
    "strata": "stratum",
    "direction": "higher is better",
    "areas": ["force", "borough"],
}
GAP: dict[str, Any] = {
    "measure": "trust_gap",
    "title": "Gap in trust",
    "gap": {"of": "trusts", "group": "ethnicity_self", "between": ["white", "bame"]},
    "broad groups": {"ethnicity_self": "ethnicity_white_or_bame"},
    "direction": "lower is better",
    "areas": ["force"],
}
FROM_WHOLE = {"of": "trusts", "group": "ethnicity_self", "from": "whole"}


def read(folder: Path, *measures: dict[str, Any]) -> dict[str, Measure]:
    path = folder / "mine.yaml"
    path.write_text(yaml.safe_dump_all(measures, sort_keys=False), encoding="utf-8")
    return {each.measure: each for each in read_measures([path], catalogue=CATALOGUE, shipped=())}


def without(told: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in told.items() if name not in names}


def test_gap_takes_everything_from_the_measure_it_is_the_gap_of(tmp_path: Path) -> None:
    gap = read(tmp_path, SHARE, GAP)["trust_gap"]
    assert (gap.source, gap.weight, gap.strata) == ("public_attitude", "weight", "stratum")
    assert gap.where == Measure.model_validate(SHARE).where
    assert (gap.groups, gap.unit) == (("ethnicity_self",), "people interviewed")


def test_gap_between_detailed_groups_needs_no_broad_ones(tmp_path: Path) -> None:
    told = without(GAP, "broad groups") | {"gap": GAP["gap"] | {"between": ["W1", "B1"]}}
    gap = read(tmp_path, SHARE, told)["trust_gap"]
    assert gap.gap is not None
    assert gap.gap.between == ("W1", "B1")


def test_gap_from_the_whole_is_read_with_the_groups_of_the_deck(tmp_path: Path) -> None:
    told = GAP | {"gap": FROM_WHOLE, "broad groups": {"ethnicity_self": "ethnicity_of_gap_table"}}
    gap = read(tmp_path, SHARE, told)["trust_gap"]
    assert gap.gap is not None
    assert (gap.gap.from_the, gap.gap.between, gap.source) == ("whole", None, "public_attitude")


WRONG = {
    "weight that is no number": (SHARE | {"weight": "sex"}, "a field of type code"),
    "weight that is no field": (SHARE | {"weight": "wieght"}, "no field of 'public_attitude'"),
    "strata that are a date": (SHARE | {"strata": "interviewed_on"}, "a field of type date"),
    "weight without a base": (without(SHARE, "share of"), "'weight' without 'share of'"),
    "weight beside a sum": (SHARE | {"sum": "weight"}, "'sum' together with 'weight'"),
    "any of several conditions": (
        SHARE | {"where any of": SHARE["where"] * 2},
        "'where any of' together with 'weight'",
    ),
    "months together": (SHARE | {"months together": 6}, "'months together' together with 'weight'"),
    "windows of records": (
        without(SHARE, "weight", "strata") | {"windows": ["month"]},
        "no share of a survey",
    ),
    "least base of records": (
        without(SHARE, "weight", "strata") | {"least base": {"to show": 5}},
        "'least base' on a measure",
    ),
    "base to rely on below the one to show": (
        SHARE | {"least base": {"to show": 50, "to rely on": 20}},
        "at least as large",
    ),
    "window of no known length": (SHARE | {"windows": ["7 months"]}, "7 months"),
    "groups at a level of its own": (SHARE | {"groups at": ["ward"]}, "'ward', which is no level"),
}
WRONG_GAPS = {
    "gap of nothing": (GAP | {"gap": GAP["gap"] | {"of": "trust"}}, "'trust', which is no measure"),
    "group that is none": (
        GAP | {"gap": GAP["gap"] | {"between": ["white", "black"]}},
        "'black', which is no group",
    ),
    "one group twice": (GAP | {"gap": GAP["gap"] | {"between": ["white", "white"]}}, "two different groups"),
    "field that is none": (
        GAP | {"gap": GAP["gap"] | {"group": "ethnicity"}},
        "no field of 'public_attitude'",
    ),
    "list that is none": (GAP | {"broad groups": {"ethnicity_self": "two"}}, "no list of codes"),
    "broad groups of another field": (
        GAP | {"broad groups": {"sex": "ethnicity_white_or_bame"}},
        "'sex', which is no group of this gap",
    ),
    "level the other has not": (GAP | {"areas": ["ward"]}, "'ward', which is no level that 'trusts'"),
    "strata of its own": (GAP | {"strata": "wave"}, "'strata' beside 'gap'"),
    "from the whole, and between two": (
        GAP | {"gap": GAP["gap"] | {"from": "whole"}},
        "either 'between' two groups or 'from: whole'",
    ),
    "neither between nor from": (
        GAP | {"gap": without(GAP["gap"], "between")},
        "either 'between' two groups or 'from: whole'",
    ),
    "from something else": (GAP | {"gap": FROM_WHOLE | {"from": "white"}}, "'whole'"),
    "adds to, between two": (
        GAP | {"gap": GAP["gap"] | {"adds to": "ethnicity_groups"}},
        "'adds to' together with 'from: whole'",
    ),
    "adds to, of broad groups": (
        GAP | {"gap": FROM_WHOLE | {"adds to": "ethnicity_groups"}},
        "'broad groups' beside 'adds to'",
    ),
    "adds to a list that is none": (
        without(GAP, "broad groups") | {"gap": FROM_WHOLE | {"adds to": "groups"}},
        "'groups', which is no list of codes",
    ),
    "adds to a list of other things": (
        without(GAP, "broad groups") | {"gap": FROM_WHOLE | {"adds to": "sex_recorded"}},
        "'sex_recorded', in which no code of 'ethnicity_self' lies",
    ),
    "from the whole, of a field without groups": (
        without(GAP, "broad groups") | {"gap": FROM_WHOLE | {"group": "wave"}},
        "'wave', of which no groups are listed",
    ),
    "conditions of its own": (
        GAP | {"where": [{"field": "trust", "is": "neither"}]},
        "'where' beside 'gap'",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_share_is_refused_in_words(tmp_path: Path, name: str) -> None:
    told, says = WRONG[name]
    with pytest.raises(DefinitionError) as refused:
        read(tmp_path, told)
    assert says in str(refused.value)


@pytest.mark.parametrize("name", WRONG_GAPS)
def test_wrong_gap_is_refused_in_words(tmp_path: Path, name: str) -> None:
    told, says = WRONG_GAPS[name]
    with pytest.raises(DefinitionError) as refused:
        read(tmp_path, SHARE, told)
    assert says in str(refused.value)


def test_gap_of_a_share_of_records_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError) as refused:
        read(tmp_path, without(SHARE, "weight", "strata"), GAP)
    assert "no share of a survey" in str(refused.value)


def test_package_measures_of_surveys_are_read() -> None:
    told = {each.measure: each for each in read_measures([], catalogue=CATALOGUE)}
    gaps = [each.gap for each in told.values() if each.gap is not None]
    assert [each.between for each in gaps if each.between] == [("white", "bame")] * 6
    from_whole = [each for each in gaps if each.from_the]
    assert (len(from_whole), [each.adds_to for each in from_whole if each.adds_to]) == (
        11,
        ["ethnicity_groups"],
    )
    assert told["information_supplied"].windows == ("month", "rolling 6 months", "rolling 12 months")


def test_a_share_of_those_who_chose_themselves_is_one_of_a_survey(tmp_path: Path) -> None:
    young = {
        "measure": "young",
        "title": "Pupils who know someone",
        "source": "youth_voice",
        "where": [{"field": "knows_a_carrier", "is": True}],
        "share of": [],
        "direction": "lower is better",
        "areas": ["force"],
    }
    with pytest.raises(DefinitionError) as caught:
        read(tmp_path, young)
    assert "people chose themselves" in caught.value.found
    assert "'cluster'" in caught.value.next_step
    assert read(tmp_path, young | {"cluster": "school"})["young"].of_a_survey
