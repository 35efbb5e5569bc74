"""`peelian survey gap`, `journey` and `drivers` with fitted and replicate weights against R.

Every number comes through the command, from a CSV file and a recipe, against fixtures/survey_commands.R.
Tolerance 1e-9, relative, as in test_survey_command_against_r.py; R prints 15 digits. Percentiles of
importance are those of the 40 bootstrap replicates of the file.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.reference.weighted_wave import DESIGN, FIXTURES, REPLICATES, command, write_wave

FROZEN = json.loads((FIXTURES / "survey_commands.json").read_text(encoding="utf-8"))
SAMPLES = {
    "strata": ("--weight", "weight", *DESIGN),
    "raked": ("--calibrated", "raked.yaml", *DESIGN),
    "calibrated_linear": ("--calibrated", "calibrated_linear.yaml", *DESIGN),
    **{name: REPLICATES[name] for name in FROZEN["gaps"] if name in REPLICATES},
}
LEAST = ("--least-base", "20", "--rely-on", "20")
CLOSE: dict[str, Any] = {"rel": 1e-9, "abs": 1e-12}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {
        name: ["" if each is None else str(each) for each in FROZEN["answers"][name]]
        for name in ("good", "prompt", "fair")
    }
    area = ["" if each is None else each for each in FROZEN["answers"]["place"]]
    write_wave(tmp_path, **answers, area=area)
    monkeypatch.chdir(tmp_path)


def test_every_sample_of_r_is_here() -> None:
    assert set(SAMPLES) == set(FROZEN["gaps"]) == set(FROZEN["journey"]) == set(FROZEN["drivers"])


def same_gap(ours: dict, theirs: dict) -> None:
    keys = {"value": "value", "se": "error", "lower": "lower", "upper": "upper", "df": "df", "p": "p"}
    for own, other in keys.items():
        assert ours[own] == pytest.approx(theirs[other], **CLOSE), own


@pytest.mark.parametrize("name", SAMPLES)
def test_gaps_of_groups_from_the_whole(name: str) -> None:
    found = command("gap", "--y", "good", "--group", "area", *LEAST, *SAMPLES[name])["gaps"]
    assert [each["level"] for each in found] == ["a", "b", "c", "d"]
    for ours, theirs in zip(found, FROZEN["gaps"][name]["places"], strict=True):
        same_gap(ours, theirs)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_gap_of_one_group_from_another(name: str) -> None:
    words = ("--y", "good", "--group", "sex", "--between", "men", "women", *LEAST, *SAMPLES[name])
    (found,) = command("gap", *words)["gaps"]
    same_gap(found, FROZEN["gaps"][name]["men_from_women"])


@pytest.mark.parametrize("name", SAMPLES)
def test_a_journey(name: str) -> None:
    stages = [word for stage in ("good", "prompt", "fair") for word in ("--stage", stage)]
    rows = command("journey", *stages, *SAMPLES[name])["rows"]
    for kind, theirs in (("share", "shares"), ("gap", "drops")):
        found = [row for row in rows if row["kind"] == kind]
        for ours, expected in zip(found, FROZEN["journey"][name][theirs], strict=True):
            for end in ("value", "lower", "upper"):
                assert ours[end] == pytest.approx(expected[end], **CLOSE), (kind, end)


def drivers(name: str) -> list[dict]:
    words = [word for driver in ("trust", "prompt", "good") for word in ("--drivers", driver)]
    return command("drivers", "--outcome", "fair", *words, "--runs", "20", *SAMPLES[name])["rows"]


def of_kind(rows: list[dict], kind: str) -> list[dict]:
    found = {row["name"]: row for row in rows if row["kind"] == kind and not row["group"]}
    return [found[driver] for driver in ("trust", "prompt", "good")]


@pytest.mark.parametrize("name", [name for name in SAMPLES if not name.startswith("jkn")])
def test_odds_ratios_and_points_of_drivers(name: str) -> None:
    rows = drivers(name)
    for kind, theirs in (("odds ratio", "odds"), ("points", "points")):
        for ours, expected in zip(of_kind(rows, kind), FROZEN["drivers"][name][theirs], strict=True):
            for end in ("value", "lower", "upper", "p"):
                assert ours[end] == pytest.approx(expected[end], **CLOSE), (kind, end)


@pytest.mark.parametrize("name", FROZEN["importance"])
def test_importance_from_bootstrap_replicates(name: str) -> None:
    found, theirs = of_kind(drivers(name), "importance"), FROZEN["importance"][name]
    assert [row["value"] for row in found] == pytest.approx(theirs["shares"], **CLOSE)
    assert [row["lower"] for row in found] == pytest.approx(theirs["lower"], **CLOSE)
    assert [row["upper"] for row in found] == pytest.approx(theirs["upper"], **CLOSE)
