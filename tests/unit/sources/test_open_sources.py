"""Sources with open files: described whole, filled by layouts, told with the caveats that touch them."""

from __future__ import annotations

import datetime as dt

import pytest

from peelian.catalogue.agreement_of_parts import check_parts_agree
from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.lineage import touching_breaks, touching_caveats

OPEN = [
    "recorded_crime_counts",
    "knife_crime_counts",
    "stops",
    "street_crime",
    "crime_outcomes",
    "custody_disposals",
    "homicide_proceedings",
    "vawg_counts",
    "annual_crime",
    "published_perceptions",
    "workforce",
    "population",
    "deprivation",
    "area_indicators",
    "geography",
    "area_lookup",
    "police_forces",
]


def codes_of(catalogue: Catalogue, source: str, field: str) -> set[str]:
    described = catalogue.source(source).fields[field]
    listed = catalogue.codes[described.codes].list if described.codes else {}
    return set(described.values) | set(listed)


def test_parts_of_the_shipped_catalogue_agree(catalogue):
    check_parts_agree(catalogue)


@pytest.mark.parametrize("name", OPEN)
def test_source_is_described_whole(catalogue, name):
    source = catalogue.source(name)
    assert source.access == "open"
    told = (
        source.about,
        source.row,
        source.counts,
        source.owner,
        source.refresh,
        source.coverage,
        source.ask,
    )
    assert all(told)
    assert source.themes and source.known_uses and source.not_captured and source.quality
    assert source.example.question.endswith("?") and source.source in source.example.query
    assert all(caveat.source for caveat in source.caveats)
    assert all(item.source for item in source.breaks)


@pytest.mark.parametrize("name", OPEN)
def test_some_layout_feeds_the_source(catalogue, name):
    fed = [layout for layout in catalogue.layouts.values() if layout.source == name]
    assert fed
    filled = {field for layout in fed for field in layout.fills()}
    never = {field for field in catalogue.source(name).fields if field not in filled}
    assert never <= {"sex"}, f"fields that no layout fills: {never}"


@pytest.mark.parametrize("name", OPEN)
def test_slices_and_period_are_filled_by_every_layout(catalogue, name):
    source = catalogue.source(name)
    needed = {*source.slices, source.period} - {""}
    for layout in catalogue.layouts.values():
        if layout.source == name and layout.layout != "police_uk_api_street":
            assert needed <= set(layout.fills()), layout.layout


def test_crosswalks_give_values_their_fields_allow(catalogue):
    for layout in catalogue.layouts.values():
        if layout.source not in OPEN:
            continue
        pairs = [(lookup.by, lookup.to, lookup.otherwise) for lookup in layout.lookups]
        pairs += [(layout.wide.by, layout.wide.to, ())] if layout.wide and layout.wide.by else []
        for by, to, otherwise in pairs:
            crosswalk = catalogue.crosswalks[by]
            for at, field in enumerate(to):
                if not field:
                    continue
                described = catalogue.source(layout.source).fields[field]
                allowed = codes_of(catalogue, layout.source, field) | set(described.missing) | {""}
                given = {row[len(crosswalk.columns) + at] for row in crosswalk.rows}
                given |= {otherwise[at]} if otherwise else set()
                if allowed - {""} - set(described.missing):
                    assert given <= allowed, (layout.layout, field, given - allowed)


def test_constants_are_values_their_fields_allow(catalogue):
    for layout in catalogue.layouts.values():
        for field, value in layout.constants.items():
            allowed = codes_of(catalogue, layout.source, field)
            assert not allowed or value in allowed, (layout.layout, field, value)


def test_crosswalks_have_whole_rows_that_look_up_once(catalogue):
    for crosswalk in catalogue.crosswalks.values():
        width = len(crosswalk.columns)
        keys = [tuple(value.strip().lower() for value in row[:width]) for row in crosswalk.rows]
        assert len(keys) == len(set(keys)), crosswalk.crosswalk
        assert {len(row) for row in crosswalk.rows} == {width + len(crosswalk.gives)}, crosswalk.crosswalk
        assert crosswalk.source, crosswalk.crosswalk


def test_every_offence_is_in_exactly_one_group(catalogue):
    groups = set(catalogue.codes["offence_groups_mps"].list)
    offences = catalogue.codes["offences_mps"].list
    assert {offence.parent for offence in offences.values()} == groups
    for name in ("mps_offences_2023", "mps_offences_2025"):
        for row in catalogue.crosswalks[name].rows:
            assert offences[row[3]].parent == row[2], row


@pytest.mark.parametrize(("name", "rows"), [("mps_offences_2023", 55), ("mps_offences_2025", 34)])
def test_offence_names_of_an_edition_mean_different_offences(catalogue, name, rows):
    crosswalk = catalogue.crosswalks[name]
    assert len(crosswalk.rows) == rows
    merged = {"burglary_residential": 2} if name == "mps_offences_2025" else {}
    codes = [row[3] for row in crosswalk.rows]
    assert {code: codes.count(code) for code in codes if codes.count(code) > 1} == merged


def test_groupings_of_2023_say_so(catalogue):
    later = {row[3] for row in catalogue.crosswalks["mps_offences_2025"].rows}
    for code, offence in catalogue.codes["offences_mps"].list.items():
        assert offence.label.endswith("(2023 grouping)") is (code not in later), code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Hammersmith & Fulham", "E09000013"),
        ("Richmond Upon Thames", "E09000027"),
        ("kensington & chelsea", "E09000020"),
        ("London Heathrow and London City Airports", "x-heathrow"),
        ("Aviation Security (SO18)", "x-heathrow"),
        ("Unknown", "x-unknown"),
    ],
)
def test_borough_names_of_every_edition_are_known(catalogue, written, code):
    found = {row[0].lower(): row[1] for row in catalogue.crosswalks["london_places"].rows}
    assert found[written.lower()] == code


