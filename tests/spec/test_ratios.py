"""Ratios of two measures: the same place and period, both sides known, and the limits of both."""

from __future__ import annotations

import datetime as dt
import math

import pytest

from peelian.catalogue.caveat import Caveat
from peelian.findings.invariants import check_invariants
from peelian.measures.measure import Measure
from tests.spec.small_world import World, months, rows_of

TWO_YEARS = months("2023-01", 24)
LAST = dt.date(2024, 12, 31)


def measure(name: str, **told: object) -> Measure:
    plain = {"measure": name, "title": name.title(), "source": "small", "direction": "ambiguous"}
    return Measure.model_validate(plain | {"areas": ["force", "borough"]} | told)


ARSON = measure("arson", where=[{"field": "offence", "is": "arson"}], sum="offences")
THEFT = measure("theft", where=[{"field": "offence", "is": "theft"}], sum="offences")
RATIO = measure(
    "per_100",
    ratio={"of": "arson", "to": "theft", "each": 100},
    unit="arsons per 100 thefts",
    areas=["borough"],
)


def table(covered: list[dt.date], arsons: list[int], thefts: list[int]):
    return rows_of(
        *({"month": m, "offence": "arson", "offences": n} for m, n in zip(covered, arsons, strict=True)),
        *({"month": m, "offence": "theft", "offences": n} for m, n in zip(covered, thefts, strict=True)),
    )


def find(world: World, rows, covered: list[dt.date] = TWO_YEARS, *measures: Measure) -> list[dict]:
    made = world.make(rows, [world.vintage("v1", covered)], *(measures or (ARSON, THEFT, RATIO)))
    return [each for each in made.to_pylist() if each["measure"] == "per_100"]


def pick(found: list[dict], period: str, end: dt.date) -> dict:
    (one,) = [e for e in found if (e["period_kind"], e["period_to"]) == (period, end)]
    return one


def test_ratio_is_so_many_for_each_hundred(world: World) -> None:
    found = find(world, table(TWO_YEARS, [5] * 24, [20] * 24))
    year = pick(found, "rolling 12 months", LAST)
    assert (year["kind"], year["value"], year["numerator"], year["denominator"], year["base"]) == (
        "ratio", 25, 60, 240, 240,
    )  # fmt: skip
    # R: 100 * poisson.test(c(60, 240))$conf.int
    assert (year["lower"], year["upper"]) == (
        pytest.approx(18.51589201),
        pytest.approx(33.29856934),
    )
    assert (year["unit"], year["title"], year["vintages"]) == ("arsons per 100 thefts", "Per_100", ["v1"])
    assert {each["area_level"] for each in found} == {"borough"}
    assert {each["period_kind"] for each in found} == {"month", "rolling 12 months"}


def test_change_is_that_of_one_over_that_of_the_other(world: World) -> None:
    rows = table(TWO_YEARS, [50] * 12 + [100] * 12, [200] * 12 + [160] * 12)
    made = world.make(rows, [world.vintage("v1", TWO_YEARS)], ARSON, THEFT, RATIO).to_pylist()
    one, a, b = (
        pick([e for e in made if e["measure"] == name and e["area_code"] == "B1"], "rolling 12 months", LAST)
        for name in ("per_100", "arson", "theft")
    )
    assert (one["value"], one["previous"]) == (62.5, 25)
    assert one["change"] == pytest.approx(1.5)
    middle = math.log(2.5)
    down = math.hypot(math.log(2 / (1 + a["change_lower"])), math.log((1 + b["change_upper"]) / 0.8))
    up = math.hypot(math.log((1 + a["change_upper"]) / 2), math.log(0.8 / (1 + b["change_lower"])))
    assert one["change_lower"] == pytest.approx(math.exp(middle - down) - 1)
    assert one["change_upper"] == pytest.approx(math.exp(middle + up) - 1)
    assert (one["judgement"], one["change_unit"], one["method"]) == (
        "rise",
        "percent",
        "ratio.rolling12.mover",
    )


