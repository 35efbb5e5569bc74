"""Synthetic staff and partner surveys: read by their own definitions, and the same for one seed."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import peelian.synthetic.furnish as furnishing
from peelian.surveys.as_layout import layout_of
from peelian.surveys.read_surveys import read_surveys
from peelian.synthetic.surveys_staff import write_partner_survey, write_staff_survey
from tests.unit.synthetic.written import SEEDS, world_of, written

OFFICE = Path(furnishing.__file__).parent / "office" / "surveys"
AGREE = ["SA", "TA"]


def share(rows: pl.DataFrame, question: str) -> float:
    said = rows.filter(~pl.col(question).is_in(["DK", "RF"]))
    weight = pl.col("Weight").cast(pl.Float64)
    return (
        said.filter(pl.col(question).is_in(AGREE)).select(weight.sum()).item()
        / said.select(weight.sum()).item()
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_staff_perceive_their_training_as_inadequate_and_nine_teams_are_small(
    tmp_path: Path, seed: int
) -> None:
    rows = written(write_staff_survey, world_of(seed), tmp_path)
    assert rows.height == 4_000
    assert round(100 * share(rows, "Mental Health Training")) == 34
    assert round(100 * share(rows, "Treated Fairly")) == 71
    teams = rows.group_by("Team").len()["len"]
    assert (len(teams), (teams < 10).sum(), teams.sum()) == (40, 9, 4_000)
    assert (teams >= 10).sum() == 31


@pytest.mark.parametrize("seed", SEEDS)
def test_partners_write_of_access_more_than_of_anything_else(tmp_path: Path, seed: int) -> None:
    rows = written(write_partner_survey, world_of(seed), tmp_path)
    themes = [name for name in rows.columns if name.startswith("Theme ")]
    wrote = rows.filter(pl.col(themes[0]).is_not_null())
    assert rows.height == 600
    assert 300 < wrote.height < 450
    # Somebody wrote something, or nothing: a theme is never a no of those who did not write.
    assert all(wrote[name].null_count() == 0 for name in themes)
    assert (
        rows.filter(pl.col(themes[0]).is_null()).select(pl.col(themes).count()).sum_horizontal().item() == 0
    )
    shares = {name: (wrote[name] == "Y").mean() for name in themes}
    assert max(shares, key=lambda name: shares[name]) == "Theme access"


@pytest.mark.parametrize(
    ("part", "survey"), [(write_staff_survey, "staff_survey"), (write_partner_survey, "partner_survey")]
)
def test_headings_are_those_of_the_definition(tmp_path: Path, part, survey: str) -> None:
    told = read_surveys([OFFICE / f"{survey}.yaml"])[survey].survey
    assert set(written(part, world_of(1), tmp_path).columns) == set(layout_of(told).columns)


@pytest.mark.parametrize("part", [write_staff_survey, write_partner_survey])
def test_seed_decides_every_byte(tmp_path: Path, part) -> None:
    one, same, other = (
        [path.read_bytes() for path in part(world_of(seed), tmp_path / name)]
        for name, seed in (("one", 5), ("same", 5), ("other", 6))
    )
    assert one == same
    assert one != other
