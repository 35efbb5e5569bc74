"""A caveat or break put on a field reaches every figure that touches it, on the page and in the files."""

from __future__ import annotations

import csv
import datetime as dt

import pytest

from peelian.workspace.workspace import Workspace
from tests.acceptance.six_areas import make_anyshire, write_returns

LIMITS = """limits: recorded_crime_counts
caveats:
  - id: clerks-differ
    says: Two clerks tell burglary and robbery apart in different ways.
    scope: {fields: [offence]}
    severity: warn
    source: the clerks
breaks:
  - id: new-forms
    on: 2025-01-01
    says: New forms came in with the new year.
    scope: {fields: [offence], values: {offence: [robbery_personal]}}
    source: the printer
"""
SAID = "Two clerks tell burglary and robbery apart in different ways."


@pytest.fixture(scope="module")
def anyshire(tmp_path_factory):
    office = make_anyshire(tmp_path_factory.mktemp("caveats") / "anyshire")
    write_returns(office / "inbox" / "returns.csv")
    (office / "sources" / "limits.yaml").write_text(LIMITS, encoding="utf-8")
    ws = Workspace.open(office)
    ws.load()
    ws.build()
    return ws


@pytest.mark.parametrize(
    ("measure", "touched"),
    [
        ("offence_robbery_personal", True),
        ("offence_burglary_residential", True),
        ("recorded_crime", False),  # the page of a group would show it, for the offences listed there
    ],
)
def test_caveat_reaches_the_measures_that_touch_its_field(anyshire, measure, touched):
    found = anyshire.findings(measures=[measure])
    assert found
    assert all(("recorded_crime_counts.clerks-differ" in f.caveats) is touched for f in found)
    page = (anyshire.site / "offence" / f"{measure}.html").read_text("utf-8")
    assert (SAID in page) is touched


def test_caveat_is_in_every_csv_row_of_the_measures_that_touch_its_field(anyshire):
    seen = 0
    for path in (anyshire.site / "data").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if "measure" not in row or "caveats" not in row:
                    continue
                touched = row["measure"].startswith("offence_")
                assert ("clerks-differ" in row["caveats"]) is touched, path.name
                seen += touched
    assert seen > 100


def test_words_of_the_caveat_are_in_the_downloads(anyshire):
    files = list((anyshire.site / "data").glob("offence-offence_robbery_personal-*.csv"))
    assert files
    texts = {path.name: path.read_text("utf-8") for path in (anyshire.site / "data").glob("*.csv")}
    assert all(SAID in texts[path.name] or SAID in texts["caveats.csv"] for path in files)


def test_comparison_across_a_break_is_not_made(anyshire):
    found = anyshire.findings(measures=["offence_robbery_personal"], period_kind="rolling 12 months")
    across = [f for f in found if f.change and f.change.against.start < dt.date(2025, 1, 1) <= f.period.end]
    assert across
    for finding in across:
        assert finding.change.judgement == "not comparable"
        assert finding.change.change is None and finding.change.lower is None
        assert finding.value is not None
    others = anyshire.findings(measures=["offence_burglary_residential"], period_kind="rolling 12 months")
    assert {f.change.judgement for f in others if f.change} - {"not comparable"}


def test_page_says_not_comparable_and_names_the_day(anyshire):
    page = (anyshire.site / "offence" / "offence_robbery_personal.html").read_text("utf-8")
    assert "not comparable" in page
    assert "1 January 2025" in page
