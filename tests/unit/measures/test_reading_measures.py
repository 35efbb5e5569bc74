"""Measures as analysts write them, and what they are told when one is wrong."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest
import yaml

from peelian.catalogue.catalogue import Catalogue
from peelian.definitions.located import read_located
from peelian.errors import DefinitionError
from peelian.measures.check_measure import check_measure
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
KNIFE_WHERE = [{"field": "subtype", "is": "knife_crime"}, {"field": "outcome", "is": "offences"}]
KNIFE = GOOD | {"source": "knife_crime_counts", "where": KNIFE_WHERE}
SHARE = STOPS | {
    "where": [{"field": "outcome", "is": "arrest"}],
    "share of": [{"field": "outcome", "is not": "not recorded"}],
}


def divided(field: str, residents: str = "ethnicity", **matches: list[str]) -> dict:
    told = {"field": field, "residents": residents} | ({"matches": matches} if matches else {})
    return {"per": {"population": "residents", "groups": [told]}}


RATED = (
    STOPS
    | divided("ethnicity_self")
    | {
        "groups": ["ethnicity_self", "ethnicity_officer"],
        "broad groups": {"ethnicity_self": "ethnicity_groups"},
        "disparity": [{"group": "ethnicity_self", "against": "white"}],
    }
)
FAMILY = GOOD | {"measure": "x_{code}", "title": "{label}", "for each": "offence_group", "where": []}
OTHER = GOOD | {
    "measure": "other",
    "source": "knife_crime_counts",
    "where": KNIFE_WHERE,
    "areas": ["force", "ward"],
}
RATIO = {
    "measure": "ratio",
    "title": "Ratio",
    "ratio": {"of": "burglary", "to": "other", "each": 100},
    "direction": "ambiguous",
    "areas": ["force"],
}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return gather_catalogue(None)


def read(folder: Path, catalogue: Catalogue, *documents: dict, shipped: tuple[Path, ...] = ()):
    path = folder / "own.yaml"
    path.write_text(yaml.safe_dump_all(documents, sort_keys=False), encoding="utf-8")
    return read_measures([path], catalogue=catalogue, shipped=shipped)


@pytest.mark.parametrize("measure", [GOOD, STOPS, KNIFE, SHARE, RATED])
def test_good_measure_is_read(tmp_path: Path, catalogue: Catalogue, measure: dict) -> None:
    (made,) = read(tmp_path, catalogue, measure)
    assert (made.measure, made.source) == ("burglary", measure["source"])


NOT_YES_OR_NO = STOPS | {"where": [{"field": "operation", "is not": value} for value in (True, False)]}
BURGLARIES = GOOD | {
    "where": [{"field": "offence", "is": "burglary_of_a_home"}, {"field": "offences", "is": 3}],
    "share of": [{"field": "offence_group", "is": "burglary"}, {"field": "month", "is": dt.date(2024, 1, 1)}],
}


@pytest.mark.parametrize("measure", [NOT_YES_OR_NO, BURGLARIES])
def test_conditions_that_some_row_can_meet_are_read(
    tmp_path: Path, catalogue: Catalogue, measure: dict
) -> None:
    assert len(read(tmp_path, catalogue, measure)) == 1


WRONG = {
    "unknown source": (GOOD | {"source": "recorded_crime_count"}, "recorded_crime_counts"),
    "unknown field": (GOOD | {"where": [{"field": "ofence", "is": "arson"}]}, "offence"),
    "unknown value": (GOOD | {"where": [{"field": "offence_group", "is": "burglry"}]}, "burglary"),
    "unknown group": (STOPS | {"groups": ["ethnicity"]}, "ethnicity_self"),
    "unknown level": (STOPS | {"areas": ["ward"]}, "force"),
    "no level of area": (STOPS | {"areas": ["parish"]}, "borough"),
    "no levels": (STOPS | {"areas": []}, "1 item or more"),
    "level twice": (STOPS | {"areas": ["force", "force"]}, "once"),
    "date that is none": (GOOD | {"when": "offence"}, "month"),
    "sum of text": (GOOD | {"sum": "area_name"}, "offences"),
    "bound on a code": (GOOD | {"where": [{"field": "offence", "below": 3}]}, "integer or number"),
    "dates on a code": (GOOD | {"where": [{"field": "offence", "from": "2024-01-01"}]}, "date"),
    "word for a number": (GOOD | {"where": [{"field": "offences", "is": "many"}]}, "a whole number"),
    "fraction for a whole number": (GOOD | {"where": [{"field": "offences", "is": 2.5}]}, "a whole number"),
    "yes for a number": (STOPS | {"where": [{"field": "latitude", "is not": True}]}, "a number, such as"),
    "word for a month": (GOOD | {"where": [{"field": "month", "is any of": ["banana"]}]}, "2024-01-01"),
    "middle of a month": (GOOD | {"where": [{"field": "month", "is": dt.date(2024, 1, 15)}]}, "2024-01-01"),
    "word for a time": (STOPS | {"where": [{"field": "started_at", "is": "noon"}]}, "2024-01-31"),
    "two values at once": (
        GOOD | {"where": [{"field": "offence_group", "is": n} for n in ("burglary", "robbery")]},
        "is any of",
    ),
    "value outside its own bounds": (
        GOOD | {"where": [{"field": "offences", "is": 3}, {"field": "offences", "below": 3}]},
        "can all hold",
    ),
    "code outside its group": (
        GOOD
        | {
            "where": [
                {"field": "offence", "is": "burglary_of_a_home"},
                {"field": "offence_group", "is": "robbery"},
            ]
        },
        "can all hold",
    ),
    "no condition": (GOOD | {"where": [{"field": "offence"}]}, "one condition"),
    "two conditions": (GOOD | {"where": [{"field": "offence", "is": "a", "is not": "b"}]}, "one condition"),
    "SQL": (GOOD | {"where": "offence = 1"}, "one, another"),
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
    "no source and no ratio": ({k: v for k, v in GOOD.items() if k != "source"}, "one of the two"),
    "share without a condition": (SHARE | {"where": []}, "conditions in 'where'"),
    "share of an unknown field": (SHARE | {"share of": [{"field": "outcom", "is": "arrest"}]}, "outcome"),
    "share of an unknown value": (SHARE | {"share of": [{"field": "outcome", "is": "arest"}]}, "arrest"),
    "share whose base leaves it out": (
        SHARE | {"share of": [{"field": "outcome", "is not": "arrest"}]},
        "the rows counted are among",
    ),
    "share of missing of those known": (
        SHARE | {"where": [{"field": "outcome", "is": "not recorded"}]},
        "the rows counted are among",
    ),
    "share of other values": (
        SHARE | {"share of": [{"field": "outcome", "is any of": ["caution", "summons"]}]},
        "the rows counted are among",
    ),
    "share of another group of codes": (
        GOOD
        | {
            "where": [{"field": "offence", "is": "burglary_of_a_home"}],
            "share of": [{"field": "offence_group", "is": "robbery"}],
        },
        "the rows counted are among",
    ),
    "share of other dates": (
        SHARE
        | {
            "where": [{"field": "month", "to": "2023-01-31"}],
            "share of": [{"field": "month", "from": "2023-02-01"}],
        },
        "the rows counted are among",
    ),
    "share that is a rate": (SHARE | {"per": {"population": "residents"}}, "remove 'per'"),
    "share of nested sub-types": (
        KNIFE | {"where": KNIFE_WHERE, "share of": [{"field": "outcome", "is": "offences"}]},
        "one of knife_crime",
    ),
    "share of a sum of fractions": (SHARE | {"sum": "latitude"}, "type integer"),
    "broad groups of no group": (RATED | {"broad groups": {"gender": "ethnicity_groups"}}, "ethnicity_self"),
    "broad groups of no list": (
        RATED | {"broad groups": {"ethnicity_self": "ethnicity_group"}},
        "ethnicity_groups",
    ),
    "broad groups that lack a parent": (
        RATED | {"broad groups": {"ethnicity_self": "stop_powers"}},
        "every code of the field has its parent",
    ),
    "residents of no group": (RATED | divided("gender"), "ethnicity_self"),
    "residents grouped by nothing known": (RATED | divided("ethnicity_self", "colour"), "age_band"),
    "residents of an unknown group": (RATED | divided("ethnicity_self", white=["whit"]), "white"),
    "match for an unknown group": (RATED | divided("ethnicity_self", W1=["white"]), "white"),
    "group without residents of its code": (
        RATED | {"broad groups": {}, "disparity": []},
        "add 'W1: [...]' to 'matches'",
    ),
    "disparity without residents": (
        RATED | {"disparity": [{"group": "ethnicity_officer", "against": "white"}]},
        "ethnicity_self",
    ),
    "disparity against nobody": (
        RATED | {"disparity": [{"group": "ethnicity_self", "against": "whit"}]},
        "white",
    ),
    "disparity against a detailed group": (
        RATED | {"disparity": [{"group": "ethnicity_self", "against": "W1"}]},
        "white",
    ),
    "disparity against a group that matches nobody": (RATED | divided("ethnicity_self", white=[]), "black"),
    "times without a clock": (STOPS | {"times": "month"}, "started_at"),
    "directions of one measure": (GOOD | {"directions": {"burglary": "ambiguous"}}, "for each"),
    "direction of an unknown code": (FAMILY | {"directions": {"burglry": "ambiguous"}}, "burglary"),
    "direction of a code that is none": (FAMILY | {"directions": {"burglary": "down"}}, "lower is better"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_wrong_measure_says_what_is_accepted(tmp_path: Path, catalogue: Catalogue, case: str) -> None:
    measure, accepted = WRONG[case]
    with pytest.raises(DefinitionError) as told:
        read(tmp_path, catalogue, measure)
    assert "own.yaml, line" in told.value.thing
    assert accepted in f"{told.value.accepted} {told.value.next_step}"


WRONG_RATIOS = {
    "unknown measure": ({"ratio": {"of": "burglry", "to": "other"}}, "burglary"),
    "itself": ({"ratio": {"of": "ratio", "to": "other"}}, "circle"),
    "circle": ({"ratio": {"of": "burglary", "to": "back"}}, "circle"),
    "one measure twice": ({"ratio": {"of": "burglary", "to": "burglary"}}, "two different measures"),
    "ratio of a ratio": ({"ratio": {"of": "burglary", "to": "good_ratio"}}, "itself a ratio"),
    "ratio of a share": ({"ratio": {"of": "share", "to": "other"}}, "itself a share"),
    "level of one only": ({"areas": ["borough"]}, "levels that both measures have: force"),
    "conditions beside it": ({"where": [{"field": "x", "is": "y"}]}, "on the two measures instead"),
    "each of nothing": ({"ratio": {"of": "burglary", "to": "other", "each": 0}}, "or equal to 1"),
    "source of another": ({"source": "stops"}, "no source"),
    "one side only": ({"ratio": {"of": "burglary"}}, "to"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG_RATIOS)
def test_wrong_ratio_says_what_is_accepted(tmp_path: Path, catalogue: Catalogue, case: str) -> None:
    change, told_of = WRONG_RATIOS[case]
    back = RATIO | {"measure": "back", "ratio": {"of": "ratio", "to": "other"}}
    others = [GOOD, OTHER, SHARE | {"measure": "share"}, RATIO | {"measure": "good_ratio"}]
    if case == "circle":
        others.append(back)
    with pytest.raises(DefinitionError) as told:
        read(tmp_path, catalogue, *others, RATIO | change)
    assert "own.yaml, line" in told.value.thing
    said = f"{told.value.found} {told.value.accepted} {told.value.next_step}"
    assert told_of in said


def test_ratio_takes_its_source_and_unit_from_its_measures(tmp_path: Path, catalogue: Catalogue) -> None:
    made = {m.measure: m for m in read(tmp_path, catalogue, GOOD, OTHER, RATIO)}
    assert (made["ratio"].source, made["ratio"].unit) == (
        "recorded_crime_counts",
        "offences per 100 offences",
    )
    shown = made["ratio"].model_dump(mode="json", by_alias=True, exclude_defaults=True)
    again = {m.measure: m for m in read(tmp_path, catalogue, GOOD, OTHER, shown)}
    assert again["ratio"] == made["ratio"]


def test_ratio_may_name_a_member_of_a_family(tmp_path: Path, catalogue: Catalogue) -> None:
    ratio = RATIO | {"ratio": {"of": "x_burglary", "to": "x_robbery"}}
    made = {m.measure: m for m in read(tmp_path, catalogue, FAMILY, ratio)}
    assert made["ratio"].unit == "offences per one of the offences"


def test_codes_of_a_family_may_have_directions_of_their_own(tmp_path: Path, catalogue: Catalogue) -> None:
    told = {"direction": "ambiguous", "directions": {"burglary": "lower is better"}}
    (family,) = read(tmp_path, catalogue, FAMILY | told)
    made = {member.id: member.direction for member in members(family, catalogue)}
    assert made["x_burglary"] == "lower is better"
    assert made["x_drug_offences"] == "ambiguous"


def test_offences_that_reporting_may_raise_are_never_judged(catalogue: Catalogue) -> None:
    made = {
        m.id: m.direction
        for measure in read_measures((), catalogue=catalogue)
        for m in members(measure, catalogue)
    }
    for name in ("recorded_sexual_offences", "offence_rape", "offence_stalking_and_harassment", "hate_crime",
                 "domestic_abuse", "recorded_drug_offences", "recorded_violence_against_the_person", "stops",
                 "recorded_possession_of_weapons", "offence_public_fear_aggravated",
                 "offence_violence_with_injury", "stops_ethnicity_self_unknown"):  # fmt: skip
        assert made[name] == "ambiguous", name
    for name in ("recorded_burglary", "recorded_robbery", "recorded_theft", "offence_theft_of_vehicle"):
        assert made[name] == "lower is better", name


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
        "stops_for_drugs",
        "stops_nothing_found",
        "stops_arrest",
        "knife_crime_positive_outcomes_per_100",
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
    assert {each.group for each in stops.disparity} == {"ethnicity_self", "ethnicity_officer"}
    assert stops.direction == "ambiguous"


def test_directions_of_the_package_name_codes_of_the_package() -> None:
    shipped = gather_catalogue(None)
    for measure in read_measures([], catalogue=shipped):
        check_measure(measure, catalogue=shipped, place="shipped", comes_from="workspace")


def test_a_workspace_may_have_an_offence_list_of_its_own() -> None:
    shipped = gather_catalogue(None)
    fewer = dict(shipped.codes)
    name = shipped.source("recorded_crime_counts").fields["offence_group"].codes
    kept = dict(list(fewer[name].list.items())[:2])
    fewer[name] = fewer[name].model_copy(update={"list": kept})
    assert read_measures([], catalogue=dataclasses.replace(shipped, codes=fewer))


def test_every_shipped_measure_fits_the_shipped_sources(catalogue: Catalogue) -> None:
    written = {
        document.data["measure"]
        for path in shipped_measure_files()
        for document in read_located(path)
        if isinstance(document.data, dict) and next(iter(document.data)) == "measure"
    }
    assert {measure.measure for measure in read_measures([], catalogue=catalogue)} == written