def keys(catalogue, source, *, fields=(), values=None, start=None, end=None, **more):
    return touching_caveats(
        catalogue.source(source),
        fields=frozenset(fields),
        values={name: frozenset(kept) for name, kept in (values or {}).items()},
        start=start,
        end=end,
        **more,
    )


def breaks(catalogue, source, *, fields=(), values=None, area=None):
    found = touching_breaks(
        catalogue.source(source),
        fields=frozenset(fields),
        values={name: frozenset(kept) for name, kept in (values or {}).items()},
        earlier_start=dt.date(2022, 9, 1),
        later_end=dt.date(2024, 8, 31),
        area=area,
    )
    return {item.id: item.severity for item in found}


@pytest.mark.parametrize(
    ("source", "reading", "caveat", "told"),
    [
        (
            "recorded_crime_counts",
            {"fields": ["level"], "values": {"level": ["ward"]}},
            "levels-do-not-add-up",
            1,
        ),
        (
            "recorded_crime_counts",
            {"fields": ["level"], "values": {"level": ["borough"]}},
            "levels-do-not-add-up",
            0,
        ),
        (
            "recorded_crime_counts",
            {"fields": ["offence"], "values": {"offence": ["rape"]}},
            "aggravated-is-not-hate",
            0,
        ),
        ("recorded_crime_counts", {"fields": ["offences"]}, "other-accepted-crime", 1),
        ("recorded_crime_counts", {"fields": ["area"], "area": "E09000028"}, "heathrow-has-no-population", 0),
        (
            "recorded_crime_counts",
            {"fields": ["area"], "area": "x-heathrow"},
            "heathrow-has-no-population",
            1,
        ),
        ("recorded_crime_counts", {"layouts": frozenset({"mps_borough_counts"})}, "groupings-of-2023", 0),
        ("knife_crime_counts", {"fields": ["subtype"]}, "subtypes-are-nested", 1),
        ("stops", {"fields": ["ethnicity_self"]}, "two-views-of-ethnicity", 1),
        ("stops", {"fields": ["object"]}, "two-views-of-ethnicity", 0),
        (
            "stops",
            {"fields": ["type"], "start": dt.date(2022, 12, 1), "end": dt.date(2022, 12, 31)},
            "december-2022-incomplete",
            1,
        ),
        (
            "stops",
            {"fields": ["type"], "start": dt.date(2023, 1, 1), "end": dt.date(2023, 1, 31)},
            "december-2022-incomplete",
            0,
        ),
        ("street_crime", {"fields": ["lsoa"]}, "snapped-locations", 1),
        ("custody_disposals", {"fields": ["disposal"]}, "offences-not-people", 1),
        ("published_perceptions", {"fields": ["percent"]}, "no-base-no-interval", 1),
        (
            "police_forces",
            {"fields": ["population_2010"], "values": {"force": ["metropolitan"]}},
            "shifted-populations",
            0,
        ),
        (
            "police_forces",
            {"fields": ["population_2010"], "values": {"force": ["essex"]}},
            "shifted-populations",
            1,
        ),
    ],
)
def test_caveat_travels_where_it_should(catalogue, source, reading, caveat, told):
    assert (f"{source}.{caveat}" in keys(catalogue, source, **reading)) is bool(told)


def test_connect_blocks_what_depends_on_domestic_abuse(catalogue):
    assert breaks(catalogue, "vawg_counts", fields=["offences"]) == {"connect": "block"}
    not_domestic = {"subtype": ["knife_injury_victims_1_24_not_domestic"]}
    assert breaks(catalogue, "knife_crime_counts", fields=["subtype"], values=not_domestic) == {
        "connect": "warn",
        "connect-domestic": "block",
    }
    knife = {"subtype": ["knife_crime"]}
    assert breaks(catalogue, "knife_crime_counts", fields=["subtype"], values=knife) == {"connect": "warn"}


def test_connect_does_not_block_a_kind_of_offence(catalogue):
    aggravated = {"offence": ["public_fear_aggravated"]}
    found = breaks(
        catalogue, "recorded_crime_counts", fields=["offence"], values=aggravated, area="E09000007"
    )
    assert found == {"connect": "warn"}


def test_airports_are_compared_with_nothing_before_or_after_they_were_counted(catalogue):
    found = breaks(catalogue, "recorded_crime_counts", fields=["offences"], area="x-heathrow")
    assert found == {"heathrow-begins": "block", "heathrow-ends": "block", "connect": "warn"}


def test_split_of_residential_burglary_is_told_of_it_alone(catalogue):
    for offence, told in [("burglary_of_a_home", True), ("burglary_business", False)]:
        found = breaks(catalogue, "recorded_crime_counts", fields=["offence"], values={"offence": [offence]})
        assert ("residential-burglary-split" in found) is told


@pytest.mark.parametrize(
    ("source", "field"),
    [
        ("recorded_crime_counts", "level"),
        ("knife_crime_counts", "level"),
        ("knife_crime_counts", "subtype"),
        ("knife_crime_counts", "outcome"),
        ("vawg_counts", "view"),
        ("population", "basis"),
        ("population", "dimension"),
        ("deprivation", "statistic"),
        ("annual_crime", "statistic"),
        ("area_indicators", "level"),
    ],
)
def test_rows_that_count_the_same_are_marked(catalogue, source, field):
    assert catalogue.source(source).fields[field].one_at_a_time


def test_outcomes_of_the_giver_are_all_known(catalogue):
    assert len(catalogue.codes["crime_outcomes_police_uk"].list) == 28
    assert len(catalogue.codes["crime_types"].list) == 15