def test_both_falling_alike_is_no_clear_change(world: World) -> None:
    rows = table(TWO_YEARS, [100] * 12 + [50] * 12, [200] * 12 + [100] * 12)
    year = pick(find(world, rows), "rolling 12 months", LAST)
    assert (year["judgement"], year["change"]) == ("no clear change", pytest.approx(0))


def test_nothing_below_the_line_is_not_measured(world: World) -> None:
    rows = table(TWO_YEARS, [5] * 24, [20] * 23 + [0])
    month = pick(find(world, rows), "month", LAST)
    assert (month["value"], month["upper"], month["base"], month["state"]) == (
        None,
        None,
        None,
        "not measured",
    )
    assert (month["judgement"], month["against_from"]) == (None, None)


def test_nothing_above_the_line_is_zero_and_not_compared(world: World) -> None:
    rows = table(TWO_YEARS, [5] * 23 + [0], [20] * 24)
    month = pick(find(world, rows), "month", LAST)
    assert (month["value"], month["lower"], month["state"]) == (0, 0, "shown")
    assert month["upper"] > 0
    assert (month["judgement"], month["change"]) == (None, None)


def test_period_that_only_one_has_is_left_out(world: World) -> None:
    window = [{"field": "month", "from": TWO_YEARS[20], "to": TWO_YEARS[23]}]
    late = measure("theft", where=[{"field": "offence", "is": "theft"}, *window], sum="offences")
    rows = table(TWO_YEARS, [5] * 24, [20] * 24)
    found = find(world, rows, TWO_YEARS, ARSON, late, RATIO)
    told = {each["period_to"]: each["state"] for each in found if each["period_kind"] == "month"}
    assert told[dt.date(2023, 1, 31)] == "not measured"
    assert told[LAST] == "shown"


def test_limits_of_both_travel(world: World) -> None:
    world.source["caveats"] = [
        {"id": "a", "says": "-", "scope": {"values": {"offence": ["arson"]}}},
        {"id": "t", "says": "-", "scope": {"values": {"offence": ["theft"]}}},
    ]
    world.source["breaks"] = [
        {"id": "b", "on": dt.date(2024, 1, 1), "says": "New.", "scope": {"values": {"offence": ["theft"]}}}
    ]
    year = pick(find(world, table(TWO_YEARS, [5] * 24, [20] * 24)), "rolling 12 months", LAST)
    assert (year["caveats"], year["breaks"]) == (["small.a", "small.t"], ["small.b"])
    assert (year["judgement"], year["state"], year["change"], year["value"]) == (
        "not comparable", "not comparable", None, 25,
    )  # fmt: skip


def test_floor_below_the_line_forbids_the_comparison(world: World) -> None:
    world.automatic["small"] = [
        Caveat.model_validate(
            {"id": "auto-partial-month", "says": "-", "effect": "undercount", "severity": "block",
             "scope": {"from": TWO_YEARS[23], "to": LAST, "values": {"offence": ["theft"]}}}
        )
    ]  # fmt: skip
    rows = table(TWO_YEARS, [5] * 24, [20] * 24)
    found = find(world, rows)
    month = pick(found, "month", LAST)
    assert (month["judgement"], month["state"], month["value"]) == ("not comparable", "not comparable", 25)
    assert pick(found, "rolling 12 months", LAST)["state"] == "not measured"


def test_ratio_of_measures_that_are_not_made_makes_nothing(world: World) -> None:
    assert find(world, table(TWO_YEARS, [5] * 24, [20] * 24), TWO_YEARS, ARSON, RATIO) == []


def test_every_invariant_holds(world: World) -> None:
    rows = table(TWO_YEARS, [*range(24)], [*range(24, 0, -1)])
    made = world.make(rows, [world.vintage("v1", TWO_YEARS)], ARSON, THEFT, RATIO)
    assert check_invariants(made) == ()
    assert "ratio" in made["kind"].to_pylist()
