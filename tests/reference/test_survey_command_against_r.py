"""`peelian survey estimate` and `table` with fitted and replicate weights against R.

Every number comes through the command, from a CSV file and a recipe, against fixtures/survey_weights.R.
Tolerance 1e-9, relative: both sides stop fitting within 1e-11 of a total. Errors of totals that the fit knows
are 0 but for rounding.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from peelian.statistics.survey.cube import Answers
from peelian.statistics.survey.quotient import share_quotient
from peelian.surveys.replicates_asked import ReplicatesAsked
from peelian.surveys.sampled_file import read_sampled
from peelian.surveys.tables.asked import TableAsked
from peelian.surveys.tables.banner import banner_of
from peelian.surveys.tables.row_numbers import RowNumbers
from tests.reference.weighted_wave import DESIGN, FROZEN, REPLICATES, STEPS, command, write_wave

NEAR_ZERO = 1e-6


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_wave(tmp_path)
    monkeypatch.chdir(tmp_path)


def estimates(*words: str) -> list[dict]:
    return command("estimate", *words)["estimates"]


def shows(theirs: dict, *words: str, degrees: int | None = None) -> None:
    for y, stat in (("score", "total"), ("trust", "mean")):
        (found,) = estimates("--y", y, "--stat", stat, *words)
        assert found["value"] == pytest.approx(theirs[stat], rel=1e-9)
        if theirs[f"{stat}_error"] < NEAR_ZERO:
            assert found["se"] < NEAR_ZERO
        else:
            assert found["se"] == pytest.approx(theirs[f"{stat}_error"], rel=1e-9)
        if degrees is not None:
            assert found["df"] == degrees


@pytest.mark.parametrize("name", [name for name in STEPS if name != "raked_trimmed"])
def test_the_weights_of_a_recipe(name: str) -> None:
    shows(FROZEN["fitted"][name]["told"], "--calibrated", f"{name}.yaml", *DESIGN)


@pytest.mark.parametrize("name", REPLICATES)
def test_replicate_weights(name: str) -> None:
    theirs = FROZEN["replicates"][name]
    # R counts degrees anew from raked columns; here they stay those of the sample.
    shows(theirs["told"], *REPLICATES[name], degrees=None if name == "jkn_raked" else theirs["degrees"])


def test_replicates_that_multiply_the_weight_tell_their_scales() -> None:
    plain = "--replicate-scales", repr(7 / 8)
    given = ("--y", "trust", "--stat", "mean", "--weight", "weight", "--replicate-kind", "JKn")
    (one,) = estimates(*given, "--replicates", "k*", *plain)
    (other,) = estimates(*given, "--replicates", "m*", "--multipliers")
    assert one["se"] == pytest.approx(other["se"], rel=1e-12)


PARTS = {
    "raked": ("--calibrated", "raked.yaml", *DESIGN),
    "raked_trimmed": ("--calibrated", "raked_trimmed.yaml", *DESIGN),
    "bootstrap": REPLICATES["bootstrap"],
    "jkn": REPLICATES["jkn"],
    "bootstrap_post_stratified": REPLICATES["bootstrap_post_stratified"],
}


def test_every_part_of_r_is_here() -> None:
    assert set(PARTS) == set(FROZEN["parts"])


@pytest.mark.parametrize("name", PARTS)
def test_groups_and_medians(name: str) -> None:
    theirs = FROZEN["parts"][name]
    found = estimates("--y", "trust", "--stat", "mean", "--by", "sex", *PARTS[name])
    assert [each["group"] for each in found] == ["men", "women"]
    assert [each["value"] for each in found] == pytest.approx(theirs["share"], rel=1e-9)
    assert [each["se"] for each in found] == pytest.approx(theirs["share_error"], rel=1e-9)
    (median,) = estimates("--y", "score", "--stat", "quantile", *PARTS[name])
    assert [median[each] for each in ("value", "lower", "upper")] == pytest.approx(theirs["median"], rel=1e-9)


@pytest.mark.parametrize("name", PARTS)
def test_columns_of_a_table(name: str) -> None:
    theirs = FROZEN["parts"][name]
    made = command("table", "--rows", "trust", "--columns", "sex", *PARTS[name])
    cells = [each for each in made["cells"] if each["answer"] == "1" and each["heading"] == "sex"]
    assert [each["value"] for each in cells] == pytest.approx(theirs["share"], rel=1e-9)
    assert [each["se"] for each in cells] == pytest.approx(theirs["share_error"], rel=1e-9)


@pytest.mark.parametrize("name", ["raked", "jkn"])
def test_differences_of_columns_know_what_the_columns_share(name: str) -> None:
    theirs = FROZEN["parts"][name]
    sample: dict[str, Any] = {"strata": ("stratum",), "psu": ("unit",), "fpc": ("units",)}
    sample["calibrated"] = "raked.yaml"
    if name == "jkn":
        asked = ReplicatesAsked(("k*",), "JKn", scales=(7 / 8 * (1 - 8 / 60),))
        sample = {"weight": "weight", "replicates": asked}
    asked_for = TableAsked("wave.csv", rows=("trust",), columns=("sex",), **sample)
    file, design = read_sampled(asked_for, asked_for.named())
    codes = file.columns["trust"].numbers(wanted_for="a test").astype(int)
    trust = Answers({"trust": (codes, 2)}, {})
    sexes = banner_of(
        "sex", np.array(file.columns["sex"].words == "women", dtype=int), words=("men", "women")
    )
    made = RowNumbers(trust, sexes, design=design.sample, interval="logit", level=0.95).gaps(
        share_quotient("trust", yes={1}, base={0, 1}, codes=2)
    )
    assert made.difference[0] == pytest.approx(-theirs["gap"], rel=1e-9)
    assert np.sqrt(made.variance[0]) == pytest.approx(theirs["gap_error"], rel=1e-9)
