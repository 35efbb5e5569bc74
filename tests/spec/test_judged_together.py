"""What is judged together: many areas at once, and the share of wrong calls among all calls."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pyarrow as pa
import pytest

from peelian.reference.area import Area
from tests.spec.small_world import World, months, on_arrow, rows_of

TWO_YEARS = months("2023-01", 24)
LAST = dt.date(2024, 12, 31)
PLACES = [f"B{number}" for number in range(1, 41)]


@pytest.fixture
def many() -> World:
    world = World(on_arrow)
    for code in PLACES:
        world.areas[code] = Area(code, "borough", code, "F1")
    return world


def counts(means: np.ndarray, seed: int) -> pa.Table:
    """Return a row for each place and month; `means` has shape (places, months)."""
    drawn = np.random.default_rng(seed).poisson(means)
    return rows_of(
        *(
            {"month": month, "borough": place, "offences": int(drawn[row, column])}
            for row, place in enumerate(PLACES)
            for column, month in enumerate(TWO_YEARS)
        )
    )


def years(world: World, table: pa.Table, **measure: object) -> list[dict]:
    found = world.find(table, [world.vintage("v1", TWO_YEARS)], sum="offences", **measure)
    return [row for row in found if row["period_kind"] == "rolling 12 months" and row["period_to"] == LAST]


def test_areas_of_one_level_are_judged_together(many: World) -> None:
    found = years(many, counts(np.full((40, 24), 20.0), seed=1), areas=["force", "borough"])
    assert {row["judged_among"] for row in found if row["area_level"] == "borough"} == {40}
    assert [row["judged_among"] for row in found if row["area_level"] == "force"] == [1]


def test_one_comparison_keeps_its_own_p_value_and_interval(many: World) -> None:
    (force,) = years(many, counts(np.full((40, 24), 20.0), seed=1), areas=["force"])
    excluded = force["change_lower"] > 0 or force["change_upper"] < 0
    assert excluded == (force["change_q"] < 0.05)


def test_interval_without_zero_may_still_be_no_clear_change(many: World) -> None:
    spared = [
        row
        for seed in range(6)
        for row in years(many, counts(np.full((40, 24), 20.0), seed=seed))
        if (row["change_lower"] > 0 or row["change_upper"] < 0) and row["judgement"] == "no clear change"
    ]
    assert spared
    assert all(row["change_q"] > 0.05 for row in spared)


def test_where_nothing_changed_few_families_have_a_call(many: World) -> None:
    seeds = range(120)
    called = [
        any(
            row["judgement"] in ("rise", "fall")
            for row in years(many, counts(np.full((40, 24), 20.0), seed=seed))
        )
        for seed in seeds
    ]
    # Five per cent is promised; with 120 families 12 would be a chance of under one in a hundred.
    assert sum(called) < 12


def test_share_of_wrong_calls_is_held_and_real_changes_are_found(many: World) -> None:
    means = np.full((40, 24), 20.0)
    means[:15, 12:] *= 0.6
    wrong, right, shares = 0, 0, []
    for seed in range(40):
        rows = years(many, counts(means, seed=seed))
        called = {row["area_code"] for row in rows if row["judgement"] in ("rise", "fall")}
        false = called - set(PLACES[:15])
        wrong, right = wrong + len(false), right + len(called & set(PLACES[:15]))
        shares.append(len(false) / max(len(called), 1))
    assert np.mean(shares) <= 0.05
    assert right >= 0.9 * 15 * 40
    assert wrong > 0


def test_kinds_of_one_family_are_judged_together_for_the_force(many: World) -> None:
    rows = rows_of(
        *(
            {"month": month, "borough": "B1", "offence": kind, "offences": 20}
            for month in TWO_YEARS
            for kind in ("theft", "arson")
        )
    )
    found = many.find(
        rows,
        [many.vintage("v1", TWO_YEARS)],
        measure="kind_{code}",
        title="{label}",
        for_each="offence",
        sum="offences",
        areas=["force"],
    )
    newest = [r for r in found if r["period_kind"] == "rolling 12 months" and r["period_to"] == LAST]
    assert [row["judged_among"] for row in newest] == [2, 2]


def test_catch_all_places_stand_alone(many: World) -> None:
    table = rows_of(
        *(
            {"month": month, "borough": place, "offences": 20}
            for month in TWO_YEARS
            for place in ("B1", "B2", "x-airport")
        )
    )
    among = {row["area_code"]: row["judged_among"] for row in years(many, table)}
    assert among == {"B1": 2, "B2": 2, "x-airport": 1}
