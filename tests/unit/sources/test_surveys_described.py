"""The two surveys: answers, kinds of no answer, and what limits them."""

from __future__ import annotations

import datetime as dt

import pytest

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.lineage import touching_caveats

QUESTIONS = [
    ("public_attitude", "fair_treatment"),
    ("public_attitude", "good_job_local"),
    ("public_attitude", "trust"),
    ("public_attitude", "knows_ward_officer"),
    ("user_satisfaction", "overall"),
    ("user_satisfaction", "taken_seriously"),
    ("user_satisfaction", "expectations"),
    ("user_satisfaction", "vulnerability_identified"),
    ("user_satisfaction", "vulnerability_dealt_with"),
]


@pytest.mark.parametrize(("source", "question"), QUESTIONS)
def test_no_answer_is_never_an_answer(catalogue: Catalogue, source: str, question: str) -> None:
    field = catalogue.source(source).fields[question]
    assert {"not asked", "does not know", "refused"} <= set(field.missing.values())
    assert not field.missing.keys() & field.values.keys()


@pytest.mark.parametrize("source", ["public_attitude", "user_satisfaction"])
def test_a_sample_always_says_that_it_is_one(catalogue: Catalogue, source: str) -> None:
    keys = touching_caveats(catalogue.source(source), fields=frozenset())
    assert f"{source}.a-sample" in keys


@pytest.mark.parametrize("source", ["public_attitude", "user_satisfaction"])
def test_weight_is_mandatory(catalogue: Catalogue, source: str) -> None:
    weight = catalogue.source(source).fields["weight"]
    assert weight.mandatory
    assert weight.type == "number"


def test_seven_elements_of_service_are_described(catalogue: Catalogue) -> None:
    fields = catalogue.source("user_satisfaction").fields
    elements = {
        "scene_investigated",
        "explained",
        "told_of_support",
        "offered_statement",
        "told_of_restorative_justice",
        "reassured",
        "taken_seriously",
    }
    assert {name for name in elements if fields[name].type == "flag"} == elements
    counted = fields["elements"].count_of
    assert counted is not None
    assert set(counted.fields) == elements
    assert set(counted.not_applicable) == {fields[name].missing["X"] for name in elements}
    assert len(fields["elements"].values) == len(elements) + 1


@pytest.mark.parametrize(("year", "told"), [(2019, False), (2020, True), (2021, True), (2022, False)])
def test_change_of_mode_is_told_where_it_fell(catalogue: Catalogue, year: int, told: bool) -> None:
    keys = touching_caveats(
        catalogue.source("public_attitude"),
        fields=frozenset({"trust"}),
        start=dt.date(year, 4, 1),
        end=dt.date(year, 9, 30),
    )
    assert ("public_attitude.interviews-moved-in-2020" in keys) is told


def test_borough_figures_say_they_need_a_year(catalogue: Catalogue) -> None:
    described = catalogue.source("public_attitude")
    key = "public_attitude.boroughs-need-a-year"
    assert key in touching_caveats(described, fields=frozenset({"trust", "borough"}))
    assert key not in touching_caveats(described, fields=frozenset({"trust"}))
