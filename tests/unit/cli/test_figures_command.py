"""`peelian figures check`: what it prints, its exit codes, and its JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from peelian.errors import Disagreement, FileRefused, NotFound

WRONG = "They made up 41% (31 of 73 victims) of homicides.\n"
RIGHT = "In 2018, 36 of 97 victims (37%) were under 25.\n"
NO_BASE = "In almost two thirds of them (64%, n=43) both were young.\n"


@pytest.fixture
def peelian(tmp_path):
    for name, text in {"wrong.md": WRONG, "right.md": RIGHT, "bare.md": NO_BASE, "empty.md": ""}.items():
        (tmp_path / name).write_text(text)

    def run(*words):
        command = [sys.executable, "-m", "peelian.cli.main", "figures", "check", *words]
        wide = {**os.environ, "COLUMNS": "240"}
        return subprocess.run(command, cwd=tmp_path, env=wide, capture_output=True, text=True, check=False)

    return run


@pytest.mark.parametrize(
    ("files", "code"),
    [
        (("right.md",), 0),
        (("bare.md",), 0),
        (("wrong.md",), Disagreement.exit_code),
        (("right.md", "wrong.md"), Disagreement.exit_code),
        (("empty.md",), FileRefused.exit_code),
        (("none.md",), NotFound.exit_code),
        (("right.md", "empty.md"), FileRefused.exit_code),
        (("wrong.md", "none.md"), Disagreement.exit_code),
        ((), 2),
    ],
)
def test_exit_code_says_what_was_found(peelian, files, code):
    assert peelian(*files).returncode == code


def test_table_for_people_names_the_figures(peelian):
    answer = peelian("wrong.md")
    for words in ("1 disagree", "line 1", "41% (31 of 73)", "42.5% (31 of 73)", "print 42%"):
        assert words in answer.stdout
    assert answer.stderr == ""


def test_what_agrees_is_shown_only_when_asked(peelian):
    assert "37.1%" not in peelian("right.md").stdout
    assert "37.1% (36 of 97)" in peelian("right.md", "--all").stdout


def test_missing_base_is_a_milder_matter(peelian):
    answer = peelian("bare.md")
    assert "0 disagree" in answer.stdout
    assert "which must be 67" in " ".join(answer.stdout.split())


def test_json_holds_every_part_of_a_report(peelian):
    answer = peelian("wrong.md", "bare.md", "empty.md", "--json")
    wrong, bare, empty = json.loads(answer.stdout)["files"]
    (report,) = wrong["reports"]
    assert report["kind"] == "disagrees"
    assert report["place"] == {"says": "line 1", "line": 1}
    assert (report["printed"], report["gives"], report["count"], report["base"]) == (
        "41% (31 of 73)",
        "42.5%",
        31,
        73,
    )
    assert report["words"] == WRONG.strip()
    assert report["candidates"][0] == {
        "base": 73,
        "gives": "42.5%",
        "agrees": False,
        "why": "'31 of 73' stands beside it",
    }
    assert report["next"]
    assert bare["tally"] == {"disagrees": 0, "no base": 1, "advice": 0, "agrees": 0, "not checked": 1}
    assert empty["problem"]["exit_code"] == FileRefused.exit_code


def test_single_refused_file_is_an_error_of_four_parts(peelian):
    answer = peelian("empty.md")
    for part in ("found", "accepted", "next"):
        assert f"  {part} " in answer.stderr
    record = json.loads(peelian("empty.md", "--json").stdout)
    assert record["exit_code"] == FileRefused.exit_code


def test_a_document_that_is_not_there_names_one_with_a_like_name(peelian):
    ran = peelian("wrnog.md")
    assert ran.returncode == NotFound.exit_code
    assert "write 'wrong.md'" in ran.stderr
    assert "check the path and the name" in peelian("quite-another.pptx").stderr
