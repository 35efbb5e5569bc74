"""Use of force: 231 deployments of a taser, 79 of them linked to mental health."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from peelian.synthetic.use_of_force import write_use_of_force
from tests.unit.synthetic.written import SEEDS, world_of, written


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("scale", ["tiny", "demo", "full"])
def test_79_of_231_tasers_are_linked_and_only_other_force_is_left_blank(
    tmp_path: Path, scale: str, seed: int
) -> None:
    made = written(write_use_of_force, world_of(seed, scale=scale), tmp_path)
    taser = made.filter(pl.col("Kind of Force") == "taser")
    assert (len(taser), (taser["MH Link"] == "Y").sum(), taser["MH Link"].null_count()) == (231, 79, 0)
    assert made.filter(pl.col("Kind of Force") == "other")["MH Link"].null_count() > 100
    months = made["Date of Use"].str.head(7)
    assert (months.min(), months.max(), months.n_unique()) == ("2011-09", "2012-08", 12)
