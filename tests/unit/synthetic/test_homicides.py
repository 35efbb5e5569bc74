"""Homicides: every figure of the deck holds of the same rows."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from peelian.synthetic.homicides import write_homicides
from tests.unit.synthetic.written import SEEDS, world_of, written

KNIFE = pl.col("Method") == "knife"
PLAIN = KNIFE & (pl.col("Domestic") == "N") & (pl.col("Terrorist") == "N")


def young_black_male(who: str) -> pl.Expr:
    return (
        (pl.col(f"{who} Age").cast(pl.Int64) < 25)
        & (pl.col(f"{who} Sex") == "M")
        & (pl.col(f"{who} IC Code") == "IC3")
    )


@pytest.mark.parametrize("scale", ["tiny", "demo"])
@pytest.mark.parametrize("seed", SEEDS)
def test_all_figures_hold_at_once(tmp_path: Path, seed: int, scale: str) -> None:
    made = written(write_homicides, world_of(seed, scale=scale), tmp_path)
    day = pl.col("Date of Offence")
    years = [
        made.filter(KNIFE & day.is_between(pl.lit(f"{year}-06-01"), pl.lit(f"{year + 1}-05-31")))
        for year in (2015, 2016, 2017)
    ]
    assert [len(year) for year in years] == [65, 71, 97]
    assert (years[2]["Victim Age"].cast(pl.Int64) < 25).sum() == 36
    plain = made.filter(PLAIN & day.str.starts_with("2017"))
    assert (len(plain), len(plain.filter(young_black_male("Victim")))) == (73, 31)
    pairs = made.filter(PLAIN & (pl.col("Proceeded Against") == "Y"))
    alike = pairs.filter(young_black_male("Victim") & young_black_male("Person"))
    assert (len(pairs), len(alike)) == (67, 43)


def test_person_is_told_of_exactly_where_somebody_was_proceeded_against(tmp_path: Path) -> None:
    made = written(write_homicides, world_of(4), tmp_path)
    someone = made["Proceeded Against"] == "Y"
    for name in ("Person Age", "Person Sex", "Person IC Code"):
        assert (made[name].is_not_null() == someone).all(), name
    assert made["Victim Age"].cast(pl.Int64).is_between(14, 80).all()
    # Nobody is killed by a terrorist and in a domestic case at once.
    assert not len(made.filter((pl.col("Domestic") == "Y") & (pl.col("Terrorist") == "Y")))
