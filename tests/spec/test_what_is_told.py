"""What a finding tells: months and years, what is compared, and what may not be."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from peelian.catalogue.caveat import Break, Caveat
from peelian.findings.invariants import check_invariants
from peelian.measures.residents import Population
from tests.spec.small_world import AIRPORT, World, months, rows_of

TWO_YEARS = months("2023-01", 24)


def steady(each: int, covered: list[dt.date] = TWO_YEARS, **fixed: object):
    return rows_of(*({"month": first, "offences": each, **fixed} for first in covered))


def pick(found: list[dict], kind: str, end: dt.date, area: str = "B1") -> dict:
    (one,) = [
        each
        for each in found
        if each["period_kind"] == kind and each["period_to"] == end and each["area_code"] == area
    ]
    return one


def test_year_is_the_sum_of_its_twelve_months(world: World) -> None:
    rows = rows_of(*({"month": first, "offences": place} for place, first in enumerate(TWO_YEARS, start=1)))
    found = world.find(rows, [world.vintage("v1", TWO_YEARS)], sum="offences")
    year = pick(found, "rolling 12 months", dt.date(2024, 12, 31))
    assert (year["value"], year["previous"]) == (sum(range(13, 25)), sum(range(1, 13)))
    assert (year["against_from"], year["against_to"]) == (dt.date(2023, 1, 1), dt.date(2023, 12, 31))
    assert year["judgement"] == "rise"
    assert year["change"] == pytest.approx(222 / 78 - 1)
    assert year["change_lower"] > 0
    assert sum(each["period_kind"] == "rolling 12 months" for each in found) == 13


def test_steady_counts_are_no_clear_change(world: World) -> None:
    found = world.find(steady(20), [world.vintage("v1", TWO_YEARS)], sum="offences")
    month = pick(found, "month", dt.date(2024, 12, 31))
    assert (month["judgement"], month["change"], month["previous"]) == ("no clear change", 0, 20)
    assert month["method"] == "count.month.exact_poisson"
    assert (
        pick(found, "rolling 12 months", dt.date(2024, 12, 31))["method"] == "count.rolling12.quasi_poisson"
    )


def test_small_years_are_compared_exactly(world: World) -> None:
    found = world.find(steady(1), [world.vintage("v1", TWO_YEARS)], sum="offences")
    assert (
        pick(found, "rolling 12 months", dt.date(2024, 12, 31))["method"] == "count.rolling12.exact_poisson"
    )


def test_nothing_against_nothing_is_no_change_and_no_number(world: World) -> None:
    found = world.find(steady(0), [world.vintage("v1", TWO_YEARS)], sum="offences")
    year = pick(found, "rolling 12 months", dt.date(2024, 12, 31))
    assert (year["value"], year["change"], year["change_upper"]) == (0, None, None)
    assert year["judgement"] == "no clear change"


def test_first_year_is_not_compared(world: World) -> None:
    found = world.find(steady(20), [world.vintage("v1", TWO_YEARS)], sum="offences")
    year = pick(found, "rolling 12 months", dt.date(2023, 12, 31))
    assert (year["state"], year["judgement"], year["against_from"]) == ("shown", None, None)
    assert year["method"] == "count.rolling12"


def test_place_without_a_row_is_zero_where_the_source_speaks(world: World) -> None:
    rows = rows_of(*({"month": first} for first in TWO_YEARS), {"month": TWO_YEARS[3], "borough": "B2"})
    found = world.find(rows, [world.vintage("v1", TWO_YEARS)])
    june = pick(found, "month", dt.date(2023, 6, 30), "B2")
    assert (june["value"], june["state"], june["base"]) == (0, "shown", 0)


def test_gap_between_loads_is_not_measured(world: World) -> None:
    covered = [*TWO_YEARS[:3], *TWO_YEARS[5:]]
    found = world.find(steady(2, covered), [world.vintage("v1", covered)])
    april = pick(found, "month", dt.date(2023, 4, 30))
    assert (april["value"], april["base"], april["state"]) == (None, None, "not measured")
    assert pick(found, "rolling 12 months", dt.date(2023, 12, 31))["state"] == "not measured"
    assert min(each["period_from"] for each in found) == TWO_YEARS[0]


def test_break_that_blocks_leaves_the_value_and_no_change(world: World) -> None:
    world.source["breaks"] = [
        {"id": "new-system", "on": dt.date(2024, 1, 1), "says": "New.", "scope": {"fields": ["domestic"]}}
    ]
    rows = steady(30, domestic=True)
    flagged = world.find(
        rows, [world.vintage("v1", TWO_YEARS)], sum="offences", where=[{"field": "domestic", "is": "yes"}]
    )
    for kind in ("month", "rolling 12 months"):
        one = pick(flagged, kind, dt.date(2024, 12, 31))
        assert (one["state"], one["judgement"], one["breaks"]) == ("not comparable",) * 2 + (
            ["small.new-system"],
        )
        assert (one["change"], one["change_lower"], one["change_upper"]) == (None, None, None)
        assert one["value"] is not None
        assert one["previous"] is not None
    every = pick(
        world.find(rows, [world.vintage("v1", TWO_YEARS)], sum="offences"), "month", dt.date(2024, 12, 31)
    )
    assert (every["judgement"], every["breaks"]) == ("no clear change", [])


def test_break_that_warns_is_told_and_compared(world: World) -> None:
    world.source["breaks"] = [
        Break(id="b", on=dt.date(2024, 1, 1), says="New.", severity="warn").model_dump()
    ]
    found = world.find(steady(30), [world.vintage("v1", TWO_YEARS)], sum="offences")
    year = pick(found, "rolling 12 months", dt.date(2024, 12, 31))
    assert (year["breaks"], year["judgement"], year["state"]) == (["small.b"], "no clear change", "shown")


def test_year_across_a_break_says_so_even_uncompared(world: World) -> None:
    world.source["breaks"] = [{"id": "b", "on": dt.date(2023, 6, 1), "says": "New."}]
    found = world.find(steady(30), [world.vintage("v1", TWO_YEARS)], sum="offences")
    year = pick(found, "rolling 12 months", dt.date(2023, 12, 31))
    assert (year["state"], year["judgement"], year["value"]) == ("not comparable", None, 360)


def blocked(name: str, effect: str, first: dt.date, last: dt.date) -> Caveat:
    return Caveat.model_validate(
        {"id": name, "says": "-", "effect": effect, "severity": "block", "scope": {"from": first, "to": last}}
    )


@pytest.mark.parametrize(
    ("name", "effect", "state", "value"),
    [
        ("auto-partial-month", "undercount", "low reliability", 20),
        ("auto-stub-month", "undercount", "not measured", None),
        ("stub", "missing", "not measured", None),
        ("auto-double-load", "double count", "not measured", None),
    ],
)
def test_blocked_month_never_makes_a_wrong_number(
    world: World, name: str, effect: str, state: str, value: int | None
) -> None:
    world.automatic["small"] = [blocked(name, effect, dt.date(2024, 6, 1), dt.date(2024, 6, 30))]
    covered = months("2023-01", 30)
    found = world.find(steady(20, covered), [world.vintage("v1", covered)], sum="offences")
    june = pick(found, "month", dt.date(2024, 6, 30))
    assert (june["state"], june["value"], june["change"]) == (state, value, None)
    assert june["judgement"] == (None if value is None else "not comparable")
    later = pick(found, "month", dt.date(2025, 6, 30))
    assert (later["value"], later["judgement"], later["state"]) == (20, "not comparable", "not comparable")
    assert f"small.{name}" in later["caveats"]
    assert pick(found, "rolling 12 months", dt.date(2024, 12, 31))["state"] == "not measured"
    before = pick(found, "month", dt.date(2024, 5, 31))
    assert (before["state"], before["caveats"]) == ("shown", [])


def test_rate_is_the_count_over_the_residents(world: World) -> None:
    world.populations = {("borough", "B1"): Population(4_000, 2021, ("census",), ("population.dated",))}
    covered = months("2023-01", 24)
    rows = rows_of(
        *({"month": first, "offences": 10} for first in covered),
        *({"month": first, "borough": AIRPORT.code} for first in covered),
    )
    found = world.find(
        rows,
        [world.vintage("v1", covered)],
        sum="offences",
        areas=["force", "borough"],
        per={"population": "residents"},
    )
    rates = [each for each in found if each["kind"] == "rate"]
    north = pick(rates, "rolling 12 months", dt.date(2024, 12, 31))
    assert (north["value"], north["numerator"], north["denominator"], north["base"]) == (
        30,
        120,
        4_000,
        4_000,
    )
    assert north["lower"] < 30 < north["upper"]
    assert (north["previous"], north["change"]) == (30, 0)
    assert north["unit"] == "offences per 1,000 residents"
    assert "census" in north["vintages"]
    assert "population.dated" in north["caveats"]
    airport = pick(rates, "rolling 12 months", dt.date(2024, 12, 31), AIRPORT.code)
    assert (airport["state"], airport["value"], airport["denominator"]) == ("not measured", None, None)
    force = pick(rates, "rolling 12 months", dt.date(2024, 12, 31), "F1")
    assert (force["value"], force["denominator"]) == (pytest.approx(33), 4_000)


def test_force_without_a_full_population_has_no_rate(world: World) -> None:
    world.populations = {
        ("borough", "B1"): Population(4_000, 2021, (), ()),
        ("force", "F1"): Population(9, 1, (), ()),
    }
    rows = rows_of(*({"month": first} for first in TWO_YEARS), {"month": TWO_YEARS[0], "borough": "B2"})
    found = world.find(
        rows, [world.vintage("v1", TWO_YEARS)], areas=["force", "borough"], per={"population": "residents"}
    )
    force = [each for each in found if each["kind"] == "rate" and each["area_code"] == "F1"]
    assert {each["state"] for each in force} == {"not measured"}


def test_loads_and_synthetic_rows_are_named(world: World) -> None:
    first, second = TWO_YEARS[:12], TWO_YEARS[12:]
    loads = [world.vintage("a", first), world.vintage("b", second, sequence=2)]
    loads[1] = dataclasses.replace(loads[1], synthetic=True)
    found = world.find(steady(20), loads, sum="offences")
    year = pick(found, "rolling 12 months", dt.date(2024, 12, 31))
    assert (year["vintages"], year["synthetic"]) == (["a", "b"], True)
    early = pick(found, "month", dt.date(2023, 5, 31))
    assert (early["vintages"], early["synthetic"]) == (["a"], False)


def test_superseded_load_is_not_named(world: World) -> None:
    loads = [world.vintage("old", TWO_YEARS[:20]), world.vintage("new", TWO_YEARS, sequence=2)]
    found = world.find(steady(20), loads, sum="offences")
    assert {name for each in found for name in each["vintages"]} == {"new"}


def test_file_that_groups_otherwise_says_nothing_of_a_code(world: World) -> None:
    rows = rows_of(
        *({"month": first, "offence": "arson", "offences": 3} for first in TWO_YEARS[:12]),
        *({"month": first, "offence": "theft", "offences": 3} for first in TWO_YEARS[12:]),
    )
    loads = [world.vintage("a", TWO_YEARS[:12]), world.vintage("b", TWO_YEARS[12:], sequence=2)]
    found = world.find(rows, loads, sum="offences", measure="k_{code}", title="{label}", for_each="offence")
    starts = {
        name: [e["period_from"] for e in found if e["measure"] == name] for name in ("k_arson", "k_theft")
    }
    assert max(starts["k_arson"]) == TWO_YEARS[11]
    assert min(starts["k_theft"]) == TWO_YEARS[12]


def test_abolished_area_is_absent_from_later_loads(world: World) -> None:
    rows = rows_of(
        *({"month": first} for first in TWO_YEARS),
        *({"month": first, "borough": "B2"} for first in TWO_YEARS[:6]),
    )
    loads = [world.vintage("a", TWO_YEARS[:12]), world.vintage("b", TWO_YEARS[12:], sequence=2)]
    found = world.find(rows, loads)
    south = [
        each["period_from"] for each in found if each["area_code"] == "B2" and each["period_kind"] == "month"
    ]
    assert south == TWO_YEARS[:12]


def test_caveat_on_a_borough_reaches_its_force(world: World) -> None:
    world.source["caveats"] = [{"id": "north", "says": "-", "scope": {"areas": ["B1"]}}]
    rows = rows_of(*({"month": first, "borough": b} for first in TWO_YEARS for b in ("B1", "B2")))
    found = world.find(rows, [world.vintage("v1", TWO_YEARS)], areas=["force", "borough"])
    told = {each["area_code"]: each["caveats"] for each in found}
    assert told == {"F1": ["small.north"], "B1": ["small.north"], "B2": []}


def test_break_in_a_borough_does_not_reach_its_force(world: World) -> None:
    world.source["breaks"] = [
        {"id": "b", "on": dt.date(2024, 3, 1), "says": "-", "scope": {"areas": ["B1"]}},
        {"id": "f", "on": dt.date(2024, 3, 1), "says": "-", "scope": {"areas": ["F1"]}, "severity": "warn"},
    ]
    rows = rows_of(*({"month": first, "borough": b} for first in TWO_YEARS for b in ("B1", "B2")))
    found = world.find(rows, [world.vintage("v1", TWO_YEARS)], areas=["force", "borough"])
    last = [e for e in found if e["period_to"] == dt.date(2024, 12, 31) and e["period_kind"] != "month"]
    assert {e["area_code"]: (e["breaks"], e["judgement"]) for e in last} == {
        "F1": (["small.f"], "no clear change"),
        "B1": (["small.b", "small.f"], "not comparable"),
        "B2": (["small.f"], "no clear change"),
    }


def test_files_of_another_force_are_left_out(world: World) -> None:
    world.source["fields"]["force"] = {"type": "code"}
    world.source["slices"] = ["force"]
    world.source["areas"] = {"force": {"code": "force"}}
    world.areas["anyshire"] = world.areas["F1"]
    rows = rows_of(*({"month": first} for first in (*TWO_YEARS[:3], TWO_YEARS[20])))
    rows = rows.append_column("force", [["anyshire"] * 3 + ["elsewhere"]])
    loads = [
        world.vintage("mine", TWO_YEARS[:3], key=("anyshire",)),
        world.vintage("theirs", TWO_YEARS[20:], key=("elsewhere",), sequence=2),
    ]
    found = world.find(rows, loads, areas=["force"])
    assert {(e["area_code"], e["period_from"]) for e in found} == {("F1", first) for first in TWO_YEARS[:3]}
    assert {name for each in found for name in each["vintages"]} == {"mine"}


def test_all_invariants_hold(world: World) -> None:
    world.populations = {("borough", "B1"): Population(4_000, 2021, (), ())}
    rows = rows_of(*({"month": first, "borough": b} for first in TWO_YEARS for b in ("B1", "B2")))
    table = world.table(
        rows, [world.vintage("v1", TWO_YEARS)], areas=["force", "borough"], per={"population": "residents"}
    )
    assert len(table) > 100
    assert check_invariants(table, adds_up={"m"}) == ()


def test_nothing_loaded_makes_no_findings(world: World) -> None:
    assert world.find(rows_of(), []) == []
    assert world.find(rows_of(), [world.vintage("v1", TWO_YEARS)]) == []
