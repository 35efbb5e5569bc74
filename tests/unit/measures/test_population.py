from __future__ import annotations

import datetime as dt
from contextlib import contextmanager

import pyarrow as pa
import pytest

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.vintage import Slice, Vintage
from peelian.measures.population import gather_populations
from peelian.measures.residents import Population, add_up
from peelian.reference.area import Area
from peelian.workspace.definitions import gather_catalogue

AREAS = {
    "F": Area("F", "force", "Anyshire"),
    "B1": Area("B1", "borough", "North", "F"),
    "B2": Area("B2", "borough", "South", "F"),
    "x-airport": Area("x-airport", "borough", "Airport", "F"),
}


def people(level: str, area: str, residents: int | None, **other: object) -> dict:
    plain = {"year": 2021, "basis": "census_age", "dimension": "total"}
    return plain | {"level": level, "area": area, "residents": residents} | other


CENSUS = [
    people("borough", "B1", 100),
    people("borough", "B2", 50),
    people("borough", "B1", 90, year=2011),
    people("borough", "B1", 40, dimension="age"),
    people("borough", "B1", 101, basis="census_ethnic_group", dimension="ethnicity total"),
    people("borough", "B1", 999, basis="survey_ethnic_group", year=2024),
    people("lsoa", "L1", 30),
    people("lsoa", "L2", 20),
    people("lsoa", "L3", None),
]
LOOKUP = [
    {"child": child, "child_level": "lsoa", "child_edition": "2021", "parent": ward, "parent_level": "ward",
     "parent_edition": edition}
    for child, ward, edition in [
        ("L1", "W1", "2024"), ("L2", "W1", "2024"), ("L1", "W1", "2018"),
        ("L1", "W2", "2024"), ("L3", "W3", "2024"),
    ]
]  # fmt: skip
SCHEMA = pa.schema(
    [(name, pa.int64() if name in ("year", "residents") else pa.string()) for name in people("", "", 0)]
)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return gather_catalogue(None)


def gather(catalogue: Catalogue, census: list[dict], lookup: list[dict]) -> dict:
    tables = {
        "population": pa.Table.from_pylist(census, schema=SCHEMA) if census else None,
        "area_lookup": pa.Table.from_pylist(lookup) if lookup else None,
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
    return gather_populations(rows, catalogue=catalogue, vintages=vintages, areas=AREAS)


def test_latest_census_is_used_for_boroughs(catalogue: Catalogue) -> None:
    found = gather(catalogue, CENSUS, [])
    assert (found["borough", "B1"].residents, found["borough", "B1"].year) == (100, 2021)
    assert found["borough", "B1"].vintages == ("population-v",)
    assert "population.residents-not-people-present" in found["borough", "B1"].caveats


def test_ward_is_the_sum_of_its_small_areas(catalogue: Catalogue) -> None:
    found = gather(catalogue, CENSUS, LOOKUP)
    assert found["ward", "W1"].residents == 50
    assert found["ward", "W1"].vintages == ("population-v", "area_lookup-v")
    assert "area_lookup.best-fit" in found["ward", "W1"].caveats
    assert "area_lookup.splits-repeat" not in found["ward", "W1"].caveats
    assert ("ward", "W3") not in found


def test_force_is_the_sum_of_its_real_boroughs(catalogue: Catalogue) -> None:
    assert gather(catalogue, CENSUS, [])["force", "F"].residents == 150


def test_force_without_all_boroughs_has_no_population(catalogue: Catalogue) -> None:
    assert ("force", "F") not in gather(catalogue, CENSUS[:1], [])


def test_ethnic_table_serves_where_there_is_no_age_table(catalogue: Catalogue) -> None:
    assert gather(catalogue, [CENSUS[4]], [])["borough", "B1"].residents == 101


@pytest.mark.parametrize("census", [[], [CENSUS[5]]])
def test_without_a_census_there_is_no_population(catalogue: Catalogue, census: list[dict]) -> None:
    assert gather(catalogue, census, LOOKUP) == {}


def test_nothing_adds_up_to_nothing() -> None:
    one = Population(5, 2021, (), ())
    assert add_up({("ward", "a"): one}, []) is None
    assert add_up({("ward", "a"): one}, [("ward", "a"), ("ward", "b")]) is None
    assert add_up({("ward", "a"): one}, [("ward", "a")]) == one
