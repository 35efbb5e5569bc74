"""What is usual and what stands out: control charts, ranks, trends, peak months, concentration."""

from __future__ import annotations

import datetime as dt

import pytest

from peelian.findings.invariants import check_invariants
from peelian.reference.area import Area
from tests.spec.small_world import World, months, rows_of

THREE_YEARS = months("2022-01", 36)
LAST = dt.date(2024, 12, 31)


def rows(number, *, covered=THREE_YEARS, boroughs=("B1",), **fixed):
    """Return one row a month and borough; `number` gives the count from the place of each."""
    return rows_of(
        *(
            {"month": month, "borough": borough, "offences": number(column, row), **fixed}
            for row, borough in enumerate(boroughs)
            for column, month in enumerate(covered)
        )
    )


def made(world: World, table, *, kind: str, covered=THREE_YEARS, **measure):
    given = {"sum": "offences"} | measure
    found = world.table(table, [world.vintage("v1", covered)], **given)
    assert check_invariants(found) == ()
    return [row for row in found.to_pylist() if row["kind"] == kind]


def charted(found, area="B1"):
    return [row for row in found if row["period_kind"] == "month" and row["area_code"] == area]


def test_steady_months_are_within_what_is_usual(world: World) -> None:
    found = charted(made(world, rows(lambda c, r: 50 + (c % 3)), kind="count"))
    assert {row["signal"] for row in found} == {"none"}
    assert found[-1]["usual_lower"] < 50 < found[-1]["usual_upper"]
    assert found[-1]["usual_centre"] == pytest.approx(51, abs=0.5)


def test_a_month_far_above_is_outside_the_limit(world: World) -> None:
    found = charted(made(world, rows(lambda c, r: 50 + c % 3 + 60 * (c == 35)), kind="count"))
    assert found[-1]["signal"] == "above the limit"
    assert found[-1]["usual_upper"] < 110
    assert found[-2]["signal"] == "none"


def test_limits_are_set_by_the_first_two_years(world: World) -> None:
    found = charted(made(world, rows(lambda c, r: (50 if c < 24 else 80) + c % 3), kind="count"))
    assert found[-1]["usual_centre"] == pytest.approx(51, abs=0.5)
    assert {row["signal"] for row in found[-12:]} == {"above the limit"}


def test_fewer_than_twelve_months_have_no_chart(world: World) -> None:
    short = months("2024-02", 11)
    found = charted(made(world, rows(lambda c, r: 50, covered=short), kind="count", covered=short))
    assert {(row["signal"], row["usual_centre"]) for row in found} == {(None, None)}


def test_limits_start_anew_at_a_break(world: World) -> None:
    world.source["breaks"] = [{"id": "b", "on": dt.date(2023, 7, 1), "says": "-", "severity": "note"}]
    found = charted(made(world, rows(lambda c, r: (50 if c < 18 else 90) + c % 3), kind="count"))
    assert {row["signal"] for row in found} == {"none"}
    assert found[0]["usual_centre"] < 60 < found[-1]["usual_centre"]


def test_a_stub_month_is_left_out_of_the_chart(world: World) -> None:
    world.source["caveats"] = [
        {"id": "stub-2023-05", "says": "-", "effect": "undercount", "severity": "block",
         "scope": {"from": "2023-05-01", "to": "2023-05-31"}}
    ]  # fmt: skip
    found = charted(made(world, rows(lambda c, r: 1 if c == 16 else 50 + c % 3), kind="count"))
    assert found[16]["signal"] is None
    assert {row["signal"] for row in found if row["period_from"] != dt.date(2023, 5, 1)} == {"none"}
    assert found[-1]["usual_centre"] == pytest.approx(51, abs=0.5)


def test_groups_have_no_chart(world: World) -> None:
    found = made(world, rows(lambda c, r: 50, domestic=True), kind="count", groups=["domestic"])
    assert {row["signal"] for row in found if row["group"] is not None} == {None}


def test_areas_are_ranked_with_ties_now_and_before(world: World) -> None:
    for code in ("B3", "B4"):
        world.areas[code] = Area(code, "borough", code, "F1")
    before, now = (1, 4, 2, 3), (5, 5, 9, 1)
    table = rows(
        lambda c, r: before[r] if c < 24 else now[r], boroughs=("B1", "B2", "B3", "B4"), covered=THREE_YEARS
    )
    found = made(world, table, kind="count")
    newest = {
        row["area_code"]: (row["rank"], row["ranked"], row["rank_previous"])
        for row in found
        if row["period_kind"] == "rolling 12 months" and row["period_to"] == LAST
    }
    assert newest == {"B3": (1, 4, 3), "B1": (2, 4, 4), "B2": (2, 4, 1), "B4": (4, 4, 2)}


def test_one_area_and_catch_alls_are_not_ranked(world: World) -> None:
    found = made(world, rows(lambda c, r: 5 + r, boroughs=("B1", "x-airport")), kind="count")
    assert {row["rank"] for row in found} == {None}


