"""Residents of groups, from small areas up to the force; what is suppressed is never counted as nobody."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager

import pyarrow as pa
import pytest

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.vintage import Slice, Vintage
from peelian.measures.group_residents import gather_group_residents, match_residents
from peelian.measures.per import GroupResidents
from peelian.reference.area import Area
from peelian.workspace.definitions import gather_catalogue

AREAS = {
    "F": Area("F", "force", "Anyshire"),
    "B1": Area("B1", "borough", "North", "F"),
    "B2": Area("B2", "borough", "South", "F"),
}
SCHEMA = pa.schema(
    [
        ("level", pa.string()), ("area", pa.string()), ("borough", pa.string()), ("year", pa.int64()),
        ("basis", pa.string()), ("dimension", pa.string()), ("ethnicity", pa.string()),
        ("age_band", pa.string()), ("residents", pa.int64()),
    ]
)  # fmt: skip


def people(area: str, borough: str | None, group: str, n: int | None, **other: object) -> dict:
    plain = {"level": "lsoa", "year": 2021, "basis": "census_ethnic_group", "dimension": "ethnicity"}
    return plain | {"area": area, "borough": borough, "ethnicity": group, "residents": n} | other


CENSUS = [
    people("L1", "B1", "white_british", 30),
    people("L1", "B1", "white_irish", 10),
    people("L2", "B1", "white_british", 5),
    people("L3", "B2", "white_british", 7),
    people("L1", "B1", "black_african", 20),
    people("L3", "B2", "black_african", 3),
    people("L1", "B1", "white_british", 999, year=2011),
    people("L1", "B1", None, 60, dimension="ethnicity total"),
    people("B1", None, "white", 4_000, level="borough", basis="survey_ethnic_group", year=2024),
]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return gather_catalogue(None)


def gather(catalogue: Catalogue, census: list[dict], **more: object) -> dict:
    lookup = [
        {"child": child, "child_level": "lsoa", "child_edition": "2021", "parent": "W1",
         "parent_level": "ward", "parent_edition": "2024"} for child in ("L1", "L2")
    ]  # fmt: skip
    tables = {
        "population": pa.Table.from_pylist(census, schema=SCHEMA) if census else None,
        "area_lookup": pa.Table.from_pylist(lookup),
    }

    @contextmanager
    def rows(name: str):
        yield tables[name]

    vintages = {
        name: [
            Vintage(
                f"{name}-v", name, "l", "g", "f", name, 1, 1, 1, 0, 1,
                dt.datetime(2026, 1, 1, tzinfo=dt.UTC), 1, None, None, (Slice((), ()),),
            )
        ]
        for name in tables
    }  # fmt: skip
    wanted = {"wanted": {"ethnicity"}} | more
    return gather_group_residents(rows, catalogue=catalogue, vintages=vintages, areas=AREAS, **wanted)


def numbers(found: dict, group: str) -> dict:
    return {place: one.residents for place, one in found["ethnicity", group].items() if place[0] != "lsoa"}


def test_boroughs_wards_and_the_force_are_added_up(catalogue: Catalogue) -> None:
    found = gather(catalogue, CENSUS)
    assert numbers(found, "white_british") == {
        ("borough", "B1"): 35, ("borough", "B2"): 7, ("ward", "W1"): 35, ("force", "F"): 42,
    }  # fmt: skip
    assert found["ethnicity", "white_british"]["force", "F"].year == 2021


def test_broad_group_is_the_sum_of_those_in_it(catalogue: Catalogue) -> None:
    found = gather(catalogue, CENSUS)
    assert numbers(found, "white") == {
        ("borough", "B1"): 45, ("borough", "B2"): 7, ("ward", "W1"): 45, ("force", "F"): 52,
    }  # fmt: skip
    assert numbers(found, "black")["force", "F"] == 23


def test_caveats_of_the_groups_travel(catalogue: Catalogue) -> None:
    one = gather(catalogue, CENSUS)["ethnicity", "white"]["borough", "B1"]
    assert {"population.groups-are-of-residents", "population.residents-not-people-present"} <= set(
        one.caveats
    )
    assert one.vintages == ("population-v",)


def test_suppressed_part_leaves_no_number_above_it(catalogue: Catalogue) -> None:
    found = gather(catalogue, [*CENSUS, people("L2", "B1", "white_irish", None)])
    assert numbers(found, "white") == {("borough", "B2"): 7}
    assert numbers(found, "white_british")["borough", "B1"] == 35
    assert numbers(found, "black")["force", "F"] == 23


def test_boroughs_of_the_force_may_be_named(catalogue: Catalogue) -> None:
    found = gather(catalogue, CENSUS, boroughs=("B2",))
    assert numbers(found, "white")["force", "F"] == 7


@pytest.mark.parametrize(
    ("census", "more"),
    [([], {}), (CENSUS, {"wanted": ()}), ([CENSUS[-1]], {})],
    ids=["none", "unasked", "survey"],
)
def test_without_a_census_by_group_there_are_none(catalogue: Catalogue, census: list, more: dict) -> None:
    assert gather(catalogue, census, **more) == {}


def test_ages_are_read_from_the_age_table(catalogue: Catalogue) -> None:
    ages = [
        people("B1", None, None, n, level="borough", basis="census_age", dimension="age", age_band=band)
        for band, n in (("10-14", 6), ("15-19", 8))
    ]
    found = gather(catalogue, ages, wanted={"age_band"})
    assert found["age_band", "10-14"]["borough", "B1"].residents == 6


def test_group_matches_its_own_code_or_what_is_said(catalogue: Catalogue) -> None:
    found = gather(catalogue, CENSUS)
    plain = GroupResidents(field="x", residents="ethnicity")
    told = GroupResidents(field="x", residents="ethnicity", matches={"other": (), "dark": ("black", "white")})

    def force(each: GroupResidents, value: str) -> int | None:
        matched = match_residents(each, value, by_group=found, catalogue=catalogue)
        return None if matched is None else matched["force", "F"].residents

    assert force(plain, "white") == 52
    assert force(plain, "not stated") is None
    assert force(told, "other") is None
    assert force(told, "dark") == 75


def test_match_that_is_not_loaded_is_nobody_known_and_not_none(catalogue: Catalogue) -> None:
    plain = GroupResidents(field="x", residents="ethnicity")
    assert match_residents(plain, "white", by_group={}, catalogue=catalogue) == {}
