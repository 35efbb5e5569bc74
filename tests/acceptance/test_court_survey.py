"""A survey nobody foresaw goes live by one YAML file: loaded, weighed, estimated, published, no code."""

from __future__ import annotations

import csv
import math
import random
import shutil
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from peelian.workspace.creating import create_workspace
from peelian.workspace.workspace import Workspace

DEFINITION = Path(__file__).parent / "court_survey" / "court_satisfaction.yaml"
POLICY = """policy: court-office
version: "1"
title: Answers of surveys held in-house
says: Shares of surveys are shown; fewer than five people are hidden.
rungs: [open, in-house only]
protects:
  - of: {rungs: [in-house only]}
    below: 5
    whole groups: hidden
against: {narrowest: 5, knows the rule: true}
"""
HEADINGS = ("Interview", "Interview Date", "Wave", "Weight", "Court Type", "Borough Code", "Role", "Overall",
            "Told When")  # fmt: skip
Answer = dict[str, str]


def interviews(wave: str, month: int, *, number: int, seed: int) -> list[Answer]:
    """Return made-up interviews of one quarter, none of them real."""
    rng = random.Random(seed)
    made = []
    for each in range(number):
        court = "Crown" if each % 3 == 0 else "Magistrates"
        made.append(
            {
                "Interview": f"{wave}-{each:04d}",
                "Interview Date": f"2018-{month + each % 3:02d}-{1 + each % 28:02d}",
                "Wave": wave,
                "Weight": f"{rng.uniform(0.4, 2.6):.3f}",
                "Court Type": court,
                "Borough Code": rng.choice(["E09000007", "E09000028", "E09000033"]),
                "Role": rng.choice("VVW"),
                "Overall": rng.choice(["VS", "FS", "FS", "N", "FD", "VD", "DK", "RF"]),
                "Told When": rng.choice(["Y", "Y", "N", "DK", "X", ""]),
            }
        )
    return made


def spoilt(good: list[Answer]) -> list[Answer]:
    """Return lines that must not be counted: bad weights, a strange code, no day, and one sent twice."""
    fresh = [{**row, "Interview": f"bad-{place}"} for place, row in enumerate(good[:5])]
    fresh[0]["Weight"] = ""
    fresh[1]["Weight"] = "0"
    fresh[2]["Overall"] = "7"
    fresh[3]["Interview Date"] = "2018-02-30"
    fresh[4]["Weight"] = "-1"
    return [*fresh, dict(good[10])]


def write(path: Path, rows: list[Answer]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, HEADINGS)
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture(scope="module")
def court(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("court")
    office = create_workspace(folder / "office", template="london", with_plan=False)
    (office / "disclosure").mkdir()
    (office / "disclosure" / "policy.yaml").write_text(POLICY, encoding="utf-8")
    settings = office / "peelian.yaml"
    text = settings.read_text("utf-8").replace("disclosure: open-counts", "disclosure: court-office")
    settings.write_text(text, encoding="utf-8")
    shutil.copy(DEFINITION, office / "surveys" / DEFINITION.name)
    first, second = (
        interviews("2018Q1", 1, number=420, seed=1),
        interviews("2018Q2", 4, number=390, seed=2),
    )
    write(office / "inbox" / "q1.csv", [*first, *spoilt(first)])
    write(office / "inbox" / "q2.csv", second)
    ws = Workspace.open(office)
    report = ws.load()
    return {
        "ws": ws,
        "report": report,
        "build": ws.build(),
        "waves": {"2018-03-31": first, "2018-06-30": second},
    }


def share(rows: list[Answer], heading: str, yes: set[str], answers: set[str]) -> tuple[float, float, int]:
    """Return the weighted share, its linearised error with strata, and the base, from scratch."""
    said = [row for row in rows if row[heading] in answers]
    weights = {row["Interview"]: float(row["Weight"]) for row in said}
    total = sum(weights.values())
    p = sum(weights[row["Interview"]] for row in said if row[heading] in yes) / total
    strata: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        inside = row[heading] in answers
        strata[row["Court Type"]].append(
            float(row["Weight"]) * ((row[heading] in yes) - p) / total if inside else 0.0
        )
    variance = 0.0
    for influences in strata.values():
        n, mean = len(influences), sum(influences) / len(influences)
        variance += n / (n - 1) * sum((each - mean) ** 2 for each in influences)
    return p, math.sqrt(variance), len(said)


def test_lines_that_are_wrong_are_set_aside_and_told(court):
    lines = {Path(line.path).name: line for line in court["report"].lines}
    assert (lines["q1.csv"].records, lines["q1.csv"].accepted) == (426, 420)
    assert lines["q1.csv"].quarantined == 6
    assert (lines["q2.csv"].records, lines["q2.csv"].quarantined) == (390, 0)
    assert {line.layout for line in lines.values()} == {"court_satisfaction_answers"}


@pytest.mark.parametrize(
    ("measure", "heading", "yes", "answers"),
    [
        ("court_satisfied", "Overall", {"VS", "FS"}, {"VS", "FS", "N", "FD", "VD"}),
        ("court_kept_informed", "Told When", {"Y"}, {"Y", "N"}),
    ],
)
def test_findings_are_the_weighted_shares_worked_out_by_hand(court, measure, heading, yes, answers):
    found = {
        each.period.end.isoformat(): each
        for each in court["ws"].findings(measures=[measure], group="none")
        if each.area.level == "force" and each.period.kind == "quarter"
    }
    for end, rows in court["waves"].items():
        p, error, base = share(rows, heading, yes, answers)
        finding = found[end]
        assert finding.state == "shown"
        assert finding.base == base
        assert finding.value == pytest.approx(p, abs=1e-12)
        assert finding.lower < p < finding.upper
        # Near the middle, an interval on the scale of logits is close to one of plus and minus 1.96 errors.
        assert (finding.upper - finding.lower) / 2 == pytest.approx(1.96 * error, rel=0.02)


def test_groups_of_the_measure_are_told_apart(court):
    (victims,) = [
        each
        for each in court["ws"].findings(measures=["court_satisfied"], group="role=V")
        if each.period.kind == "quarter" and each.period.end.isoformat() == "2018-03-31"
    ]
    rows = [row for row in court["waves"]["2018-03-31"] if row["Role"] == "V"]
    p, _, base = share(rows, "Overall", {"VS", "FS"}, {"VS", "FS", "N", "FD", "VD"})
    assert victims.base == base
    assert victims.value == pytest.approx(p, abs=1e-12)


def test_the_site_has_the_survey_and_its_measures(court):
    site = court["ws"].site
    pages = {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in site.rglob("*.html")}
    assert any("court_satisfied" in path for path in pages)
    asked = "Taking everything together, how satisfied are you with how you were served at court?"
    assert any(asked in text.replace("&#39;", "'") for text in pages.values())
