"""Synthetic consultations: read by their own definitions, small, and the same for one seed at any scale."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl
import pytest

import peelian.synthetic.furnish as furnishing
from peelian.surveys.as_layout import layout_of
from peelian.surveys.read_surveys import read_surveys
from peelian.synthetic.surveys_consultations import write_consultations
from peelian.synthetic.world import LAST
from tests.unit.synthetic.written import SEEDS, read_text, world_of

OFFICE = Path(furnishing.__file__).parent / "office" / "surveys"
NAMES = ("safer_streets_consultation", "front_counters_consultation")


def written(folder: Path, seed: int = 1, **scaled) -> list[pl.DataFrame]:
    paths = write_consultations(world_of(seed, **scaled), folder)
    assert all(path.name.startswith("SYNTHETIC-") for path in paths)
    return [read_text(path) for path in paths]


def definition(name: str):
    return read_surveys([OFFICE / f"{name}.yaml"])[name].survey


@pytest.mark.parametrize("seed", SEEDS)
def test_lighting_is_written_of_most_and_the_old_come_more_than_they_live_here(
    tmp_path: Path, seed: int
) -> None:
    streets, counters = written(tmp_path, seed)
    assert (streets.height, counters.height) == (412, 236)
    wrote = streets.filter(pl.col("Theme lighting").is_not_null())
    themes = {name: (wrote[name] == "Y").mean() for name in wrote.columns if name.startswith("Theme ")}
    assert max(themes, key=lambda name: themes[name]) == "Theme lighting"
    assert round(100 * themes["Theme lighting"]) == 41
    said = streets.filter(~pl.col("Safe After Dark").is_in(["DK", "RF"]))
    assert round(100 * said["Safe After Dark"].is_in(["SA", "TA"]).mean()) == 37
    assert (streets["Age Group"] == "A65").mean() > 0.3


@pytest.mark.parametrize("place", [0, 1])
def test_headings_and_days_are_those_of_the_definition(tmp_path: Path, place: int) -> None:
    rows, told = written(tmp_path)[place], definition(NAMES[place])
    assert set(rows.columns) == set(layout_of(told).columns)
    (wave,) = told.waves
    days = rows["Response Date"].str.to_date()
    assert wave.start <= days.min() and days.max() <= wave.end
    assert (told.form, told.sampling.kind) == ("consultation", "open to all")
    assert "SYNTHETIC" in told.about


def test_one_is_closed_and_answered_and_the_other_still_open(tmp_path: Path) -> None:
    closed, still_open = (definition(name) for name in NAMES)
    newest = dt.date(LAST.year, LAST.month, 31)
    assert closed.waves[0].end < newest < still_open.waves[0].end
    assert {said.status for said in closed.you_said} == {"done", "doing", "will not"}
    assert all("SYNTHETIC" in said.did + said.because for said in closed.you_said)
    assert still_open.you_said == ()


def test_every_scale_has_the_same_and_the_seed_decides_every_byte(tmp_path: Path) -> None:
    tiny, demo, other = (
        [path.read_bytes() for path in write_consultations(world_of(seed, scale=scale), tmp_path / name)]
        for name, seed, scale in (("a", 5, "tiny"), ("b", 5, "demo"), ("c", 6, "tiny"))
    )
    assert tiny == demo
    assert tiny != other
