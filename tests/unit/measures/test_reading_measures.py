"""Measures as analysts write them, and what they are told when one is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from peelian.catalogue.catalogue import Catalogue
from peelian.errors import DefinitionError
from peelian.measures.members import members
from peelian.measures.read_measures import read_measures, shipped_measure_files
from peelian.workspace.definitions import gather_catalogue

GOOD = {
    "measure": "burglary",
    "title": "Burglary",
    "source": "recorded_crime_counts",
    "where": [{"field": "offence_group", "is": "burglary"}],
    "sum": "offences",
    "direction": "lower is better",
    "areas": ["force", "borough"],
}
STOPS = GOOD | {"source": "stops", "where": [], "sum": "", "areas": ["force"]}
KNIFE = GOOD | {
    "source": "knife_crime_counts",
    "where": [{"field": "subtype", "is": "knife_crime"}, {"field": "outcome", "is": "offences"}],
}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return gather_catalogue(None)


def read(folder: Path, catalogue: Catalogue, *documents: dict, shipped: tuple[Path, ...] = ()):
    path = folder / "own.yaml"
    path.write_text(yaml.safe_dump_all(documents, sort_keys=False), encoding="utf-8")
    return read_measures([path], catalogue=catalogue, shipped=shipped)


@pytest.mark.parametrize("measure", [GOOD, STOPS, KNIFE])
def test_good_measure_is_read(tmp_path: Path, catalogue: Catalogue, measure: dict) -> None:
    (made,) = read(tmp_path, catalogue, measure)
    assert (made.measure, made.source) == ("burglary", measure["source"])


WRONG = {
    "unknown source": (GOOD | {"source": "recorded_crime_count"}, "recorded_crime_counts"),
    "unknown field": (GOOD | {"where": [{"field": "ofence", "is": "arson"}]}, "offence"),
    "unknown value": (GOOD | {"where": [{"field": "offence_group", "is": "burglry"}]}, "burglary"),
    "unknown group": (STOPS | {"groups": ["ethnicity"]}, "ethnicity_self"),
    "unknown level": (STOPS | {"areas": ["ward"]}, "force"),
    "no level of area": (STOPS | {"areas": ["parish"]}, "borough"),
    "no levels": (STOPS | {"areas": []}, "at least 1"),
    "level twice": (STOPS | {"areas": ["force", "force"]}, "once"),
    "date that is none": (GOOD | {"when": "offence"}, "month"),
    "sum of text": (GOOD | {"sum": "area_name"}, "offences"),
    "bound on a code": (GOOD | {"where": [{"field": "offence", "below": 3}]}, "integer or number"),
    "dates on a code": (GOOD | {"where": [{"field": "offence", "from": "2024-01-01"}]}, "date"),
    "no condition": (GOOD | {"where": [{"field": "offence"}]}, "one condition"),
    "two conditions": (GOOD | {"where": [{"field": "offence", "is": "a", "is not": "b"}]}, "one condition"),
    "SQL": (GOOD | {"where": "offence = 1"}, "tuple"),
    "unknown key": (GOOD | {"direktion": "ambiguous"}, "direction"),
    "unknown direction": (GOOD | {"direction": "down"}, "lower is better"),
    "name with capitals": (GOOD | {"measure": "Burglary"}, "small letters"),
    "template without for each": (GOOD | {"title": "{label}"}, "for each"),
    "for each without template": (GOOD | {"for each": "offence"}, "{code}"),
    "for each over text": (
        GOOD | {"measure": "x_{code}", "title": "{label}", "for each": "area_name"},
        "codes or values",
    ),
    "ratio of measures": (GOOD | {"per": {"measure": "other"}}, "population"),
    "per nobody": (GOOD | {"per": {"population": "residents", "each": 0}}, "greater than or equal to 1"),
    "nested sub-types added": (KNIFE | {"where": [{"field": "outcome", "is": "offences"}]}, "knife_crime"),
    "two sub-types at once": (
        KNIFE
        | {
            "where": [
                {"field": "subtype", "is any of": ["knife_crime", "knife_crime_with_injury"]},
                {"field": "outcome", "is": "offences"},
            ]
        },
        "knife_crime",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_measure_says_what_is_accepted(tmp_path: Path, catalogue: Catalogue, case: str) -> None:
    measure, accepted = WRONG[case]
    with pytest.raises(DefinitionError) as told:
        read(tmp_path, catalogue, measure)
    assert "own.yaml, line" in told.value.thing
    assert accepted in f"{told.value.accepted} {told.value.next_step}"


def test_same_name_twice_is_refused(tmp_path: Path, catalogue: Catalogue) -> None:
    with pytest.raises(DefinitionError, match="a second time") as told:
        read(tmp_path, catalogue, GOOD, GOOD)
    assert "own.yaml, line 1" in told.value.found


def test_name_that_a_family_makes_is_refused(tmp_path: Path, catalogue: Catalogue) -> None:
    family = GOOD | {"measure": "{code}", "title": "{label}", "for each": "offence_group", "where": []}
    with pytest.raises(DefinitionError, match="'burglary' a second time"):
        read(tmp_path, catalogue, GOOD, family)


def test_workspace_overrides_a_shipped_measure_by_name(tmp_path: Path, catalogue: Catalogue) -> None:
    own = KNIFE | {"measure": "knife_crime", "title": "Ours"}
    made = read(tmp_path, catalogue, own, shipped=shipped_measure_files())
    assert [measure.title for measure in made if measure.measure == "knife_crime"] == ["Ours"]
    assert len(made) == len(read_measures((), catalogue=catalogue))


def test_other_kinds_of_definition_are_passed_over(tmp_path: Path, catalogue: Catalogue) -> None:
    assert read(tmp_path, catalogue, {"plan": "x"}) == ()


def test_yes_and_no_may_be_written_as_true_and_false(tmp_path: Path, catalogue: Catalogue) -> None:
    (made,) = read(tmp_path, catalogue, STOPS | {"where": [{"field": "operation", "is": True}]})
    assert made.where[0].equals is True


def test_kind_of_missing_is_a_value(tmp_path: Path, catalogue: Catalogue) -> None:
    where = [{"field": "ethnicity_self", "is none of": ["not stated", "not recorded"]}]
    (made,) = read(tmp_path, catalogue, STOPS | {"where": where})
    assert made.where[0].none_of == ("not stated", "not recorded")


def test_shipped_measures_are_those_promised(catalogue: Catalogue) -> None:
    made = {
        m.id: m for measure in read_measures((), catalogue=catalogue) for m in members(measure, catalogue)
    }
    assert {
        "recorded_crime",
        "recorded_burglary",
        "offence_rape",
        "knife_crime",
        "stops",
        "hate_crime",
    } <= set(made)
    assert made["offence_rape"].title == "Rape"
    assert made["offence_rape"].part_of == "recorded_sexual_offences"
    assert made["recorded_burglary"].part_of == "recorded_crime"
    assert made["offence_rape"].about == "Offences recorded as rape."
    for member in made.values():
        assert member.part_of == "" or member.part_of in made, member.id


def test_two_views_of_ethnicity_are_kept_apart(catalogue: Catalogue) -> None:
    (stops,) = (m for m in read_measures((), catalogue=catalogue) if m.measure == "stops")
    assert {"ethnicity_self", "ethnicity_officer"} <= set(stops.groups)
    assert stops.direction == "ambiguous"
