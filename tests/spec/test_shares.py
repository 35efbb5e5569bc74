"""Shares: what is counted of what, and what may be said of the change."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa
import pytest

from peelian.catalogue.caveat import Caveat
from peelian.findings.invariants import check_invariants
from tests.spec.small_world import World, months, rows_of

TWO_YEARS = months("2023-01", 24)
JUNE = dt.date(2024, 6, 30)
LAST = dt.date(2024, 12, 31)
DOMESTIC = {
    "where": [{"field": "domestic", "is": "yes"}],
    "share of": [{"field": "domestic", "is none of": ["not recorded", "refused"]}],
}


def cases(month: str | dt.date, *, yes: int, no: int, unknown: int = 0, **more: object) -> list[dict]:
    told = {True: yes, False: no, None: unknown}
    return [{"month": month, "domestic": value} | more for value, n in told.items() for _ in range(n)]


def table(*groups: list[dict]) -> pa.Table:
    return rows_of(*(row for group in groups for row in group))


def pick(found: list[dict], kind: str, end: dt.date, area: str = "B1", group: str | None = None) -> dict:
    (one,) = [
        each
        for each in found
        if (each["period_kind"], each["period_to"], each["area_code"], each["group"])
        == (kind, end, area, group)
    ]
    return one


def test_share_is_of_the_rows_that_meet_both(world: World) -> None:
    rows = table(cases("2024-06", yes=3, no=7, unknown=90))
    found = world.find(rows, [world.vintage("v1", months("2024-06", 1))], **DOMESTIC)
    one = pick(found, "month", JUNE)
    assert (one["kind"], one["value"], one["numerator"], one["denominator"], one["base"]) == (
        "share", 0.3, 3, 10, 10,
    )  # fmt: skip
    # R: prop.test(3, 10, correct = FALSE)$conf.int
    assert (one["lower"], one["upper"]) == (
        pytest.approx(0.1077912674),
        pytest.approx(0.6032218525),
    )
    assert (one["unit"], one["method"], one["state"]) == ("offences", "share.month", "shown")


def test_row_outside_the_base_is_not_counted_above_the_line(world: World) -> None:
    rows = table(
        cases("2024-06", yes=2, no=2, offence="theft"), cases("2024-06", yes=5, no=0, offence="arson")
    )
    share = {
        "where": [{"field": "domestic", "is": "yes"}], "share of": [{"field": "offence", "is": "theft"}],
    }  # fmt: skip
    found = world.find(rows, [world.vintage("v1", months("2024-06", 1))], **share)
    assert (pick(found, "month", JUNE)["numerator"], pick(found, "month", JUNE)["denominator"]) == (2, 4)


def test_share_of_everything_has_all_rows_below_the_line(world: World) -> None:
    rows = table(cases("2024-06", yes=1, no=1, unknown=2))
    share = {"where": [{"field": "domestic", "is": "not recorded"}], "share of": []}
    found = world.find(rows, [world.vintage("v1", months("2024-06", 1))], **share)
    assert (pick(found, "month", JUNE)["value"], pick(found, "month", JUNE)["base"]) == (0.5, 4)


def test_sums_make_shares_too(world: World) -> None:
    rows = table(cases("2024-06", yes=1, no=0, offences=30), cases("2024-06", yes=0, no=1, offences=90))
    found = world.find(rows, [world.vintage("v1", months("2024-06", 1))], sum="offences", **DOMESTIC)
    assert (pick(found, "month", JUNE)["value"], pick(found, "month", JUNE)["base"]) == (0.25, 120)


def test_nothing_below_the_line_is_not_measured(world: World) -> None:
    rows = table(cases("2024-06", yes=0, no=0, unknown=4), cases("2024-07", yes=0, no=4))
    found = world.find(rows, [world.vintage("v1", months("2024-06", 2))], **DOMESTIC)
    june, july = pick(found, "month", JUNE), pick(found, "month", dt.date(2024, 7, 31))
    assert (june["value"], june["base"], june["numerator"], june["state"]) == (
        None,
        None,
        None,
        "not measured",
    )
    assert (july["value"], july["lower"], july["state"]) == (0, 0, "shown")


def test_change_of_a_share_is_in_percentage_points(world: World) -> None:
    rows = table(
        *(cases(month, yes=10, no=40) for month in TWO_YEARS[:12]),
        *(cases(month, yes=20, no=30) for month in TWO_YEARS[12:]),
    )
    found = world.find(rows, [world.vintage("v1", TWO_YEARS)], **DOMESTIC)
    year = pick(found, "rolling 12 months", LAST)
    assert (year["value"], year["previous"], year["change_unit"]) == (0.4, 0.2, "percentage points")
    assert year["change"] == pytest.approx(0.2)
    assert 0.1 < year["change_lower"] < 0.2 < year["change_upper"] < 0.3
    assert (year["judgement"], year["method"]) == ("rise", "share.rolling12.newcombe")
    assert year["change_q"] < 0.001
    month = pick(found, "month", LAST)
    assert (month["previous"], month["judgement"], month["against_to"]) == (
        0.2,
        "rise",
        dt.date(2023, 12, 31),
    )
    first = pick(found, "rolling 12 months", dt.date(2023, 12, 31))
    assert (first["judgement"], first["method"]) == (None, "share.rolling12")


def test_steady_share_is_no_clear_change(world: World) -> None:
    rows = table(*(cases(month, yes=3, no=7) for month in TWO_YEARS))
    found = world.find(rows, [world.vintage("v1", TWO_YEARS)], **DOMESTIC)
    year = pick(found, "rolling 12 months", LAST)
    assert (year["change"], year["judgement"]) == (0, "no clear change")


def test_month_without_a_base_a_year_ago_is_compared_with_nothing(world: World) -> None:
    rows = table(*(cases(m, yes=3, no=7) for m in TWO_YEARS if m != dt.date(2023, 6, 1)))
    found = world.find(rows, [world.vintage("v1", TWO_YEARS)], **DOMESTIC)
    one = pick(found, "month", JUNE)
    assert (one["value"], one["against_from"], one["judgement"], one["change"]) == (0.3, None, None, None)


def test_break_on_the_field_counted_forbids_the_comparison(world: World) -> None:
    world.source["breaks"] = [
        {"id": "b", "on": dt.date(2024, 1, 1), "says": "New.", "scope": {"fields": ["domestic"]}}
    ]
    rows = table(*(cases(month, yes=3, no=7) for month in TWO_YEARS))
    share = {"where": [{"field": "domestic", "is": "yes"}], "share of": []}
    year = pick(world.find(rows, [world.vintage("v1", TWO_YEARS)], **share), "rolling 12 months", LAST)
    assert (year["value"], year["change"], year["judgement"], year["breaks"]) == (
        0.3, None, "not comparable", ["small.b"],
    )  # fmt: skip


def test_groups_and_families_have_shares_of_their_own(world: World) -> None:
    rows = table(
        cases("2024-06", yes=1, no=3, offence="theft", age=1), cases("2024-06", yes=1, no=0, offence="arson")
    )
    load = [world.vintage("v1", months("2024-06", 1))]
    by_group = world.find(rows, load, groups=["offence"], **DOMESTIC)
    assert pick(by_group, "month", JUNE, group="offence=theft")["value"] == 0.25
    assert pick(by_group, "month", JUNE, group="offence=arson")["base"] == 1
    family = world.find(rows, load, measure="k_{code}", title="{label}", for_each="offence", **DOMESTIC)
    assert {each["measure"]: each["value"] for each in family} == {"k_theft": 0.25, "k_arson": 1}


def test_stretch_under_a_year_is_told_and_leaves_out_a_month_that_is_a_floor(world: World) -> None:
    covered = months("2024-01", 5)
    world.automatic["small"] = [
        Caveat.model_validate(
            {"id": "auto-partial-month", "says": "-", "effect": "undercount", "severity": "block",
             "scope": {"from": covered[1], "to": dt.date(2024, 2, 29)}}
        )
    ]  # fmt: skip
    rows = table(*(cases(month, yes=3, no=7) for month in covered))
    found = world.find(rows, [world.vintage("v1", covered)], **DOMESTIC)
    (span,) = [each for each in found if each["period_kind"] == "span"]
    assert (span["period_from"], span["period_to"], span["base"]) == (covered[2], dt.date(2024, 5, 31), 30)
    assert (span["value"], span["method"], span["judgement"]) == (0.3, "share.span", None)
    assert pick(found, "month", dt.date(2024, 2, 29))["state"] == "low reliability"


@pytest.mark.parametrize("count", [1, 12, 24])
def test_one_month_or_a_year_needs_no_stretch(world: World, count: int) -> None:
    covered = months("2023-01", count)
    rows = table(*(cases(month, yes=3, no=7) for month in covered))
    found = world.find(rows, [world.vintage("v1", covered)], **DOMESTIC)
    assert {each["period_kind"] for each in found} == (
        {"month"} | ({"rolling 12 months"} if count > 1 else set())
    )


def test_areas_are_ranked_by_their_share_and_not_by_their_count(world: World) -> None:
    rows = table(
        *(cases(month, yes=1, no=9 if month.year == 2024 else 0) for month in TWO_YEARS),
        *(cases(month, yes=20, no=80, borough="B2") for month in TWO_YEARS),
    )
    found = world.find(rows, [world.vintage("v1", TWO_YEARS)], **DOMESTIC)
    ranks = {
        code: (one["rank"], one["ranked"], one["rank_previous"])
        for code in ("B1", "B2")
        for one in [pick(found, "rolling 12 months", LAST, code)]
    }
    assert ranks == {"B1": (2, 2, 1), "B2": (1, 2, 2)}


def test_every_invariant_holds(world: World) -> None:
    rows = table(*(cases(month, yes=3, no=7, unknown=1) for month in TWO_YEARS))
    made = world.table(rows, [world.vintage("v1", TWO_YEARS)], areas=["force", "borough"], **DOMESTIC)
    assert len(made) > 50
    assert check_invariants(made) == ()
