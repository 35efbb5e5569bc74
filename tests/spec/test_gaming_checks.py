"""Checks for gaming on records: what is looked at, what is a sign, and what is too little to tell."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from peelian.catalogue.catalogue import Catalogue
from peelian.findings.invariants import check_invariants
from peelian.measures.findings import make_findings
from peelian.measures.gaming_check import GamingCheck
from tests.spec.small_world import World, month, months, rows_of

OTHER = {"other reasons": "Holidays."}
LONG = months("2021-01", 36)


@pytest.fixture
def dated(world: World) -> World:
    """The small world with a day of recording, a time of a call and a time of arrival."""
    fields = world.source["fields"]
    fields["on"] = {"type": "date"}
    fields["called"] = {"type": "datetime"}
    fields["arrived"] = {"type": "datetime", "missing": {"": "not recorded"}}
    return world


def with_times(table: pa.Table, **columns: list[Any]) -> pa.Table:
    for name in ("on", "called", "arrived"):
        kind = pa.date32() if name == "on" else pa.timestamp("us")
        table = table.append_column(name, pa.array(columns.get(name, [None] * len(table)), kind))
    return table


def signs(world: World, rows: pa.Table, *written: dict[str, Any], covered: list[dt.date]) -> list[dict]:
    checks = [
        GamingCheck.model_validate({"check": f"c{n}", "title": "C", "source": "small"} | OTHER | each)
        for n, each in enumerate(written)
    ]
    table = make_findings(
        [], catalogue=Catalogue(sources={"small": world.described()}), rows=lambda _: world.engine(rows),
        vintages={"small": [world.vintage("v1", covered)]}, areas=world.areas, populations={}, automatic={},
        code_version="0", checks=checks,
    )  # fmt: skip
    assert check_invariants(table) == ()
    return table.to_pylist()


def recorded(covered: list[dt.date], *, a_day: int, moved: int) -> pa.Table:
    """So many records every day; some of each last day of a month are dated the day after."""
    days = np.arange(covered[0], covered[-1] + dt.timedelta(days=31), dtype="datetime64[D]").tolist()
    made = []
    for day in days:
        later = (day + dt.timedelta(days=1)).day == 1
        early = day.day == 1 and day != days[0]
        made += [day] * (a_day - moved * later + moved * early)
    return with_times(rows_of(*({"month": day.replace(day=1)} for day in made)), on=made)


TURN = {"form": "turn of the month", "when": "on", "days": 1}


@pytest.mark.parametrize(("moved", "signal"), [(0, "none"), (2, "above the limit")])
def test_records_that_wait_for_the_new_month(dated: World, moved: int, signal: str) -> None:
    covered = months("2023-01", 12)
    (found,) = signs(dated, recorded(covered, a_day=6, moved=moved), TURN, covered=covered)
    assert (found["measure"], found["kind"], found["area_level"]) == ("check_c0", "ratio", "force")
    assert (found["signal"], found["period_kind"]) == (signal, "span")
    assert found["value"] == pytest.approx((6 + moved) / (6 - moved))
    assert (found["base"], found["numerator"], found["denominator"]) == (
        (6 * 365 - moved) // 10 * 10,
        None,
        None,
    )
    assert (found["period_from"], found["period_to"]) == (covered[0], dt.date(2023, 12, 31))


def offences(thefts: list[int], arsons: list[int]) -> pa.Table:
    made = []
    for day, a, b in zip(LONG, thefts, arsons, strict=True):
        made += [{"month": day, "offence": "theft"}] * a + [{"month": day, "offence": "arson"}] * b
    return with_times(rows_of(*made))


MOVES = {
    "form": "reclassification",
    "from": [{"field": "offence", "is": "theft"}],
    "into": [{"field": "offence", "is": "arson"}],
}
STRUCK = {"form": "cancelled", "cancelled": [{"field": "offence", "is": "theft"}]}


@pytest.mark.parametrize("form", [MOVES, STRUCK])
def test_share_that_moves_at_a_month_is_dated(dated: World, form: dict[str, Any]) -> None:
    noise = np.random.default_rng(4).integers(-2, 3, 36)
    shift = np.where(np.arange(36) >= 20, 10, 0)
    rows = offences((40 + noise - shift).tolist(), (40 - noise + shift).tolist())
    (found,) = signs(dated, rows, form, covered=LONG)
    assert (found["kind"], found["signal"]) == ("gap", "below the limit")
    assert found["value"] == pytest.approx(-10 / 80, abs=0.02)
    assert found["lower"] < -10 / 80 < found["upper"]
    assert (found["period_from"], found["period_to"]) == (LONG[20], dt.date(2023, 12, 31))


def test_steady_share_is_no_sign(dated: World) -> None:
    noise = np.random.default_rng(4).integers(-2, 3, 36)
    (found,) = signs(dated, offences((40 + noise).tolist(), (40 - noise).tolist()), MOVES, covered=LONG)
    assert found["signal"] == "none"
    assert found["usual_lower"] < found["value"] < found["usual_upper"]


def waits(minutes: list[float]) -> pa.Table:
    start = dt.datetime(2023, 3, 31, 23, 50)
    ends = [start + dt.timedelta(minutes=wait) for wait in minutes]
    table = rows_of(*({"month": "2023-03"} for _ in minutes))
    return with_times(table, called=[start] * len(ends), arrived=ends)


LIMIT = {
    "form": "just under a limit",
    "limit": {"from": "called", "to": "arrived", "most": 12, "unit": "minutes", "around": 20},
    "least": 0.1,
}


@pytest.mark.parametrize(("moved", "signal"), [(0, "none"), (25, "above the limit")])
def test_arrivals_pressed_inside_the_limit(dated: World, moved: int, signal: str) -> None:
    each = [wait - 0.5 for wait in range(1, 33) for _ in range(40)]
    over = [place for place, wait in enumerate(each) if 12 < wait < 14]
    for place in over[:moved]:
        each[place] = 11.5
    (found,) = signs(dated, waits(each), LIMIT, covered=[month("2023-03")])
    assert (found["signal"], found["kind"], found["base"]) == (signal, "ratio", 1280)
    assert found["value"] == pytest.approx((80 + moved) / (80 - moved), rel=0.02)


def test_exactly_the_limit_is_inside_and_a_second_more_is_not(dated: World) -> None:
    each = [float(wait) for wait in range(1, 33) for _ in range(40)]
    (exact,) = signs(dated, waits(each), LIMIT, covered=[month("2023-03")])
    (more,) = signs(
        dated, waits([w + 1 / 60 if w == 12 else w for w in each]), LIMIT, covered=[month("2023-03")]
    )
    assert exact["value"] == pytest.approx(1, abs=0.02)
    assert more["value"] < 0.5


def test_backward_and_missing_waits_are_left_out(dated: World) -> None:
    each = [wait - 0.5 for wait in range(1, 33) for _ in range(40)]
    rows = pa.concat_tables([waits(each), waits([-30.0] * 50), waits([500.0] * 50)])
    blank = pa.table([*rows.slice(0, 60).columns[:-1], pa.nulls(60, pa.timestamp("us"))], schema=rows.schema)
    (found,) = signs(dated, pa.concat_tables([rows, blank]), LIMIT, covered=[month("2023-03")])
    assert (found["base"], found["signal"]) == (1280, "none")


def test_too_little_is_not_measured(dated: World) -> None:
    found = signs(dated, waits([11.5, 12.5] * 20), LIMIT, MOVES, covered=[month("2023-03")])
    assert {(row["state"], row["value"], row["signal"]) for row in found} == {("not measured", None, None)}


def test_more_checks_ask_for_more(dated: World) -> None:
    """The level of each is 5 % over the number made at once, so what is no signal is wider."""
    covered = months("2023-01", 12)
    rows = recorded(covered, a_day=6, moved=0)
    (alone,) = signs(dated, rows, TURN | {"least": 0.001}, covered=covered)
    together = signs(dated, rows, *[TURN | {"least": 0.001}] * 6, covered=covered)
    assert len(together) == 6
    assert together[0]["usual_upper"] > alone["usual_upper"]


def test_before_a_break_nothing_is_looked_at(dated: World) -> None:
    dated.source["breaks"] = [{"id": "new", "on": LONG[12].isoformat(), "says": "-", "severity": "block"}]
    rows = offences([80] * 12 + [40] * 24, [0] * 12 + [40, 41] * 12)
    (found,) = signs(dated, rows, MOVES, covered=LONG)
    assert found["period_from"] >= LONG[12]
    assert found["signal"] == "none"
