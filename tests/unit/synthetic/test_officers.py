"""Officers: recruits of the newest year are more often women and from ethnic minorities."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from peelian.synthetic.officers import write_officers
from peelian.synthetic.switches import Switches
from tests.unit.synthetic.written import SEEDS, world_of, written


def recruits_of(made: pl.DataFrame, first: str, last: str) -> tuple[int, float, float]:
    """Return how many joined, the share of women and the share of minorities of those who stated it."""
    year = made.filter(pl.col("Intake").is_between(pl.lit(first), pl.lit(last)))
    stated = year.filter(pl.col("SDE") != "NS")["SDE"]
    return len(year), (year["Sex"] == "F").mean(), (~stated.str.starts_with("W")).mean()


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("scale", ["tiny", "demo"])
def test_shares_are_up_in_the_newest_year(tmp_path: Path, seed: int, scale: str) -> None:
    made = written(write_officers, world_of(seed, scale=scale), tmp_path)
    assert len(made) == {"tiny": 6_000, "demo": 30_000}[scale]
    before = recruits_of(made, "2015-08", "2016-07")
    newest = recruits_of(made, "2016-08", "2017-07")
    assert before == (1_800, pytest.approx(0.28), pytest.approx(0.13, abs=0.0005))
    assert newest == (1_900, pytest.approx(0.34), pytest.approx(0.17, abs=0.0005))


def test_shares_are_alike_where_nothing_is_planted(tmp_path: Path) -> None:
    world = world_of(9, switches=Switches(effect=False))
    made = written(write_officers, world, tmp_path)
    before, newest = recruits_of(made, "2015-08", "2016-07"), recruits_of(made, "2016-08", "2017-07")
    assert newest[1:] == (pytest.approx(before[1], abs=0.001), pytest.approx(before[2], abs=0.001))
    assert world.truth.planted == []


def test_only_recruits_have_a_month_of_intake_and_nobody_leaves_before_joining(tmp_path: Path) -> None:
    made = written(write_officers, world_of(2, scale="demo"), tmp_path)
    recruits = made["Joined"] >= "2014-08-01"
    assert (made["Intake"].is_not_null() == recruits).all()
    assert (made.filter(recruits)["Joined"].str.head(7) == made.filter(recruits)["Intake"]).all()
    left = made.drop_nulls("Left")
    assert len(left) > 1_000
    assert (left["Left"] >= left["Joined"]).all()
    assert left["Left"].min() >= "2014-08-01"
    assert left["Left"].max() <= "2017-07-31"
