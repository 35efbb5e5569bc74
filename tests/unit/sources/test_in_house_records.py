"""Calls, vulnerability, custody and criminal history: what must travel with every number made from them."""

from __future__ import annotations

import datetime as dt

import pytest

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.lineage import touching_caveats


@pytest.mark.parametrize(
    ("source", "fields", "caveat"),
    [
        ("calls", set(), "several-calls-one-incident"),
        ("calls", {"mental_health"}, "mental-health-mark"),
        ("calls", {"arrived_at"}, "arrival-is-a-button"),
        ("vulnerability", set(), "several-reports-one-incident"),
        ("vulnerability", {"risk"}, "risk-mixes-two-things"),
        ("vulnerability", {"ethnicity_officer"}, "two-views-of-ethnicity"),
        ("custody", set(), "records-not-people"),
        ("custody", {"appropriate_adult_needed"}, "appropriate-adult-tenfold"),
        ("custody", {"borough"}, "central-allocation-of-cells"),
        ("custody", {"disposal"}, "disposals-count-offences"),
        ("custody", {"offence_group"}, "first-offence-only"),
        ("criminal_history", {"result"}, "results-come-late"),
        ("criminal_history", {"person_id"}, "linking-decides-the-answer"),
        ("criminal_history", set(), "recordable-offences-only"),
    ],
)
def test_caveat_travels(catalogue: Catalogue, source: str, fields: set[str], caveat: str) -> None:
    described = catalogue.source(source)
    assert f"{source}.{caveat}" in touching_caveats(described, fields=frozenset(fields))


@pytest.mark.parametrize(
    ("kept", "told"), [({"missing"}, False), ({"child", "missing"}, False), ({"adult"}, True), (None, True)]
)
def test_adult_reports_are_told_of_only_where_counted(
    catalogue: Catalogue, kept: set[str] | None, told: bool
) -> None:
    keys = touching_caveats(
        catalogue.source("vulnerability"),
        fields=frozenset({"report_type"}),
        values={} if kept is None else {"report_type": frozenset(kept)},
    )
    assert ("vulnerability.adults-came-later" in keys) is told


def test_place_of_safety_is_told_to_be_rare(catalogue: Catalogue) -> None:
    keys = touching_caveats(
        catalogue.source("custody"),
        fields=frozenset({"reason"}),
        values={"reason": frozenset({"arrest"})},
    )
    assert "custody.place-of-safety-is-rare" not in keys


@pytest.mark.parametrize("source", ["calls", "vulnerability", "custody", "criminal_history"])
def test_people_are_not_among_the_plain_fields(catalogue: Catalogue, source: str) -> None:
    """Whatever tells who somebody is has a role that publication can refuse."""
    guarded = {"identifier", "quasi-identifier", "sensitive", "free text"}
    for name, field in catalogue.source(source).fields.items():
        if name.endswith("_id") or name in ("age", "sex", "filed_name", "aliases", "birth_year"):
            assert field.role in guarded, name


@pytest.mark.parametrize(
    ("source", "word"),
    [
        ("calls", "CAD"),
        ("vulnerability", "MERLIN"),
        ("custody", "NSPIS custody"),
        ("criminal_history", "PNC"),
    ],
)
def test_system_is_named(catalogue: Catalogue, source: str, word: str) -> None:
    assert word in [system.name for system in catalogue.source(source).systems]


@pytest.mark.parametrize(
    ("source", "caveat"),
    [
        ("custody", "appropriate-adult-tenfold"),
        ("calls", "targets-not-confirmed"),
        ("criminal_history", "deleted-in-2021"),
    ],
)
def test_what_was_not_confirmed_says_so(catalogue: Catalogue, source: str, caveat: str) -> None:
    item = next(item for item in catalogue.source(source).caveats if item.id == caveat)
    assert any(word in item.source for word in ("not read", "not confirmed", "no official", "claim"))


def test_merlin_may_have_ended_with_connect(catalogue: Catalogue) -> None:
    described = catalogue.source("vulnerability")
    late = touching_caveats(
        described, fields=frozenset(), start=dt.date(2023, 1, 1), end=dt.date(2023, 1, 31)
    )
    early = touching_caveats(
        described, fields=frozenset(), start=dt.date(2019, 1, 1), end=dt.date(2019, 1, 31)
    )
    assert "vulnerability.replacement-by-connect" in late
    assert "vulnerability.replacement-by-connect" not in early
