"""Rules that look beyond the single row: what is refused, and in which words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.codes import Code, CodeList
from peelian.errors import DefinitionError
from peelian.measures.measure import Measure
from peelian.measures.read_measures import read_measures
from peelian.measures.rule_of import reoffending_of, repeat_of, within_of
from peelian.measures.unlinked import unlinked_caveats
from tests.spec.several_sources import load, shipped

REPEAT = {
    "measure": "r", "title": "R", "source": "recorded_crime", "direction": "ambiguous", "areas": ["force"],
}  # fmt: skip
RULE = {"person": "victim_id", "ordered by": "recorded_on"}
WITHIN = REPEAT | {"source": "victims_code"}
LIMIT = {"from": "triggered_at", "to": "done_at", "limit": 5}
COHORT = REPEAT | {"source": "cohorts"}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    odd = CodeList(codes="odd_days", title="Odd", list={"Christmas": Code(label="Christmas")})
    known = shipped()
    return Catalogue(sources=known.sources, codes={**known.codes, "odd_days": odd})


def read(folder: Path, catalogue: Catalogue, measure: dict[str, Any]) -> Measure:
    path = folder / "own.yaml"
    path.write_text(json.dumps(measure))
    return read_measures([path], catalogue=catalogue, shipped=())[0]


def repeat(**rule: Any) -> dict[str, Any]:
    return REPEAT | {"repeat": RULE | {name.replace("_", " "): each for name, each in rule.items()}}


def within(**rule: Any) -> dict[str, Any]:
    return WITHIN | {"within": LIMIT | {name.replace("_", " "): each for name, each in rule.items()}}


def cohort(**rule: Any) -> dict[str, Any]:
    return COHORT | {"reoffending": {name.replace("_", " "): each for name, each in rule.items()}}


WRONG = {
    "person of no field": (repeat(person="victim"), "victim_id"),
    "order by what is no day": (repeat(ordered_by="offence_group"), "type date or datetime"),
    "order by a month": (repeat(ordered_by="month"), "type date or datetime"),
    "same of no field": (repeat(same="offence_grp"), "offence_group"),
    "incident of no field": (repeat(incident=["wards"]), "ward"),
    "earlier with an unknown value": (
        repeat(earlier=[{"field": "victim_kind", "is": "persons"}]),
        "person",
    ),
    "looking back on nothing": (repeat(look_back=0), "greater than or equal to 1"),
    "looking forward": (repeat(look_back=-365), "greater than or equal to 1"),
    "threshold that is no probability": (repeat(links="person_links", threshold=90), "less than or equal"),
    "unknown unit": (repeat(of="people"), "victims"),
    "thresholds without links": (repeat(sensitivity={"thresholds": [0.5]}), "'links'"),
    "the same choice again": (repeat(sensitivity={"look back": [365]}), "other values"),
    "sensitivity without a force": (
        repeat(sensitivity={"look back": [182]}) | {"areas": ["borough"]},
        "'force' among the areas",
    ),
    "links of no source": (repeat(links="person_link"), "person_links"),
    "links that link nobody": (repeat(links="stops"), "reference, person, probability"),
    "links of itself": (repeat(links="recorded_crime"), "another source"),
    "two rules": (repeat() | {"within": LIMIT}, "one of the two"),
    "a rule and a share": (repeat() | {"share of": []}, "one of the two"),
    "a rule and a rate": (repeat() | {"per": {"population": "residents", "each": 1000}}, "one of the two"),
    "limit below 0": (within(limit=-1), "greater than or equal to 0"),
    "other limit below 0": (within(limit_by={"entitlement": {"enhanced": -1}}), "limits of 0 or more"),
    "limit of an unknown value": (within(limit_by={"entitlement": {"enhancd": 1}}), "enhanced"),
    "limit by no field": (within(limit_by={"entitled": {"enhanced": 1}}), "entitlement"),
    "from what is no time": (within(**{"from": "obligation"}), "triggered_at"),
    "from and to alike": (within(to="triggered_at"), "two different fields"),
    "unknown clock": (within(clock="business days"), "working days"),
    "hours of days": (
        REPEAT | {"within": {"from": "reported_on", "to": "recorded_on", "limit": 1, "clock": "hours"}},
        "type datetime",
    ),
    "holidays of no list": (within(clock="working days", holidays="bank_holiday"), "bank_holidays"),
    "holidays that are no days": (within(clock="working days", holidays="odd_days"), "2024-12-25"),
    "events of no source": (cohort(events="criminal_histories"), "criminal_history"),
    "entered on no day": (cohort(entered="cohort"), "entered_on"),
    "decided on no day": (cohort(decided="result"), "result_on"),
    "proven by an unknown result": (cohort(proven=[{"field": "result", "is": "guilty"}]), "convicted"),
    "severity without weights": (
        cohort(tells="severity", severity={"field": "offence_class"}),
        "a coded field with 'weights'",
    ),
    "weight of an unknown class": (
        cohort(tells="severity", severity={"field": "offence_class", "weights": {"thefts": 1}}),
        "theft",
    ),
    "weight below 0": (
        cohort(tells="severity", severity={"field": "offence_class", "weights": {"theft": -1}}),
        "weights of 0 or more",
    ),
    "severity not told": (cohort(severity={"field": "severity"}), "tells: severity"),
    "no follow-up": (cohort(follow_up=0), "greater than or equal to 1"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_wrong_rule_says_what_is_accepted(tmp_path: Path, catalogue: Catalogue, case: str) -> None:
    measure, accepted = WRONG[case]
    with pytest.raises(DefinitionError) as told:
        read(tmp_path, catalogue, measure)
    assert "own.yaml, line" in told.value.thing
    assert accepted in f"{told.value.accepted} {told.value.next_step}"


@pytest.mark.parametrize("measure", [repeat(), within(), cohort(), cohort(cohort="year", waiting=0)])
def test_good_rule_is_read(tmp_path: Path, catalogue: Catalogue, measure: dict[str, Any]) -> None:
    assert read(tmp_path, catalogue, measure).draft is False


def test_measure_says_every_source_it_reads(tmp_path: Path, catalogue: Catalogue) -> None:
    assert read(tmp_path, catalogue, repeat(links="person_links")).reads() == (
        "recorded_crime",
        "person_links",
    )
    assert read(tmp_path, catalogue, cohort()).reads() == ("cohorts", "criminal_history")
    assert read(tmp_path, catalogue, within()).reads() == ("victims_code",)


def test_rule_that_a_measure_has_not_is_refused(tmp_path: Path, catalogue: Catalogue) -> None:
    plain = read(tmp_path, catalogue, REPEAT)
    for rule_of in (repeat_of, within_of, reoffending_of):
        with pytest.raises(ValueError, match="'r' has no"):
            rule_of(plain)


def test_links_not_loaded_are_a_caveat_on_the_reference(tmp_path: Path, catalogue: Catalogue) -> None:
    measure = read(tmp_path, catalogue, repeat(links="person_links"))
    ((name, (caveat,)),) = unlinked_caveats([measure], catalogue, vintages={}).items()
    assert (name, caveat.scope.fields, caveat.effect) == ("recorded_crime", ("victim_id",), "undercount")
    assert "undercounted" in caveat.says
    loaded = {"person_links": (load("person_links", "2021-01", 0),)}
    assert unlinked_caveats([measure], catalogue, vintages=loaded) == {}
    assert unlinked_caveats([read(tmp_path, catalogue, repeat())], catalogue, vintages={}) == {}
