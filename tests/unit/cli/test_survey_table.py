"""`peelian survey table`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from peelian import errors


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = [f"{1 + n % 3},{['Yes', 'No', 'Yes', 'Dont know'][n % 4]},{['a', 'b'][n % 2]}" for n in range(400)]
    (tmp_path / "f.csv").write_text("\n".join(["w,q,group", *rows]) + "\n", encoding="utf-8")
    return tmp_path


def peelian(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "peelian.cli.main", "survey", "table", "--data", "f.csv", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_prints_a_table(folder: Path) -> None:
    answer = peelian(folder, "--weight", "w", "--rows", "q", "--columns", "group", "--title", "Views")
    assert answer.returncode == 0, answer.stderr
    lines = answer.stdout.splitlines()
    assert lines[0] == "Views"
    assert any(line.startswith("Yes") and "100.0" in line and "A***" not in line for line in lines)
    assert "q: not answers, shown beside: Dont know." in lines


def test_json_and_files_hold_the_same(folder: Path) -> None:
    told = json.loads(peelian(folder, "--rows", "q", "--columns", "group", "--json").stdout)
    assert {each["group"] for each in told["columns"]} == {"All", "a", "b"}
    for ending in ("csv", "xlsx", "json", "txt"):
        answer = peelian(folder, "--rows", "q", "--columns", "group", "--out", f"t.{ending}")
        assert answer.stdout == f"t.{ending}: 3 rows, 3 columns\n"
        assert (folder / f"t.{ending}").stat().st_size > 100
    assert json.loads((folder / "t.json").read_text(encoding="utf-8")) == told


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--rows", "q", "--out", "t.pdf"), errors.NotFound.exit_code),
        (("--rows", "z"), errors.NotFound.exit_code),
        (("--rows", "q", "--weight", "group"), errors.FileRefused.exit_code),
        (("--rows", "q", "--holm", "--no-fdr"), errors.NotFound.exit_code),
        (
            ("--rows", "q", "--missing", "Yes", "--missing", "No", "--missing", "Dont know"),
            errors.FileRefused.exit_code,
        ),
        (("--mean", "w", "--missing", "1", "--missing", "2", "--missing", "3"), errors.FileRefused.exit_code),
        (("--rows", "q", "--out", "f.csv"), errors.FileRefused.exit_code),
        (("--rows", "q", "--out", "./f.csv"), errors.FileRefused.exit_code),
        (("--rows", "q", "--level", "95"), errors.NotFound.exit_code),
    ],
)
def test_what_cannot_be_done_ends_in_four_parts(folder: Path, words: tuple[str, ...], code: int) -> None:
    answer = peelian(folder, *words)
    assert answer.returncode == code
    assert answer.stdout == ""
    assert all(f"  {part} " in answer.stderr for part in ("found", "accepted", "next"))
    assert [path.name for path in folder.iterdir()] == ["f.csv"]
    assert (folder / "f.csv").read_text(encoding="utf-8").startswith("w,q,group\n")


def test_words_that_stand_nowhere_are_told(folder: Path) -> None:
    answer = peelian(folder, "--rows", "q", "--dont-know", "Dnot know", "--missing", "97", "--refused", "No")
    assert answer.returncode == 0, answer.stderr
    assert "'Dnot know', named as no answer, stands in none of the rows." in answer.stdout
    assert "'97', named by '--missing', stands in none of the columns used." in answer.stdout
    assert "'No'," not in answer.stdout


def test_a_heading_given_twice_makes_its_columns_once(folder: Path) -> None:
    twice = peelian(folder, "--rows", "q", "--columns", "group", "--columns", "group")
    assert twice.stdout == peelian(folder, "--rows", "q", "--columns", "group").stdout
