"""Alternatives: a row counts when it meets every condition and at least one of the alternatives."""

from __future__ import annotations

import datetime as dt

import pytest

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.caveat import Caveat
from peelian.errors import DefinitionError
from peelian.measures.check_measure import check_measure
from peelian.measures.measure import Measure
from tests.spec.small_world import World, months, rows_of

ANY = [{"field": "offence", "is": "arson"}, {"field": "domestic", "is": "yes"}, {"field": "age", "below": 18}]
ROWS = (
    {"offence": "arson", "domestic": True, "age": 12},  # all three, and counts once
    {"offence": "arson", "domestic": None, "age": None},  # the code alone, the rest unknown
    {"offence": "theft", "domestic": True, "age": None},  # the mark alone
    {"offence": "theft", "domestic": None, "age": 17},  # the age alone
    {"offence": "theft", "domestic": False, "age": 40},
    {"offence": "theft", "domestic": None, "age": None},  # unknown is none of them
)


def one(world: World, **measure: object) -> dict:
    rows = rows_of(*({"month": "2024-06"} | row for row in ROWS))
    found = world.find(rows, [world.vintage("v1", months("2024-06", 1))], **measure)
    (made,) = [each for each in found if each["group"] is None and each["period_kind"] == "month"]
    return made


def test_a_row_that_meets_any_counts_once(world: World) -> None:
    assert one(world, **{"where any of": ANY})["value"] == 4


def test_conditions_hold_as_well(world: World) -> None:
    where = [{"field": "offence", "is": "theft"}]
    assert one(world, where=where, **{"where any of": ANY})["value"] == 2


def test_share_has_them_above_the_line_only(world: World) -> None:
    made = one(world, **{"where any of": ANY, "share of": [{"field": "offence", "is": "theft"}]})
    assert (made["numerator"], made["denominator"]) == (2, 4)


def test_caveats_on_every_alternative_travel(world: World) -> None:
    caveat = {"says": "-", "effect": "undercount", "severity": "note", "source": "-"}
    world.automatic["small"] = [
        Caveat.model_validate({"id": f"on-{name}", "scope": {"fields": [name]}} | caveat)
        for name in ("domestic", "age", "offences")
    ] + [
        Caveat.model_validate(
            {"id": "on-theft", "scope": {"fields": ["offence"], "values": {"offence": ["theft"]}}} | caveat
        )
    ]
    made = one(world, **{"where any of": ANY})
    assert made["caveats"] == ["small.on-domestic", "small.on-age", "small.on-theft"]


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ({"where any of": [{"field": "offence", "is": "arson"}]}, "two conditions or more"),
        ({"where any of": [{"field": "ofence", "is": "arson"}, ANY[1]]}, "ofence"),
        ({"where any of": [{"field": "offence", "is": "arsn"}, ANY[1]]}, "arsn"),
        ({"where any of": ANY, "where": [{"field": "offence", "is": "theft"}]}, "no row can meet"),
        ({"months together": 36}, "months told together"),
        ({"where": ANY[:1], "share of": [], "each day": True}, "each day"),
    ],
)
def test_what_says_nothing_is_refused(keys: dict, says: str) -> None:
    world = World(None)
    plain = {"measure": "m", "title": "M", "source": "small", "direction": "ambiguous", "areas": ["borough"]}
    with pytest.raises(DefinitionError) as refused:
        check_measure(
            Measure.model_validate(plain | keys),
            catalogue=Catalogue(sources={"small": world.described()}),
            place="m.yaml",
        )
    assert says in str(refused.value)


def test_share_over_several_months_is_told_over_the_newest_of_them_alone(world: World) -> None:
    covered = months("2022-01", 30)
    rows = rows_of(
        *({"month": day, "domestic": k == 0} for day in covered for k in range(10)),
        *({"month": "2022-01", "domestic": True} for _ in range(50)),
    )
    share = {"where": [{"field": "domestic", "is": "yes"}], "share of": [], "months together": 24}
    (made,) = world.find(rows, [world.vintage("v1", covered)], **share)
    assert (made["period_kind"], made["period_from"], made["period_to"]) == (
        "span",
        dt.date(2022, 7, 1),
        dt.date(2024, 6, 30),
    )
    assert (made["numerator"], made["denominator"], made["value"]) == (24, 240, 0.1)
    assert (made["method"], made["change"], made["rank"]) == ("share.together", None, None)


def test_fewer_months_than_asked_for_are_told_with_their_own_dates(world: World) -> None:
    covered = [*months("2023-10", 1), *months("2024-01", 3)]
    rows = rows_of(*({"month": day, "domestic": k == 0} for day in covered for k in range(4)))
    share = {"where": [{"field": "domestic", "is": "yes"}], "share of": [], "months together": 24}
    (made,) = world.find(rows, [world.vintage("v1", covered)], **share)
    assert (made["period_from"], made["denominator"]) == (dt.date(2024, 1, 1), 12)
