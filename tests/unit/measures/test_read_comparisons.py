"""Comparisons of areas as analysts write them, and what they are told when one is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from peelian.catalogue.catalogue import Catalogue
from peelian.errors import DefinitionError
from peelian.measures.places.comparisons import Comparisons
from peelian.measures.places.read_comparisons import read_comparisons
from peelian.measures.read_measures import read_measures
from peelian.workspace.definitions import gather_catalogue

INCOME = {
    "variable": "income",
    "title": "Income",
    "from": [
        {
            "source": "deprivation",
            "where": [{"field": "index", "is": "income"}, {"field": "statistic", "is": "score"}],
            "field": "value",
        }
    ],
}
CRIME = {"variable": "crime", "title": "Crime", "from": [{"measure": "recorded_crime", "per": "residents"}]}
INDEX = {"index": "mine", "title": "Mine", "variables": [CRIME, INCOME]}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return gather_catalogue(None)


@pytest.fixture
def read(catalogue: Catalogue, tmp_path: Path):
    measures = read_measures([], catalogue=catalogue)

    def reader(*documents: dict, shipped: tuple[Path, ...] | None = ()) -> Comparisons:
        path = tmp_path / "mine.yaml"
        path.write_text(yaml.safe_dump_all(documents, sort_keys=False), "utf-8")
        return read_comparisons([path], catalogue=catalogue, measures=measures, shipped=shipped)

    return reader


def test_what_ships_with_the_package_can_be_read(read) -> None:
    found = read(shipped=None)
    (index,) = found.indices
    assert [variable.variable for variable in index.variables] == [
        "burglary", "criminal_damage", "income", "employment", "young_people", "education",
    ]  # fmt: skip
    assert {variable.weight for variable in index.variables} == {1.0}
    assert [variable.worse for variable in index.variables].count("lower") == 1
    assert found.contrasts[0].measures == ("knife_crime", "knife_crime_with_injury")
    assert len(found.few_areas) == len(found.similar) == 1
    # the office's own measure is not there without an office
    assert "residential_burglary" not in {each.measure for each in index.variables[0].inputs}


def test_a_workspace_replaces_an_index_by_name(read) -> None:
    found = read(INDEX | {"index": "vulnerable_localities"}, shipped=None)
    assert [(index.index, index.title) for index in found.indices] == [("vulnerable_localities", "Mine")]
    assert found.contrasts[0].index == "vulnerable_localities"


def test_what_a_workspace_has_not_is_left_out_of_what_ships(catalogue: Catalogue, tmp_path: Path) -> None:
    few = [m for m in read_measures([], catalogue=catalogue) if m.measure == "knife_crime"]
    found = read_comparisons([], catalogue=catalogue, measures=few)
    assert found.indices == found.contrasts == ()
    assert found.few_areas[0].measures == ("knife_crime",)
    bare = Catalogue(sources={}, codes=catalogue.codes)
    assert read_comparisons([], catalogue=bare, measures=[]) == Comparisons()


def test_ids_told_are_told_apart_from_measures(read) -> None:
    found = read(shipped=None)
    assert {"vulnerable_localities", "vulnerable_tenths_knife_crime", "few_wards_knife_crime_named"} <= (
        found.told_as()
    )
    assert "knife_crime" not in found.told_as()


def variable(**told: object) -> dict:
    return INDEX | {"variables": [CRIME, INCOME | {"from": [INCOME["from"][0] | told]}]}


@pytest.mark.parametrize(
    ("document", "found", "next_step"),
    [
        (variable(source="deprivaton"), "'deprivaton', which is no source", "write 'deprivation'"),
        (variable(field="valu"), "'valu', which is no field", "write 'value'"),
        (variable(field="area"), "'area', a field of type area", ""),
        (
            variable(where=[{"field": "index", "is": "income"}]),
            "no value of 'statistic'",
            "field: statistic, is: score",
        ),
        (
            variable(where=[{"field": "index", "is": "incme"}, {"field": "statistic", "is": "score"}]),
            "'incme'",
            "write 'income'",
        ),
        (variable(source="stops", field="object", where=[]), "no areas of level ward", "another source"),
        (
            INDEX
            | {"variables": [CRIME | {"from": [{"measure": "recorded_crim", "per": "residents"}]}, INCOME]},
            "'recorded_crim', which is no measure counted by ward",
            "write 'recorded_crime'",
        ),
        (
            {"contrast": "c", "title": "C", "index": "mne", "measures": ["knife_crime"]},
            "'mne', which is no index",
            "",
        ),
        ({"few areas": "f", "title": "F", "measures": ["stops"]}, "'stops', which is no measure", ""),
    ],
)
def test_a_wrong_name_is_refused_with_what_is_near(read, document: dict, found: str, next_step: str) -> None:
    with pytest.raises(DefinitionError) as refused:
        read(document)
    assert found in refused.value.found
    assert next_step in refused.value.next_step
    assert "mine.yaml, line 1" in str(refused.value)


@pytest.mark.parametrize(
    ("document", "accepted"),
    [
        (INDEX | {"variables": [CRIME, CRIME]}, "each variable once"),
        (INDEX | {"variables": [INCOME, INCOME | {"variable": "b"}]}, "'to' with the month"),
        (variable(measure="recorded_crime"), "either a 'measure', or a 'source'"),
        (INDEX | {"variables": [CRIME | {"from": [{"measure": "recorded_crime"}]}, INCOME]}, "counted 'per'"),
        (INDEX | {"variables": [CRIME | {"weight": 0}, INCOME]}, "greater than 0"),
        (INDEX | {"level": "street"}, "'ward'"),
        ({"few areas": "f", "title": "F", "measures": ["knife_crime"], "share above": 40}, "less than 1"),
    ],
)
def test_what_makes_no_sense_is_refused(read, document: dict, accepted: str) -> None:
    with pytest.raises(DefinitionError) as refused:
        read(document)
    assert accepted in refused.value.accepted


def test_one_name_twice_is_refused(read) -> None:
    with pytest.raises(DefinitionError, match="a second time"):
        read(INDEX, INDEX)


def test_other_documents_are_passed_over(read) -> None:
    assert read({"measure": "x"}) == Comparisons()
