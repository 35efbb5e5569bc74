"""Stops: single searches add up to the monthly table, by London's clock."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from peelian.synthetic.stops import write_stops
from tests.unit.synthetic.written import SEEDS, read_text, world_of


@pytest.mark.parametrize("seed", SEEDS)
def test_single_searches_add_up_to_the_table(tmp_path: Path, seed: int) -> None:
    *single, table = write_stops(world_of(seed, stop_months=24), tmp_path)
    assert len(single) == 24
    rows = pl.concat([read_text(path) for path in single]).with_columns(
        pl.col("Date").str.to_datetime(time_zone="UTC").dt.convert_time_zone("Europe/London").dt.strftime("%Y-%m")
        .alias("Month")
    )  # fmt: skip
    keys = ["Month", "Object of search", "Self-defined ethnicity"]
    counted = rows.group_by(keys).len().rename({"len": "Searches"})
    told = read_text(table).with_columns(pl.col("Searches").cast(pl.UInt32))
    assert counted.sort(keys).equals(told.select(counted.columns).sort(keys))
    assert told["Searches"].sum() == len(rows) == 24 * 200


def test_file_of_a_summer_month_begins_on_the_evening_before_as_real_ones_do(tmp_path: Path) -> None:
    *single, _ = write_stops(world_of(1, stops=5_000), tmp_path)
    july = read_text(single[-1])
    assert single[-1].name == "SYNTHETIC-2017-07-metropolitan-stop-and-search.csv"
    assert july["Date"][0].startswith("2017-06-30T23")
    december = next(path for path in single if "2016-12" in path.name)
    assert read_text(december)["Date"].str.starts_with("2016-12").all()
