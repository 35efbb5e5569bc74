"""Victims' Code, cohorts and links: what must travel with every number made from them."""

from __future__ import annotations

import pytest

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.glimpse import Glimpse
from peelian.catalogue.lineage import touching_caveats
from peelian.providers.recognise import recognise

LAYOUTS = ["linked_references", "victims_code_obligations", "offender_cohort", "pnc_events"]


@pytest.mark.parametrize(
    ("source", "fields", "caveat"),
    [
        ("person_links", set(), "links-are-estimates"),
        ("victims_code", {"done_at"}, "entered-is-not-done"),
        ("victims_code", {"entitlement"}, "entitlement-set-by-hand"),
        ("victims_code", set(), "limits-changed"),
        ("cohorts", set(), "who-is-chosen"),
        ("cohorts", {"person_id"}, "same-person-again"),
    ],
)
def test_caveat_travels(catalogue: Catalogue, source: str, fields: set[str], caveat: str) -> None:
    described = catalogue.source(source)
    assert f"{source}.{caveat}" in touching_caveats(described, fields=frozenset(fields))


@pytest.mark.parametrize("name", LAYOUTS)
def test_layout_is_recognised_and_fills_fields_of_its_source(catalogue: Catalogue, name: str) -> None:
    layout = catalogue.layouts[name]
    rows = (tuple(reversed(layout.columns)), tuple("" for _ in layout.columns))
    shown = (Glimpse(format="csv", table="", rows=rows, delimiter=","),)
    (found,) = recognise(shown, "holiday photos.csv", layouts=catalogue.layouts)
    assert found.layout.layout == name
    source = catalogue.source(layout.source)
    assert set(layout.fills()) <= set(source.fields)
    assert {one for one, field in source.fields.items() if field.mandatory} <= set(layout.fills())


@pytest.mark.parametrize("name", LAYOUTS[1:])
def test_layout_of_a_system_says_that_its_headings_are_an_assumption(catalogue: Catalogue, name: str) -> None:
    assert "assumption" in catalogue.layouts[name].about


def test_people_are_not_among_the_plain_fields(catalogue: Catalogue) -> None:
    for source, names in {
        "person_links": ("reference", "person"),
        "victims_code": ("obligation_id", "offence_id"),
        "cohorts": ("cohort_id", "person_id", "age_at_entry", "sex"),
    }.items():
        for name in names:
            assert catalogue.source(source).fields[name].role in ("identifier", "quasi-identifier"), name
