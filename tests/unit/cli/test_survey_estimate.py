"""`peelian survey estimate`: what it prints, its JSON and its exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from peelian.errors import FileRefused, NotFound

KEYS = ["y", "group", "level", "value", "se", "lower", "upper", "df", "n", "deff"]


@pytest.fixture
def peelian(tmp_path: Path):
    rows = "".join(f"{10 + row % 3},{row % 2},{row % 4},{'Yes' if row % 3 else 'No'}\n" for row in range(40))
    (tmp_path / "f.csv").write_text("w,s,y,answer\n" + rows, encoding="utf-8")

    def run(*words: str) -> subprocess.CompletedProcess:
        command = [sys.executable, "-m", "peelian.cli.main", "survey", "estimate", "--data", "f.csv", *words]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    return run


def test_json_is_exactly_the_estimates(peelian) -> None:
    ran = peelian("--weight", "w", "--strata", "s", "--y", "answer", "--stat", "proportion", "--json")
    document = json.loads(ran.stdout)
    assert list(document) == ["estimates"]
    assert [list(each) for each in document["estimates"]] == [KEYS, KEYS]
    assert [each["level"] for each in document["estimates"]] == ["No", "Yes"]
    assert document["estimates"][0]["group"] is None
    assert ran.returncode == 0
    assert "Degrees of freedom" in ran.stderr


def test_a_table_with_base_margin_and_notes(peelian) -> None:
    ran = peelian("--y", "answer", "--by", "s")
    heading, first = ran.stdout.splitlines()[:2]
    assert heading.split() == ["question", "group", "answer", "value", "margin", "from", "to", "base", "deff"]
    assert first.split()[:4] == ["answer", "0", "No", "35.0"]
    assert "No weights were named: each row weighs 1." in ran.stdout


def test_several_questions_and_quantiles(peelian) -> None:
    words = ("--weight", "w", "--y", "y", "--y", "w", "--stat", "quantile", "--at", "0.25", "--at", "0.5")
    found = json.loads(peelian(*words, "--json").stdout)["estimates"]
    assert [(each["y"], each["level"]) for each in found] == [
        ("y", "0.25"),
        ("y", "0.5"),
        ("w", "0.25"),
        ("w", "0.5"),
    ]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--y", "answr"), NotFound.exit_code),
        (("--y", "answer", "--stat", "mean"), FileRefused.exit_code),
        (("--y", "y", "--stat", "median"), NotFound.exit_code),
        (("--y", "y", "--strata", "w", "--psu", "s", "--stat", "mean"), 0),
        (("--stat", "mean"), 2),
    ],
)
def test_exit_codes(peelian, words: tuple[str, ...], code: int) -> None:
    assert peelian(*words).returncode == code


def test_errors_have_four_parts_in_json(peelian) -> None:
    record = json.loads(peelian("--y", "answr", "--json").stdout)
    assert record["accepted"] == "answer"
    assert {"thing", "found", "accepted", "next", "exit_code"} <= set(record)
