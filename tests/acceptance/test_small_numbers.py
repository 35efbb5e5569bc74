"""Small numbers in a whole workspace: its own policy, hidden on every page, registered, attacked in vain."""

from __future__ import annotations

import csv
import json
import random
import subprocess
import sys

import pytest

from peelian.errors import Withheld
from peelian.workspace.workspace import Workspace
from tests.acceptance.six_areas import AREAS, OFFENCES, make_anyshire

POLICY = """policy: board
version: "1"
title: Counts of five or more
says: Counts below five are hidden.
rungs: [open]
protects:
  - {below: 5}
against: {narrowest: 4, knows the rule: true}
"""


def write_sparse_returns(path, *, seed=6):
    """Write returns in which many months have few offences."""
    rng = random.Random(seed)
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["Place", "Crime", "Month", "Number"])
        for step in range(26):
            month = f"{2023 + (step + 8) // 12}-{(step + 8) % 12 + 1:02d}"
            for place, name in enumerate(AREAS.values()):
                for crime in OFFENCES:
                    writer.writerow([name, crime, month, rng.randint(0, 9) + (30 if place > 2 else 0)])


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    office = make_anyshire(tmp_path_factory.mktemp("small") / "anyshire")
    settings = office / "peelian.yaml"
    settings.write_text(settings.read_text("utf-8").replace("disclosure: open-counts", "disclosure: board"))
    (office / "disclosure").mkdir(exist_ok=True)
    (office / "disclosure" / "board.yaml").write_text(POLICY, encoding="utf-8")
    write_sparse_returns(office / "inbox" / "returns.csv")
    ws = Workspace.open(office)
    ws.load()
    return ws, ws.build()


def peelian(ws, *words):
    command = [sys.executable, "-m", "peelian.cli.main", *words, "-w", str(ws.folder), "--json"]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def test_build_says_how_many_are_hidden_and_none_is_a_number(built):
    ws, report = built
    hidden = [finding for finding in ws.findings() if finding.state == "suppressed"]
    assert len(hidden) == report.suppressed > 0
    assert report.as_record()["suppressed"] == report.suppressed
    for finding in hidden:
        record = finding.as_record()
        assert record["value"] is record["numerator"] is record["base"] is record["against"] is None
    counts = [f for f in ws.findings() if f.kind == "count" and f.state == "shown"]
    assert not [f for f in counts if 0 < f.value < 5]
    assert counts


def test_nothing_hidden_can_be_recovered(built):
    ws, report = built
    assert ws.recoverable(together=False) == ()
    assert peelian(ws, "disclosure", "audit") == {
        "release": report.release, "suppressed": report.suppressed, "recoverable": [],
    }  # fmt: skip
    assert peelian(ws, "release", "check")["recoverable"] == []


def test_same_content_is_no_new_release(built):
    ws, report = built
    assert ws.build().release == report.release
    (release,) = peelian(ws, "release", "list")["releases"]
    assert release["id"] == report.release
    assert release["policy"] == "board 1"
    assert peelian(ws, "release", "show", report.release) == release


def test_policies_are_listed_with_the_one_in_force(built):
    answer = peelian(built[0], "disclosure", "policies")
    assert answer["in_force"] == "board"
    assert {"board", "open-counts", "persons-5"} <= {each["policy"] for each in answer["policies"]}


def test_missing_policy_withholds_everything(tmp_path):
    other = make_anyshire(tmp_path / "other")
    settings = other / "peelian.yaml"
    settings.write_text(settings.read_text("utf-8").replace("disclosure: open-counts", "disclosure: board"))
    with pytest.raises(Withheld) as caught:
        Workspace.open(other).build()
    assert caught.value.found == "'board'"
    assert not (other / "site" / "index.html").exists()


def test_records_of_a_protected_source_are_counted_nowhere_but_in_findings(built):
    ws, _ = built
    assert not list((ws.site / "data").glob("*quality-recorded_crime_counts*"))
    assert not (ws.site / "quality" / "recorded_crime_counts.html").exists()
    for name in ("loads.html", "revisions.html", "quality/index.html"):
        text = (ws.site / name).read_text("utf-8")
        assert "returns.csv" not in text
        assert "Nothing is listed here of" in text, name
