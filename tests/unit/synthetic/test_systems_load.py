"""What the parts write is read by the loader like real files: everything accepted, nothing set aside."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

from peelian.synthetic.parts import PARTS
from peelian.workspace.creating import create_workspace
from peelian.workspace.workspace import Workspace
from tests.unit.synthetic.written import world_of

ABOUT_MENTAL_HEALTH = (
    pl.col("opening_type").eq_missing("mental_health")
    | pl.col("closing_type").eq_missing("mental_health")
    | pl.col("mental_health").fill_null(value=False)
)
SYSTEMS = ("calls", "vulnerability", "custody", "use-of-force", "homicide", "officers", "cohorts", "stops")


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("systems")
    world = world_of(7, stop_months=2)
    for name in SYSTEMS:
        PARTS[name](world, folder / "data" / name)
    workspace = Workspace.open(create_workspace(folder / "office"))
    report = workspace.load(folder / "data")
    assert {line.status for line in report.lines} == {"loaded"}
    assert all(line.quarantined == 0 and line.accepted == line.records for line in report.lines)
    return workspace


@pytest.mark.parametrize(
    ("source", "kept", "number"),
    [
        ("calls", pl.lit(True), 140_000),
        ("calls", ABOUT_MENTAL_HEALTH & (pl.col("month") >= dt.date(2016, 8, 1)), 60_225),
        ("custody", pl.col("reason") == "place_of_safety", 3),
        ("use_of_force", (pl.col("kind") == "taser") & pl.col("mental_health_link"), 79),
        ("use_of_force", pl.col("mental_health_link__missing") == "not recorded", 205),
        ("homicide_victims", pl.col("method") == "knife", 233),
        ("officers", pl.col("month").is_not_null(), 5_350),
        ("officers", pl.col("month__missing") == "in post when the extract begins", 650),
        ("vulnerability", pl.lit(True), 1_500),
        ("cohorts", pl.lit(True), 1_200),
        ("criminal_history", pl.col("offence_from").is_null() | pl.col("month").is_null(), 0),
    ],
)
def test_rows_are_there_as_written(loaded: Workspace, source: str, kept: pl.Expr, number: int) -> None:
    assert len(loaded.rows(source, as_="polars").filter(kept)) == number


def test_ways_of_being_missing_stay_apart(loaded: Workspace) -> None:
    reports = loaded.rows("vulnerability", as_="polars")
    absent = reports.filter(pl.col("report_type") == "missing")
    assert set(absent["missing_before__missing"]) == {None, "not recorded"}
    others = reports.filter(pl.col("report_type") != "missing")
    assert set(others["missing_before__missing"]) == {"not applicable"}


def test_single_searches_and_the_table_tell_the_same(loaded: Workspace) -> None:
    keys = ["month", "object", "ethnicity_self", "ethnicity_self__missing"]
    single = loaded.rows("stops", as_="polars").group_by(keys).len("searches")
    table = loaded.rows("stop_counts", as_="polars").select(*keys, pl.col("searches").cast(pl.UInt32))
    assert len(table) > 30
    assert single.sort(keys).equals(table.sort(keys))
