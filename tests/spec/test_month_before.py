"""The month before: one small table, one answer: the difference, the difference a day, and the judgement."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa
import pytest

from peelian.findings.invariants import check_invariants
from tests.spec.small_world import World, months, rows_of


def two_years(last: int, before: int) -> pa.Table:
    """Twenty-four steady months of 40 offences, but for the last two."""
    covered = months("2023-01", 24)
    counts = [*[40] * 22, before, last]
    return rows_of(*({"month": day, "offences": n} for day, n in zip(covered, counts, strict=True)))


def steps(world: World, rows: pa.Table, **more: object) -> list[dict]:
    told = {"areas": ["borough"], "sum": "offences", "month on month": True} | more
    table = world.table(rows, [world.vintage("v1", months("2023-01", 24))], **told)
    assert check_invariants(table) == ()
    return [row for row in table.to_pylist() if row["kind"] == "step"]


def test_step_and_step_a_day(world: World) -> None:
    found = steps(world, two_years(93, 60))
    newest = {row["group"]: row for row in found if row["period_to"] == dt.date(2024, 12, 31)}
    raw, daily = newest[None], newest["adjusted=days"]
    assert (raw["value"], raw["numerator"], raw["denominator"], raw["base"]) == (33, 93, 60, 153)
    assert (raw["previous"], raw["change"]) == (60, pytest.approx(0.55))
    assert (raw["against_from"], raw["against_to"]) == (dt.date(2024, 11, 1), dt.date(2024, 11, 30))
    assert (raw["unit"], daily["unit"]) == ("offences", "offences a day")
    assert daily["value"] == pytest.approx(93 / 31 - 60 / 30)
    assert daily["change"] == pytest.approx(0.5)
    assert raw["lower"] < 33 < raw["upper"]
    assert daily["lower"] < 1 < daily["upper"]


def test_only_asked_for_and_thirteen_months(world: World) -> None:
    rows = two_years(41, 40)
    assert not steps(world, rows, **{"month on month": False})
    assert len({row["period_to"] for row in steps(world, rows)}) == 13


def test_long_months_are_no_rise_a_day(world: World) -> None:
    """3,100 in 31 days after 2,800 in 28 is 300 more and none more a day."""
    covered = months("2022-04", 24)
    days = [((day.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - day).days for day in covered]
    rows = rows_of(*({"month": day, "offences": 100 * n} for day, n in zip(covered, days, strict=True)))
    table = world.table(rows, [world.vintage("v1", covered)],
                        **{"areas": ["force"], "sum": "offences", "month on month": True})  # fmt: skip
    march = {
        row["group"]: row
        for row in table.to_pylist()
        if row["kind"] == "step" and row["period_to"] == dt.date(2023, 3, 31)
    }
    assert (march[None]["value"], march[None]["judgement"]) == (300, "rise")
    assert march["adjusted=days"]["value"] == pytest.approx(0, abs=1e-9)
    assert march["adjusted=days"]["judgement"] == "no clear change"


def test_break_between_forbids_the_judgement(world: World) -> None:
    world.source["breaks"] = [{"id": "new", "on": "2024-12-01", "says": "-", "severity": "block"}]
    newest = [r for r in steps(world, two_years(93, 60)) if r["period_to"] == dt.date(2024, 12, 31)]
    assert {row["judgement"] for row in newest} == {"not comparable"}
    assert {row["change"] for row in newest} == {None}


def test_too_short_a_past_has_no_step(world: World) -> None:
    covered = months("2023-01", 16)
    rows = rows_of(*({"month": day} for day in covered))
    table = world.table(rows, [world.vintage("v1", covered)],
                        **{"areas": ["force"], "month on month": True})  # fmt: skip
    assert "step" not in table["kind"].to_pylist()
