"""Detentions: 258 of 1,290,000 in a place of safety."""

from __future__ import annotations

from pathlib import Path

import pytest

from peelian.synthetic.custody import write_custody
from tests.unit.synthetic.written import SEEDS, world_of, written


@pytest.mark.parametrize("scale", ["demo", "full"])
def test_place_of_safety_is_258_of_1290000(tmp_path: Path, scale: str) -> None:
    made = written(write_custody, world_of(11, scale=scale), tmp_path)
    assert (len(made), (made["Reason"] == "place_of_safety").sum()) == (1_290_000, 258)
    assert f"{258 / len(made):.2%}" == "0.02%"


@pytest.mark.parametrize("seed", SEEDS)
def test_small_world_keeps_the_share(tmp_path: Path, seed: int) -> None:
    made = written(write_custody, world_of(seed), tmp_path)
    assert (len(made), (made["Reason"] == "place_of_safety").sum()) == (15_000, 3)
    months = made["Arrived"].str.head(7).unique().sort()
    assert (len(months), months[0], months[-1]) == (36, "2014-08", "2017-07")
    assert made["Custody Record"].n_unique() == 15_000
