"""Findings and revisions that are asked for and are not there: what is there is named."""

from __future__ import annotations

import subprocess
import sys

import pytest

from peelian.errors import NotFound
from peelian.workspace.creating import create_workspace
from peelian.workspace.workspace import Workspace
from tests.acceptance.anyshire_returns import write_anyshire_returns


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = create_workspace(tmp_path_factory.mktemp("asked") / "office", template="anyshire")
    write_anyshire_returns(folder / "inbox" / "returns.csv")
    ws = Workspace.open(folder)
    ws.load()
    ws.build()
    return ws


@pytest.mark.parametrize(
    ("words", "accepted"),
    [
        (("findings", "--period", "2024-13"), "a month such as 2024-01"),
        (("findings", "--period", "1901-01"), "findings end in months from"),
        (("findings", "--period", "2024-06..2024-01"), "the earlier first"),
        (("findings", "--kind", "weekly"), "month, rolling 12 months"),
        (("findings", "--group", "colour=red"), "none"),
        (("revisions", "--month", "x"), "such as 2024-01"),
        (("revisions", "--month", "2024-13"), "such as 2024-01"),
        (("revisions", "--source", "x"), "recorded_crime_counts"),
        (("revisions", "--field", "x"), "total"),
    ],
)
def test_what_is_not_there_is_refused_with_what_is(built, words, accepted):
    command = [sys.executable, "-m", "peelian.cli.main", *words, "-w", str(built.folder)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert answer.returncode == NotFound.exit_code
    assert answer.stdout == ""
    assert words[-1] in answer.stderr
    assert accepted in " ".join(answer.stderr.split())


def test_nothing_revised_is_an_answer(built):
    assert built.revisions(source="recorded_crime_counts", month="2024-01", field="total") == ()


def test_what_is_there_is_found(built):
    found = built.findings(period="latest", period_kind="month", group="none")
    assert found
    assert {each.period.kind for each in found} == {"month"}
