"""Done in time: what is due, what is in time, and what is left out and told."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pyarrow as pa
import pytest

from peelian.findings.invariants import check_invariants
from peelian.measures.measure import Measure
from tests.spec.several_sources import Several, load, one, rows_as

OBLIGATION = {
    "obligation_id": pa.string(), "month": pa.date32(), "obligation": pa.string(),
    "triggered_at": pa.timestamp("us"), "triggered_at__missing": pa.string(),
    "done_at": pa.timestamp("us"), "done_at__missing": pa.string(),
    "entitlement": pa.string(), "entitlement__missing": pa.string(), "borough": pa.string(),
}  # fmt: skip
WITHIN = {"from": "triggered_at", "to": "done_at"}
MARCH = {"period_kind": "month", "period_to": dt.date(2017, 3, 31)}
LEFT = {"period_kind": "span", "period_to": dt.date(2017, 6, 30)}
SPRING = load("victims_code", "2017-03", 4)


@pytest.fixture(params=["duckdb", "spark", "polars"])
def world(request: pytest.FixtureRequest) -> Several:
    engine = request.param
    return Several(engine, request.getfixturevalue("spark") if engine == "spark" else None)


def row(start: str | None, end: str | None, **more: Any) -> dict[str, Any]:
    at, done = (None if each is None else dt.datetime.fromisoformat(each) for each in (start, end))
    month = dt.date(2017, 3, 1) if at is None else at.date().replace(day=1)
    plain = {"triggered_at": at, "done_at": done, "month": month, "borough": "B1",
             "obligation": "told_of_arrest", "entitlement": "standard"}  # fmt: skip
    return plain | more


def find(world: Several, rows: list[dict[str, Any]], **rule: Any) -> list[dict[str, Any]]:
    measure = rule.pop("measure", {})
    vintages = rule.pop("vintages", [SPRING])
    told = WITHIN | {name.replace("_", " "): each for name, each in rule.items()}
    return world.find(
        {"victims_code": rows_as(OBLIGATION, rows)},
        {"victims_code": vintages},
        source="victims_code",
        within=told,
        **measure,
    )


def test_day_of_the_limit_is_in_time_and_nothing_entered_is_late(world: Several) -> None:
    rows = [
        row("2017-03-01T23:59", "2017-03-29T00:01"),  # 28 days
        row("2017-03-01T00:01", "2017-03-30T00:01"),  # 29 days
        row("2017-03-01T09:00", "2017-03-01T09:00"),
        row("2017-03-01T09:00", None),
    ]
    told = one(find(world, rows, limit=28), **MARCH)
    assert (told["numerator"], told["denominator"], told["value"]) == (2, 4, 0.5)
    assert (told["kind"], told["method"]) == ("share", "share.month.within")


def test_working_days_leave_out_weekends_and_bank_holidays(world: Several) -> None:
    """Thursday 13 April 2017: Good Friday, a weekend and Easter Monday follow; Tuesday is working day 1."""
    rows = [
        row("2017-04-13T09:00", "2017-04-18T17:00"),  # 1
        row("2017-04-13T09:00", "2017-04-19T09:00"),  # 2
        row("2017-04-15T09:00", "2017-04-18T09:00"),  # of a Saturday: 1
        row("2017-04-07T09:00", "2017-04-10T09:00"),  # Friday to Monday: 1
        row("2017-04-07T09:00", "2017-04-11T09:00"),  # 2
        row("2017-04-07T09:00", "2017-04-09T09:00"),  # done on a Sunday: 0
    ]
    april = {"period_kind": "month", "period_to": dt.date(2017, 4, 30)}
    found = one(find(world, rows, limit=1, clock="working days"), **april)
    assert (found["numerator"], found["denominator"]) == (4, 6)
    assert one(find(world, rows, limit=2, clock="working days"), **april)["numerator"] == 6
    assert one(find(world, rows, limit=0, clock="working days"), **april)["numerator"] == 1


def test_hours_are_counted_to_the_second(world: Several) -> None:
    rows = [
        row("2017-03-01T12:00:00", "2017-03-02T12:00:00"),
        row("2017-03-01T12:00:00", "2017-03-02T12:00:01"),
        row("2017-03-31T23:00:00", "2017-04-01T22:59:59"),
    ]
    told = one(find(world, rows, limit=24, clock="hours"), **MARCH)
    assert (told["numerator"], told["denominator"]) == (2, 3)


def test_what_is_not_yet_due_is_left_out_done_or_not_and_told(world: Several) -> None:
    rows = [
        row("2017-06-02T09:00", None),  # its limit, 30 June, has passed
        row("2017-06-03T09:00", None),  # 1 July has not
        row("2017-06-03T09:00", "2017-06-04T09:00"),
        row("2017-05-01T09:00", "2017-05-02T09:00"),
    ]
    found = find(world, rows, limit=28)
    june = one(found, period_kind="month", period_to=dt.date(2017, 6, 30))
    assert (june["numerator"], june["denominator"]) == (0, 1)
    left = one(found, group="left out=not yet due", **LEFT)
    assert (left["numerator"], left["denominator"], left["method"]) == (2, 4, "share.left_out")


def test_each_load_tells_of_its_own_months_only(world: Several) -> None:
    """The load of March ends in March: what was due in April is not known from it, whatever came later."""
    rows = [row("2017-03-20T09:00", None), row("2017-03-01T09:00", None), row("2017-04-02T09:00", None)]
    loads = [load("victims_code", "2017-03", 1, name="a"), load("victims_code", "2017-04", 1, name="b")]
    told = one(find(world, rows, limit=28, vintages=loads), **MARCH)
    assert told["denominator"] == 1


def test_invalid_rows_are_left_out_and_told(world: Several) -> None:
    rows = [
        row("2017-03-01T09:00", "2017-03-02T09:00"),
        row(None, "2017-03-02T09:00"),
        row("2017-03-03T09:00", "2017-03-02T09:00"),
        row("2017-03-03T09:00", "2071-03-05T09:00"),
        row("2017-03-03T09:00", "2017-03-03T08:59"),
    ]
    found = find(world, rows, limit=5)
    assert (one(found, **MARCH)["numerator"], one(found, **MARCH)["denominator"]) == (1, 1)
    told = {
        each["group"]: each["numerator"] for each in found if (each["group"] or "").startswith("left out=")
    }
    assert told == {
        "left out=not yet due": 0, "left out=no time of the start": 1, "left out=end before start": 2,
        "left out=dated after it was loaded": 1,
    }  # fmt: skip


def test_limit_may_differ_by_the_value_of_a_field(world: Several) -> None:
    rows = [
        row("2017-03-06T09:00", "2017-03-08T09:00", entitlement=who) for who in ("enhanced", "standard", None)
    ]
    found = find(
        world, rows, limit=5, clock="working days", limit_by={"entitlement": {"enhanced": 1}},
        measure={"groups": ["entitlement"]},
    )  # fmt: skip
    assert one(found, **MARCH)["value"] == pytest.approx(2 / 3)
    assert one(found, group="entitlement=enhanced", **MARCH)["value"] == 0
    assert one(found, group="entitlement=standard", **MARCH)["value"] == 1
    assert one(found, group="entitlement=not recorded", **MARCH)["denominator"] == 1


def test_nothing_due_is_not_measured(world: Several) -> None:
    told = one(
        find(world, [row("2017-06-20T09:00", None)], limit=28),
        period_kind="month", period_to=dt.date(2017, 6, 30),
    )  # fmt: skip
    assert (told["value"], told["base"], told["state"]) == (None, None, "not measured")


def test_years_without_listed_bank_holidays_make_no_finding_of_working_days(world: Several) -> None:
    rows = [row("2009-03-02T09:00", "2009-03-03T09:00")]
    loads = [load("victims_code", "2009-03", 1)]
    assert find(world, rows, limit=5, clock="working days", vintages=loads) == []
    assert find(world, rows, limit=5, vintages=loads) != []


def test_caveats_of_both_moments_travel_and_the_table_holds_together(world: Several) -> None:
    rows = [row("2017-03-01T09:00", "2017-03-02T09:00"), row("2017-04-01T09:00", None, borough="B2")]
    measure = Measure.model_validate(
        {"measure": "m", "title": "M", "source": "victims_code", "direction": "ambiguous",
         "areas": ["force", "borough"], "within": WITHIN | {"limit": 5}}
    )  # fmt: skip
    table = world.table({"victims_code": rows_as(OBLIGATION, rows)}, {"victims_code": [SPRING]}, measure)
    assert check_invariants(table) == ()
    assert "victims_code.entered-is-not-done" in table["caveats"][0].as_py()
