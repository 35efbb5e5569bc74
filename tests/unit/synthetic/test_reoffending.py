"""Cohorts: how many reoffend, and how often, is settled for each quarter of entry."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from peelian.synthetic.reoffending import write_reoffending
from peelian.synthetic.switches import Switches
from peelian.synthetic.world import World
from tests.unit.synthetic.written import SEEDS, read_text, world_of


def told(world: World, folder: Path) -> pl.DataFrame:
    """Return people, reoffenders and proven offences for each quarter of entry, worked out from the files."""
    people, events = (read_text(path) for path in write_reoffending(world, folder))
    entry = pl.col("Entry Date").str.to_date()
    offence, result = (pl.col(name).str.to_date() for name in ("Offence Date", "Disposal Date"))
    both = people.select("PNC ID", entry).join(events.with_columns(offence, result), on="PNC ID")
    counted = both.filter(
        (pl.col("Offence Date") > pl.col("Entry Date"))
        & (pl.col("Offence Date") < pl.col("Entry Date").dt.offset_by("12mo"))
        & (pl.col("Disposal Date") < pl.col("Entry Date").dt.offset_by("18mo"))
        & pl.col("Adjudication").is_in(["convicted", "cautioned"])
    )
    number = counted.group_by("PNC ID").len("offences")
    return (
        people.with_columns(entry.dt.truncate("1q").alias("quarter"))
        .join(number, on="PNC ID", how="left")
        .group_by("quarter")
        .agg(pl.len().alias("people"), pl.col("offences").count().alias("again"), pl.col("offences").sum())
        .sort("quarter")
    )


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("scale", ["tiny", "demo"])
def test_each_quarter_has_its_share_and_its_offences(tmp_path: Path, seed: int, scale: str) -> None:
    world = world_of(seed, scale=scale)
    quarters = told(world, tmp_path)
    size = world.scale.cohort
    assert quarters["people"].to_list() == [size] * 12
    assert quarters["again"].to_list() == [round(0.3 * size)] * 8 + [round(0.25 * size)] * 4
    each = quarters["offences"] / quarters["again"]
    assert each.to_list() == pytest.approx([3.2] * 8 + [2.8] * 4, abs=0.01)
    planted = {(p.where, p.number) for p in world.truth.planted}
    assert planted == {
        ("entered in 2014 and 2015", 0.3), ("entered in 2014 and 2015", 3.2),
        ("entered in 2016", 0.25), ("entered in 2016", 2.8),
    }  # fmt: skip


def test_all_quarters_are_alike_where_nothing_is_planted(tmp_path: Path) -> None:
    quarters = told(world_of(3, switches=Switches(effect=False)), tmp_path)
    assert set(quarters["again"]) == {30}
    assert set(quarters["offences"]) == {96}


def test_records_make_sense_and_hold_what_does_not_count(tmp_path: Path) -> None:
    people, events = (read_text(path) for path in write_reoffending(world_of(5), tmp_path))
    assert set(events["PNC ID"]) == set(people["PNC ID"])
    assert (events["Disposal Date"] >= events["Arrest or Charge Date"]).all()
    assert (events["Arrest or Charge Date"] >= events["Offence Date"]).all()
    assert set(events["Adjudication"]) == {"convicted", "cautioned", "acquitted", "dropped"}
    prison = events["Disposal"] == "custody"
    assert (events["Sentence Days"] != "X").equals(prison)
    assert (events["Age at Disposal"].cast(pl.Int64) >= 10).all()
    youth = people.filter(pl.col("Cohort") == "youth")["Age at Entry"].cast(pl.Int64)
    assert len(youth) and youth.max() < 18
