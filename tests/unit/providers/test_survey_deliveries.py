"""Deliveries of surveys: an interview that stands for nobody is set aside; no answer stays no answer."""

from __future__ import annotations

import polars as pl
import pytest

from peelian.synthetic.parts import PARTS
from peelian.workspace.creating import create_workspace
from peelian.workspace.workspace import Workspace
from tests.unit.synthetic.written import read_text, world_of

WRONG = ("", "0", "-1.2", "one", "0.0000001")


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, int]:
    """A workspace with sixty interviews, five of them with weights that are none."""
    folder = tmp_path_factory.mktemp("deliveries")
    (path, *_) = PARTS["public-attitude-survey"](world_of(3), folder / "whole")
    rows = read_text(path).head(60)
    weights = [*WRONG, *rows["Weight"].to_list()[len(WRONG) :]]
    (folder / "data").mkdir()
    rows.with_columns(pl.Series("Weight", weights)).write_csv(folder / "data" / "wave.csv")
    workspace = Workspace.open(create_workspace(folder / "office"))
    (line,) = workspace.load(folder / "data").lines
    assert (line.layout, line.status) == ("public_attitude_answers", "loaded")
    return workspace, line.quarantined


def test_interview_without_a_weight_is_set_aside(loaded: tuple[Workspace, int]) -> None:
    workspace, aside = loaded
    assert aside == len(WRONG)
    kept = workspace.rows("public_attitude", as_="polars")
    assert len(kept) == 60 - len(WRONG)
    assert kept["weight"].min() > 0


def test_ways_of_giving_no_answer_stay_apart(loaded: tuple[Workspace, int]) -> None:
    kept = loaded[0].rows("public_attitude", as_="polars")
    unanswered = kept.filter(pl.col("knows_ward_officer").is_null())
    assert set(unanswered["knows_ward_officer__missing"]) <= {"does not know", "refused"}
    assert kept["knows_ward_officer"].drop_nulls().dtype == pl.Boolean
    assert len(unanswered) > 0
