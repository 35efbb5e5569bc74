"""Rates of groups and their disparities: each group by its own residents, and nobody spread over others."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa
import pytest

from peelian.catalogue.caveat import Caveat
from peelian.catalogue.codes import CodeList
from peelian.findings.invariants import check_invariants
from peelian.measures.residents import Population
from peelian.workspace.definitions import gather_catalogue
from tests.spec.small_world import World, months, rows_of

YEAR = months("2024-01", 12)
SHORT = months("2024-01", 3)
MARCH = dt.date(2024, 3, 31)
LIST = {
    "codes": "said", "title": "Said", "parents": "broad",
    "list": {
        "W1": {"label": "White one", "parent": "white"}, "W2": {"label": "White two", "parent": "white"},
        "B1": {"label": "Black one", "parent": "black"},
    },
}  # fmt: skip
BROAD = {
    "codes": "broad",
    "title": "Broad",
    "list": {"white": {"label": "White"}, "black": {"label": "Black"}},
}
RATED = {
    "groups": ["said"],
    "broad groups": {"said": "broad"},
    "per": {
        "population": "residents", "each": 1000, "groups": [{"field": "said", "residents": "ethnicity"}],
    },
    "disparity": [{"group": "said", "against": "white"}],
}  # fmt: skip


@pytest.fixture
def rated(world: World) -> World:
    """The small world with a field of detailed groups, and residents of two broad ones."""
    world.source["fields"]["said"] = {
        "type": "code",
        "codes": "said",
        "missing": {"": "not recorded", "NS": "not stated"},
    }
    world.codes = {"said": CodeList.model_validate(LIST), "broad": CodeList.model_validate(BROAD)}
    shipped = gather_catalogue(None)
    world.codes["ethnicity_residents"] = shipped.codes["ethnicity_residents"]
    world.beside["population"] = shipped.source("population")
    world.populations = {("borough", "B1"): Population(6_000, 2021, ("census",), ("population.dated",))}
    world.by_group = {
        ("ethnicity", "white"): {("borough", "B1"): Population(4_000, 2021, ("groups",), ("population.w",))},
        ("ethnicity", "black"): {("borough", "B1"): Population(1_000, 2021, ("groups",), ("population.b",))},
    }
    return world


def searches(*told: tuple[dt.date, str | None, int], area: str = "B1") -> pa.Table:
    rows = [(month, value, area) for month, value, n in told for _ in range(n)]
    table = rows_of(*({"month": month, "borough": place} for month, _, place in rows))
    missing = {"NS": "not stated", None: "not recorded"}
    values = [None if value in missing else value for _, value, _ in rows]
    ways = [missing.get(value) for _, value, _ in rows]
    table = table.append_column("said", pa.array(values, pa.string()))
    return table.append_column("said__missing", pa.array(ways, pa.string()))


def every(covered: list[dt.date], **told: int) -> list[tuple[dt.date, str | None, int]]:
    names = {"none": None}
    return [(month, names.get(value, value), n) for month in covered for value, n in told.items()]


def pick(found: list[dict], kind: str, group: str | None, period: str, end: dt.date) -> dict:
    (one,) = [
        each
        for each in found
        if (each["kind"], each["group"], each["period_kind"], each["period_to"]) == (kind, group, period, end)
        and each["area_code"] == "B1"
    ]
    return one


def test_detailed_codes_are_gathered_and_missing_stays_apart(rated: World) -> None:
    rows = searches(*every(SHORT, W1=2, W2=3, B1=4, NS=5, none=1))
    found = rated.find(rows, [rated.vintage("v1", SHORT)], **RATED)
    counts = {
        e["group"]: e["value"]
        for e in found
        if e["kind"] == "count" and e["period_kind"] == "month" and e["period_to"] == MARCH
    }
    assert counts == {
        None: 15,
        "said=white": 5,
        "said=black": 4,
        "said=not stated": 5,
        "said=not recorded": 1,
    }


def test_group_is_divided_by_its_own_residents(rated: World) -> None:
    rows = searches(*every(YEAR, W1=2, W2=3, B1=4))
    found = rated.find(rows, [rated.vintage("v1", YEAR)], **RATED)
    year = pick(found, "rate", "said=black", "rolling 12 months", dt.date(2024, 12, 31))
    assert (year["value"], year["numerator"], year["denominator"], year["base"]) == (48, 48, 1_000, 1_000)
    assert (year["unit"], year["method"]) == ("offences per 1,000 residents of the group", "rate.rolling12")
    assert year["lower"] < 48 < year["upper"]
    assert "groups" in year["vintages"]
    assert "population.b" in year["caveats"]
    month = pick(found, "rate", "said=white", "month", MARCH)
    assert (month["value"], month["numerator"], month["denominator"]) == (1.25, 5, 4_000)
    assert pick(found, "rate", None, "month", MARCH)["denominator"] == 6_000
    assert not [each for each in found if each["period_kind"] == "span"]


def test_disparity_is_the_count_over_the_count_expected(rated: World) -> None:
    rows = searches(*every(YEAR, W1=10, B1=10, NS=7))
    found = rated.find(rows, [rated.vintage("v1", YEAR)], **RATED)
    (one,) = [e for e in found if e["kind"] == "ratio" and e["period_kind"] == "rolling 12 months"]
    # 120 searches of 1,000 people beside 120 of 4,000: four times the rate, 30 expected.
    assert (one["group"], one["value"], one["numerator"], one["denominator"], one["base"]) == (
        "said=black", 4, 120, 30, 240,
    )  # fmt: skip
    # R: poisson.test(c(120, 120), T = c(1000, 4000))$conf.int
    assert (one["lower"], one["upper"]) == (pytest.approx(3.079671634), pytest.approx(5.195359085))
    assert (one["unit"], one["method"], one["judgement"]) == (
        "times the rate of White",
        "disparity.rolling12",
        None,
    )
    assert {"population.w", "population.b"} <= set(one["caveats"])


def test_nobody_is_spread_over_the_groups(rated: World) -> None:
    few = rated.find(searches(*every(YEAR, W1=10, B1=10)), [rated.vintage("v1", YEAR)], **RATED)
    more = rated.find(searches(*every(YEAR, W1=10, B1=10, NS=50)), [rated.vintage("v1", YEAR)], **RATED)
    for found in (few, more):
        assert {e["group"] for e in found if e["kind"] == "rate"} == {None, "said=white", "said=black"}
    ratios = [[e["value"] for e in found if e["kind"] == "ratio"] for found in (few, more)]
    assert ratios[0] == ratios[1]


def test_residents_that_are_not_loaded_are_not_measured(rated: World) -> None:
    del rated.by_group["ethnicity", "black"]
    found = rated.find(searches(*every(YEAR, W1=10, B1=10)), [rated.vintage("v1", YEAR)], **RATED)
    for kind in ("rate", "ratio"):
        told = [e for e in found if e["kind"] == kind and e["group"] == "said=black"]
        assert told
        assert {(e["state"], e["value"], e["lower"], e["base"]) for e in told} == {
            ("not measured", None, None, None)
        }


@pytest.mark.parametrize("residents", [0, None])
def test_area_without_residents_is_never_infinite(rated: World, residents: int | None) -> None:
    for people in rated.by_group.values():
        if residents is None:
            people.clear()
        else:
            people["borough", "B1"] = Population(residents, 2021, (), ())
    found = rated.find(searches(*every(YEAR, W1=10, B1=10)), [rated.vintage("v1", YEAR)], **RATED)
    told = [e for e in found if e["kind"] in ("rate", "ratio") and e["group"]]
    assert {e["state"] for e in told} == {"not measured"}
    assert {e["value"] for e in told} == {None}


def test_nothing_counted_in_the_group_compared_with_is_not_measured(rated: World) -> None:
    found = rated.find(searches(*every(YEAR, B1=10)), [rated.vintage("v1", YEAR)], **RATED)
    told = [e for e in found if e["kind"] == "ratio"]
    assert told
    assert {(e["group"], e["state"], e["value"]) for e in told} == {("said=black", "not measured", None)}


def test_none_counted_in_the_group_itself_is_a_ratio_of_zero(rated: World) -> None:
    rows = searches(*every(YEAR[:1], W1=10, B1=1), *every(YEAR[1:], W1=10))
    found = rated.find(rows, [rated.vintage("v1", YEAR)], **RATED)
    one = pick(found, "ratio", "said=black", "month", dt.date(2024, 12, 31))
    assert (one["value"], one["lower"], one["state"]) == (0, 0, "shown")
    assert one["upper"] > 0


def test_group_that_matches_no_residents_has_a_count_and_no_rate(rated: World) -> None:
    per = RATED["per"] | {"groups": [{"field": "said", "residents": "ethnicity", "matches": {"black": []}}]}
    found = rated.find(
        searches(*every(YEAR, W1=10, B1=10)), [rated.vintage("v1", YEAR)], **RATED | {"per": per}
    )
    assert {e["kind"] for e in found if e["group"] == "said=black"} == {"count"}


def test_group_may_match_several_groups_of_residents(rated: World) -> None:
    per = RATED["per"] | {
        "groups": [{"field": "said", "residents": "ethnicity", "matches": {"black": ["black", "white"]}}]
    }
    found = rated.find(searches(*every(YEAR, B1=10)), [rated.vintage("v1", YEAR)], **RATED | {"per": per})
    assert pick(found, "rate", "said=black", "month", MARCH)["denominator"] == 5_000


def test_stretch_under_a_year_has_counts_rates_and_ratios_of_the_same_days(rated: World) -> None:
    rated.automatic["small"] = [
        Caveat.model_validate(
            {"id": "auto-partial-month", "says": "-", "effect": "undercount", "severity": "block",
             "scope": {"from": SHORT[0], "to": dt.date(2024, 1, 31)}}
        )
    ]  # fmt: skip
    rows = searches(*every(SHORT, W1=8, B1=4, NS=2))
    found = rated.find(rows, [rated.vintage("v1", SHORT)], **RATED)
    spans = [e for e in found if e["period_kind"] == "span"]
    assert {(e["period_from"], e["period_to"]) for e in spans} == {(SHORT[1], MARCH)}
    told = {(e["kind"], e["group"]): e["value"] for e in spans}
    assert told["count", None] == 28
    assert told["count", "said=not stated"] == 4
    assert told["rate", "said=black"] == 8
    assert told["ratio", "said=black"] == 2
    january = pick(found, "ratio", "said=black", "month", dt.date(2024, 1, 31))
    assert (january["state"], january["value"]) == ("low reliability", 2)


def test_every_invariant_holds(rated: World) -> None:
    covered = months("2023-01", 24)
    rows = searches(*every(covered, W1=2, W2=3, B1=4, NS=5, none=1))
    made = rated.table(rows, [rated.vintage("v1", covered)], **RATED)
    assert {"count", "rate", "ratio"} <= {each["kind"] for each in made.to_pylist()}
    assert check_invariants(made) == ()
