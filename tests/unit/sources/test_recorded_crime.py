"""Recorded crime: its break, its caveats, and the two systems that fill it."""

from __future__ import annotations

import datetime as dt

import pytest

from peelian.catalogue.agreement_of_parts import check_parts_agree
from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.lineage import touching_breaks, touching_caveats

ACROSS = {"earlier_start": dt.date(2022, 12, 1), "later_end": dt.date(2024, 11, 30)}


def test_systems_meet_without_gap_or_overlap(catalogue: Catalogue) -> None:
    cris, connect = catalogue.source("recorded_crime").systems
    assert (cris.name, connect.name) == ("CRIS", "CONNECT")
    assert connect.start is not None
    assert connect.start - dt.timedelta(days=1) == cris.end == dt.date(2024, 2, 27)


@pytest.mark.parametrize("flag", ["domestic", "hate"])
def test_flag_across_the_change_of_system_is_blocked(catalogue: Catalogue, flag: str) -> None:
    met = touching_breaks(
        catalogue.source("recorded_crime"),
        fields=frozenset({"recorded_on", flag}),
        values={flag: frozenset({"yes"})},
        **ACROSS,
    )
    assert [(item.id, item.severity) for item in met] == [("connect", "block"), ("system-change", "warn")]
    assert met[0].on == dt.date(2024, 2, 28)


def test_other_offences_across_the_change_are_warned_not_blocked(catalogue: Catalogue) -> None:
    met = touching_breaks(catalogue.source("recorded_crime"), fields=frozenset({"offence_group"}), **ACROSS)
    assert [item.severity for item in met] == ["warn"]


@pytest.mark.parametrize(
    ("earlier_start", "later_end"),
    [(dt.date(2022, 1, 1), dt.date(2023, 12, 31)), (dt.date(2024, 2, 28), dt.date(2026, 2, 27))],
)
def test_within_one_system_nothing_is_blocked(
    catalogue: Catalogue, earlier_start: dt.date, later_end: dt.date
) -> None:
    met = touching_breaks(
        catalogue.source("recorded_crime"),
        fields=frozenset({"domestic", "hate", "offence"}),
        earlier_start=earlier_start,
        later_end=later_end,
    )
    assert met == ()


@pytest.mark.parametrize(
    ("fields", "present", "absent"),
    [
        (
            {"domestic"},
            {"flags-depend-on-completion", "only-what-is-recorded"},
            {"not-every-crime-has-a-ward"},
        ),
        ({"ward"}, {"not-every-crime-has-a-ward"}, {"flags-depend-on-completion", "two-views-of-ethnicity"}),
        (
            {"victim_ethnicity_self"},
            {"two-views-of-ethnicity", "fields-not-mandatory"},
            {"outcomes-come-later"},
        ),
        ({"outcome"}, {"outcomes-come-later"}, {"fields-not-mandatory"}),
        (set(), {"only-what-is-recorded", "other-accepted-crime"}, {"hate-leaves-out-domestic-only"}),
    ],
)
def test_caveats_follow_the_fields_used(
    catalogue: Catalogue, fields: set[str], present: set[str], absent: set[str]
) -> None:
    keys = touching_caveats(catalogue.source("recorded_crime"), fields=frozenset(fields))
    found = {key.removeprefix("recorded_crime.") for key in keys}
    assert present <= found
    assert not absent & found


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        (dt.date(2023, 1, 1), dt.date(2023, 12, 31), True),
        (dt.date(2024, 3, 1), dt.date(2025, 2, 28), False),
    ],
)
def test_old_meaning_of_borough_is_told_for_old_dates(
    catalogue: Catalogue, start: dt.date, end: dt.date, told: bool
) -> None:
    keys = touching_caveats(
        catalogue.source("recorded_crime"), fields=frozenset({"borough"}), start=start, end=end
    )
    assert ("recorded_crime.borough-meaning" in keys) is told


def test_kinds_of_missing_are_kept_apart(catalogue: Catalogue) -> None:
    ethnicity = catalogue.source("recorded_crime").fields["victim_ethnicity_self"].missing
    assert set(ethnicity.values()) == {"not recorded", "not stated", "refused", "not applicable"}
    assert len(ethnicity) == len(set(ethnicity.values()))


def test_the_two_views_of_ethnicity_have_different_codes(catalogue: Catalogue) -> None:
    fields = catalogue.source("recorded_crime").fields
    own, seen = fields["victim_ethnicity_self"].codes, fields["victim_ethnicity_officer"].codes
    assert not catalogue.codes[own].list.keys() & catalogue.codes[seen].list.keys()


def test_both_systems_may_speak_of_one_month(catalogue: Catalogue) -> None:
    """CRIS ends and CONNECT begins inside February 2024; neither extract may replace the other's rows."""
    assert catalogue.source("recorded_crime").slices == ("system",)
    for layout, system in (("cris_offences", "CRIS"), ("connect_offences", "CONNECT")):
        assert catalogue.layouts[layout].constants == {"system": system}


@pytest.mark.parametrize("layout", ["cris_offences", "connect_offences"])
def test_extract_fills_all_but_the_narrative(catalogue: Catalogue, layout: str) -> None:
    source = catalogue.source("recorded_crime")
    assert set(catalogue.layouts[layout].fills()) == source.fields.keys() - {"narrative"}
    assert "assumption" in catalogue.layouts[layout].about


def test_headings_tell_the_two_extracts_apart(catalogue: Catalogue) -> None:
    cris, connect = (catalogue.layouts[name].columns for name in ("cris_offences", "connect_offences"))
    assert not cris.keys() & connect.keys()


def test_dates_are_required_only_where_the_system_sets_them(catalogue: Catalogue) -> None:
    for name in ("cris_offences", "connect_offences"):
        required = {column.to for column in catalogue.layouts[name].columns.values() if column.required}
        assert required == {"offence_id", "recorded_on", ""}


def test_parts_agree(catalogue: Catalogue) -> None:
    mine = {"recorded_crime": catalogue.source("recorded_crime")}
    layouts = {name: catalogue.layouts[name] for name in ("cris_offences", "connect_offences")}
    check_parts_agree(Catalogue(mine, catalogue.codes, catalogue.crosswalks, layouts))
