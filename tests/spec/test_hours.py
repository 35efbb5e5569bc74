"""Hours of the week: by the clock of the place, over whole months, and never a time that was not recorded."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa
import pytest

from peelian.catalogue.caveat import Caveat
from tests.spec.small_world import World, months, rows_of

GROUP = "at hour of week="
MONDAY = dt.datetime(2024, 1, 1, 14, 30)


@pytest.fixture
def timed(world: World) -> World:
    """The small world with a field of date and time."""
    world.source["fields"]["at"] = {"type": "datetime"}
    return world


def at(*times: dt.datetime | tuple[dt.date, None]) -> pa.Table:
    clocks = [None if isinstance(time, tuple) else time for time in times]
    dates = [time[0] if isinstance(time, tuple) else time.date() for time in times]
    table = rows_of(*({"month": date.replace(day=1)} for date in dates))
    return table.append_column("at", pa.array(clocks, pa.timestamp("us")))


def hours(world: World, rows: pa.Table, covered: list[dt.date], **more: object) -> list[dict]:
    told = {"areas": ["force"], "times": "at"} | more
    found = world.find(rows, [world.vintage("v1", covered)], **told)
    return [each for each in found if (each["group"] or "").startswith(GROUP)]


def test_every_hour_of_the_week_is_told(timed: World) -> None:
    covered = months("2024-01", 2)
    rows = at(MONDAY, MONDAY + dt.timedelta(days=7, minutes=29), MONDAY + dt.timedelta(minutes=30))
    found = hours(timed, rows, covered)
    counts = {each["group"].removeprefix(GROUP): each["value"] for each in found}
    assert len(counts) == 168
    assert {name: n for name, n in counts.items() if n} == {"Mon 14": 2, "Mon 15": 1}
    assert counts["Sun 03"] == 0
    one = found[0]
    assert (one["kind"], one["period_kind"], one["method"], one["area_level"]) == (
        "count",
        "span",
        "count.hours",
        "force",
    )
    assert (one["period_from"], one["period_to"]) == (covered[0], dt.date(2024, 2, 29))


def test_newest_twelve_whole_months_are_read(timed: World) -> None:
    covered = months("2023-01", 15)
    timed.automatic["small"] = [
        Caveat.model_validate(
            {"id": "auto-partial-month", "says": "-", "effect": "undercount", "severity": "block",
             "scope": {"from": covered[14], "to": dt.date(2024, 3, 31)}}
        )
    ]  # fmt: skip
    rows = at(*(dt.datetime(month.year, month.month, 10, 9) for month in covered))
    found = hours(timed, rows, covered)
    assert sum(each["value"] for each in found) == 12
    assert {(e["period_from"], e["period_to"]) for e in found} == {(covered[2], dt.date(2024, 2, 29))}


def test_missing_time_is_told_and_is_no_hour(timed: World) -> None:
    found = hours(timed, at(MONDAY, (MONDAY.date(), None)), months("2024-01", 1))
    counts = {each["group"].removeprefix(GROUP): each["value"] for each in found if each["value"]}
    assert counts == {"Mon 14": 1, "not recorded": 1}


def spread(midnights: int) -> pa.Table:
    day = dt.datetime(2024, 1, 2)
    times = [day + dt.timedelta(hours=hour) for hour in range(1, 24) for _ in range(10)]
    return at(*times, *([day] * midnights))


@pytest.mark.parametrize(("midnights", "state"), [(12, "shown"), (40, "low reliability")])
def test_dates_without_a_time_pile_up_at_midnight(timed: World, midnights: int, state: str) -> None:
    found = {
        each["group"].removeprefix(GROUP): each
        for each in hours(timed, spread(midnights), months("2024-01", 1))
    }
    assert (found["Tue 00"]["state"], found["Tue 00"]["value"]) == (state, midnights)
    assert found["Tue 01"]["state"] == "shown"


def test_hours_are_of_the_rows_the_measure_counts(timed: World) -> None:
    rows = at(MONDAY, MONDAY).set_column(1, "borough", pa.array(["B1", "B2"]))
    found = hours(timed, rows, months("2024-01", 1), where=[{"field": "borough", "is": "B2"}])
    assert sum(each["value"] for each in found) == 1


def test_caveats_on_the_time_travel(timed: World) -> None:
    timed.source["caveats"] = [{"id": "date-only", "says": "-", "scope": {"fields": ["at"]}}]
    rows = at(MONDAY)
    found = timed.find(rows, [timed.vintage("v1", months("2024-01", 1))], areas=["force"], times="at")
    told = {(each["group"] or "").startswith(GROUP): each["caveats"] for each in found}
    assert told == {True: ["small.date-only"], False: []}