def test_trend_is_the_steady_change_a_year(world: World) -> None:
    (trend,) = made(world, rows(lambda c, r: (100, 80, 64)[c // 12]), kind="trend")
    assert trend["value"] == pytest.approx(-0.2)
    assert trend["lower"] < -0.2 < trend["upper"] < 0
    assert (trend["period_from"], trend["period_to"]) == (dt.date(2022, 1, 1), LAST)
    assert (trend["unit"], trend["base"]) == ("per cent a year", 12 * 244)


def test_trend_needs_two_whole_years_without_a_break_that_forbids_it(world: World) -> None:
    short = months("2023-02", 23)
    assert made(world, rows(lambda c, r: 50, covered=short), kind="trend", covered=short) == []
    world.source["breaks"] = [{"id": "b", "on": dt.date(2024, 3, 1), "says": "-"}]
    assert made(world, rows(lambda c, r: 50), kind="trend") == []


def test_peak_month_is_named_with_its_size(world: World) -> None:
    (peak,) = made(world, rows(lambda c, r: 200 if c % 12 == 10 else 100 + c % 5), kind="peak")
    assert peak["group"] == "calendar month=11"
    assert peak["value"] == pytest.approx(peak["numerator"] / peak["denominator"])
    assert peak["lower"] < peak["value"] < peak["upper"]
    assert peak["state"] == "shown"


def test_peak_without_a_season_is_of_low_reliability(world: World) -> None:
    wobble = [50, 61, 55, 48, 59, 52, 47, 57, 60, 49, 54, 58]
    (peak,) = made(world, rows(lambda c, r: wobble[(c * 7 + c // 12 * 5) % 12]), kind="peak")
    assert peak["state"] == "low reliability"


def test_concentration_counts_the_fewest_areas_that_hold_half(world: World) -> None:
    places = [f"B{number}" for number in range(1, 11)]
    for code in places:
        world.areas[code] = Area(code, "borough", code, "F1")
    table = rows(lambda c, r: 40 if r < 2 else 5, boroughs=places)
    (one,) = made(world, table, kind="concentration")
    assert (one["area_code"], one["numerator"], one["denominator"], one["value"]) == ("F1", 2, 10, 0.2)
    assert one["base"] == 12 * (2 * 40 + 8 * 5)
    assert one["usual_lower"] <= one["usual_centre"] <= one["usual_upper"]
    assert one["usual_centre"] == pytest.approx(0.5, abs=0.05)
    assert one["signal"] == "below the limit"


def test_few_events_are_not_concentrated_beyond_chance(world: World) -> None:
    places = [f"B{number}" for number in range(1, 11)]
    for code in places:
        world.areas[code] = Area(code, "borough", code, "F1")
    table = rows(lambda c, r: int(c == 30 and r in (3, 6)), boroughs=places)
    (one,) = made(world, table, kind="concentration")
    assert (one["numerator"], one["signal"]) == (1, "none")


def test_concentration_carries_what_stands_behind_its_areas(world: World) -> None:
    places = [f"B{number}" for number in range(1, 11)]
    for code in places:
        world.areas[code] = Area(code, "borough", code, "F1")
    world.source["caveats"] = [
        {"id": "odd", "says": "-", "effect": "undercount", "severity": "note", "scope": {"areas": ["B4"]}}
    ]
    (one,) = made(world, rows(lambda c, r: 5, boroughs=places), kind="concentration")
    assert one["caveats"] == ["small.odd"]
    assert one["vintages"] == ["v1"]


LONG = months("2021-09", 40)


def test_newest_months_as_expected_are_not_on_the_watch_list(world: World) -> None:
    (watch,) = made(world, rows(lambda c, r: 50 + c % 3, covered=LONG), kind="watch", covered=LONG)
    assert watch["signal"] == "none"
    assert watch["usual_lower"] <= watch["value"] <= watch["usual_upper"]
    assert (watch["value"], watch["base"]) == (watch["numerator"], watch["numerator"])


def test_three_months_far_above_their_past_are_on_the_watch_list(world: World) -> None:
    table = rows(lambda c, r: 200 + c % 3 + 80 * (c >= 37), covered=LONG)
    (watch,) = made(world, table, kind="watch", covered=LONG)
    assert watch["signal"] == "above the limit"
    assert watch["value"] > watch["usual_upper"] > watch["usual_centre"]
    assert watch["period_to"] == LAST


def test_months_before_a_break_are_no_past(world: World) -> None:
    world.source["breaks"] = [{"id": "b", "on": dt.date(2024, 6, 1), "says": "-", "severity": "block"}]
    table = rows(lambda c, r: 50 if c < 33 else 90, covered=LONG)
    assert made(world, table, kind="watch", covered=LONG) == []


def test_a_break_with_two_years_after_it_leaves_a_past(world: World) -> None:
    world.source["breaks"] = [{"id": "b", "on": dt.date(2022, 6, 1), "says": "-", "severity": "block"}]
    table = rows(lambda c, r: 500 if c < 9 else 50 + c % 3, covered=LONG)
    (watch,) = made(world, table, kind="watch", covered=LONG)
    assert watch["signal"] == "none"
    assert watch["usual_centre"] / (1 if watch["value"] < 100 else 3) == pytest.approx(51, abs=1)


def test_a_break_that_forbids_nothing_leaves_the_past(world: World) -> None:
    world.source["breaks"] = [{"id": "b", "on": dt.date(2024, 6, 1), "says": "-", "severity": "note"}]
    (watch,) = made(world, rows(lambda c, r: 50 + c % 3, covered=LONG), kind="watch", covered=LONG)
    assert watch["signal"] == "none"
    assert watch["breaks"] == []
