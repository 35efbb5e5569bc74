"""Calls: exactly 60,225 involve mental health, whatever the seed and scale."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from peelian.synthetic.calls import write_calls
from peelian.synthetic.residents import write_residents
from peelian.synthetic.switches import Switches
from tests.unit.synthetic.written import SEEDS, read_text, world_of, written

ABOUT_MENTAL_HEALTH = (
    pl.col("Opening Type").eq_missing("mental_health")
    | pl.col("Closing Type").eq_missing("mental_health")
    | pl.col("MH Mark").eq_missing("Y")
)
CLOCK = pl.col("Call Received").str.to_datetime()


def by_month(calls: pl.DataFrame) -> list[int]:
    months = calls.group_by(CLOCK.dt.truncate("1mo").alias("month")).len().sort("month")
    assert len(months) == 24
    return months["len"].to_list()


def newest_year(calls: pl.DataFrame) -> pl.DataFrame:
    return calls.filter(pl.col("Call Received") >= "2016-08")


@pytest.mark.parametrize("seed", SEEDS)
def test_calls_about_mental_health_are_165_a_day_and_rise(tmp_path: Path, seed: int) -> None:
    calls = written(write_calls, world_of(seed), tmp_path)
    told = calls.filter(ABOUT_MENTAL_HEALTH)
    assert (len(calls), len(newest_year(told)), len(told)) == (140_000, 60_225, 60_225 + 54_900)
    assert len(newest_year(told)) / 365 == 165.0
    months = by_month(told)
    assert sum(months[18:]) > 1.02 * sum(months[12:18])
    opened = told["Opening Type"].eq_missing("mental_health")
    closed = told["Closing Type"].eq_missing("mental_health")
    assert opened.sum() and (closed & ~opened).sum() and (~closed & ~opened).sum()


def test_number_is_the_same_at_the_scale_of_the_demo(tmp_path: Path) -> None:
    calls = written(write_calls, world_of(3, scale="demo"), tmp_path)
    assert (len(calls), len(newest_year(calls.filter(ABOUT_MENTAL_HEALTH)))) == (320_000, 60_225)
    assert calls["CAD Reference"].n_unique() == 320_000
    first, last = (getattr(calls.select(CLOCK)["Call Received"], end)() for end in ("min", "max"))
    assert (f"{first:%Y-%m}", f"{last:%Y-%m}") == ("2015-08", "2017-07")


@pytest.mark.parametrize("seed", SEEDS)
def test_rates_of_boroughs_differ_at_least_threefold(tmp_path: Path, seed: int) -> None:
    world = world_of(seed)
    told = newest_year(written(write_calls, world, tmp_path).filter(ABOUT_MENTAL_HEALTH))
    (residents,) = (path for path in write_residents(world, tmp_path) if "age, boroughs" in path.name)
    people = read_text(residents).select("geography code", pl.col("Age: Total").cast(pl.Int64))
    counts = told.drop_nulls("Borough Code").group_by("Borough Code").len()
    rates = counts.join(people, left_on="Borough Code", right_on="geography code")
    assert len(rates) == 32
    each = rates["len"] / rates["Age: Total"]
    assert 3 < each.max() / each.min() < 15


@pytest.mark.parametrize("seed", SEEDS)
def test_anti_social_behaviour_is_up_in_july_unless_nothing_is_planted(tmp_path: Path, seed: int) -> None:
    def june_and_july(*, effect: bool) -> tuple[int, int]:
        world = world_of(seed, scale="demo", switches=Switches(effect=effect))
        calls = written(write_calls, world, tmp_path / str(effect))
        months = by_month(calls.filter(pl.col("Opening Type") == "anti_social_behaviour"))
        return months[-2], months[-1]

    june, july = june_and_july(effect=True)
    assert july / 31 > 1.05 * june / 30
    june, july = june_and_july(effect=False)
    assert july / 31 == pytest.approx(june / 30, rel=0.05)


def test_anti_social_behaviour_peaks_on_friday_and_saturday_nights(tmp_path: Path) -> None:
    calls = written(write_calls, world_of(5, scale="demo"), tmp_path)
    asb = calls.filter(pl.col("Opening Type") == "anti_social_behaviour").with_columns(
        day=CLOCK.dt.weekday(), hour=CLOCK.dt.hour()
    )
    hours = asb.group_by("day", "hour").len().sort("len", descending=True)
    assert len(hours) == 168
    top = {(day, hour) for day, hour, _ in hours.head(8).rows()}
    assert top == {(day, hour) for day in (5, 6) for hour in range(20, 24)}


def test_calls_do_not_rise_where_nothing_is_planted(tmp_path: Path) -> None:
    world = world_of(5, switches=Switches(effect=False))
    months = by_month(written(write_calls, world, tmp_path).filter(ABOUT_MENTAL_HEALTH))
    assert sum(months[12:]) == 60_225
    assert sum(months[:12]) / 366 == pytest.approx(165.0, abs=0.01)
    assert world.truth.planted == []


def test_who_came_came_after_the_call_and_linked_calls_are_closed_as_such(tmp_path: Path) -> None:
    calls = written(write_calls, world_of(5), tmp_path)
    came = calls.drop_nulls("Unit Arrived")
    assert (came["Unit Arrived"] > came["Call Received"]).all()
    assert set(came["Attended"]) == {"Y"}
    assert set(calls["Attended"]) == {"Y", "N", None}
    linked = calls.filter(pl.col("Linked Call") == "Y")
    assert len(linked) and set(linked["Closing Type"]) == {"duplicate"}
