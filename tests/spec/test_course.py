"""The course: one small series, one answer: the band, what was counted, and whether it lies inside."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa
import pytest

from peelian.findings.invariants import check_invariants
from tests.spec.small_world import World, months, rows_of

FROM = {"from": "2023-01-01", "months": 4}


def rows(past: list[int], then: list[int]) -> tuple[pa.Table, list[dt.date]]:
    covered = months("2021-01", len(past) + len(then))
    counted = zip(covered, [*past, *then], strict=True)
    return rows_of(*({"month": day, "offences": n} for day, n in counted)), covered


def course(world: World, past: list[int], then: list[int], **wanted: object) -> dict:
    table, covered = rows(past, then)
    found = world.table(table, [world.vintage("v1", covered)],
                        areas=["borough"], sum="offences", trajectory=FROM | wanted)  # fmt: skip
    assert check_invariants(found) == ()
    told = [row for row in found.to_pylist() if row["kind"] == "course"]
    return {row["group"] or row["period_from"].month: row for row in told}


def test_band_is_told_before_anything_is_counted(world: World) -> None:
    found = course(world, [100] * 24, [])
    assert sorted(found) == [1, 2, 3, 4]
    assert [row["value"] for row in found.values()] == pytest.approx([100] * 4)
    first = found[1]
    assert (first["numerator"], first["signal"], first["usual_lower"]) == (None, None, None)
    assert first["lower"] < 100 < first["upper"]
    assert (first["period_from"], first["period_to"]) == (dt.date(2023, 1, 1), dt.date(2023, 1, 31))
    assert (first["base"], first["unit"], first["state"]) == (2400, "offences", "shown")


def test_counts_inside_and_above(world: World) -> None:
    found = course(world, [100] * 24, [104, 250])
    signals = {key: row["signal"] for key, row in found.items()}
    assert signals == {
        1: "none",
        2: "above the limit",
        3: None,
        4: None,
        "months=together": "above the limit",
    }
    assert (found[1]["numerator"], found[2]["numerator"]) == (104, 250)
    both = found["months=together"]
    assert (both["numerator"], both["value"]) == (354, pytest.approx(200))
    assert (both["period_from"], both["period_to"]) == (dt.date(2023, 1, 1), dt.date(2023, 2, 28))


def test_season_is_expected(world: World) -> None:
    year = [300, 50, 100, 100] * 3
    found = course(world, year * 2, [300, 50])
    assert found[1]["value"] == pytest.approx(300)
    assert found[2]["value"] == pytest.approx(50)
    assert {found[1]["signal"], found[2]["signal"]} == {"none"}


def test_without_a_start_the_newest_months_are_judged(world: World) -> None:
    found = course(world, [100] * 24, [100, 100, 30], **{"from": None, "months": 3})
    assert sorted(key for key in found if key != "months=together") == [1, 2, 3]
    assert found[3]["signal"] == "below the limit"


def test_without_two_years_there_is_no_course(world: World) -> None:
    assert course(world, [100] * 23, [], **{"from": "2022-12-01"}) == {}


@pytest.mark.parametrize(("on", "judged"), [("2023-02-01", {1}), ("2022-06-01", set())])
def test_months_after_a_break_are_not_judged_and_before_one_no_past(
    world: World, on: str, judged: set[int]
) -> None:
    world.source["breaks"] = [{"id": "new", "on": on, "says": "-", "severity": "block"}]
    found = course(world, [100] * 24, [100, 250])
    assert {key for key, row in found.items() if row["signal"] is not None} == judged
    if judged:
        assert (found[2]["state"], found[2]["numerator"]) == ("not comparable", 250)


def test_past_that_ended_earlier_is_carried_on(world: World) -> None:
    found = course(world, [100] * 24, [], **{"from": "2023-04-01", "months": 2})
    assert sorted(found) == [4, 5]
    nearer = course(world, [100] * 24, [])[4]
    assert found[4]["value"] == pytest.approx(nearer["value"])
    assert course(world, [100] * 24, [], **{"from": "2024-06-01"}) == {}
