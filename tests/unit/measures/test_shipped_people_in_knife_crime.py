"""The shipped measures of people in knife crime: shares are of those recorded, and a blank is nobody's."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager

import pyarrow as pa
import pytest

from peelian.catalogue.vintage import Slice, Vintage
from peelian.measures.findings import make_findings
from peelian.measures.read_measures import read_measures
from peelian.reference.area import Area
from peelian.workspace.definitions import gather_catalogue

JUNE = dt.date(2017, 6, 1)
USUAL = {
    "month": JUNE, "borough": "B1", "weapon": "knife", "injury": None, "victim_kind": "person", "suspects": 0,
    "offence_group": "robbery", "child_sexual_exploitation": None,
    "victim_age": None, "victim_sex": None, "victim_ethnicity_self": None,
    "suspect_age": None, "suspect_sex": None, "suspect_ethnicity_self": None,
}  # fmt: skip
ROWS = [
    {"victim_age": 24, "victim_sex": "M", "victim_ethnicity_self": "B1", "injury": True},
    {"victim_age": 25, "victim_sex": "F", "victim_ethnicity_self": "W2"},
    {"victim_age": 17, "victim_sex": "M", "victim_ethnicity_self__missing": "not stated", "injury": True},
    {"victim_sex__missing": "unknown", "victim_ethnicity_self": "A4", "injury": False},
    {"victim_age": 3, "victim_sex": "M", "victim_ethnicity_self": "B2", "weapon": "gun"},
    {"victim_age": 3, "victim_sex": "M", "victim_kind": "business"},
    {"suspects": 2, "suspect_age": 19, "suspect_sex": "M", "suspect_ethnicity_self": "M1", "weapon": "knife"},
    {"suspects": 1, "suspect_age__missing": "unknown", "suspect_sex": "F", "suspect_ethnicity_self": "W1"},
    {"weapon": None, "weapon__missing": "unknown", "child_sexual_exploitation": True,
     "offence_group": "sexual_offences"},
]  # fmt: skip
EXPECTED = {
    "knife_victims_under_25": (2, 3),
    "knife_victims_male": (2, 3),
    "knife_victims_ethnic_minority": (2, 3),
    "knife_injury_victims_under_25": (2, 2),
    "knife_injury_victims_male": (2, 2),
    "knife_injury_victims_ethnic_minority": (1, 1),
    "knife_suspects_under_25": (1, 1),
    "knife_suspects_male": (1, 2),
    "knife_suspects_ethnic_minority": (1, 2),
}
COUNTS = {
    "knife_crime_records": 7, "knife_victims": 6, "knife_injury_victims": 2, "knife_suspects": 2,
    "gun_crime": 1, "sexual_offences": 1, "child_sexual_exploitation": 1,
}  # fmt: skip


@pytest.fixture(scope="module")
def findings() -> list[dict]:
    catalogue = gather_catalogue(None)
    fields = catalogue.source("recorded_crime").fields
    whole = []
    for row in ROWS:
        told = USUAL | row
        for name in USUAL:
            if fields[name].missing:
                blank = "not recorded" if told[name] is None else None
                told.setdefault(f"{name}__missing", blank)
        whole.append(told)
    table = pa.Table.from_pylist(whole)
    table = table.set_column(table.column_names.index("month"), "month", table["month"].cast(pa.date32()))

    @contextmanager
    def opened(name: str):
        yield table

    vintage = Vintage(
        "v", "recorded_crime", "cris_offences", "cris", "v.csv", "v", 1, 1, 1, 0, 1,
        dt.datetime(2026, 1, 1, tzinfo=dt.UTC), 1, JUNE, JUNE, (Slice(("CRIS",), (JUNE,)),),
    )  # fmt: skip
    wanted = EXPECTED.keys() | COUNTS.keys()
    return make_findings(
        [each for each in read_measures((), catalogue=catalogue) if each.measure in wanted],
        catalogue=catalogue,
        rows=opened,
        vintages={"recorded_crime": [vintage]},
        areas={"F": Area("F", "force", "London"), "B1": Area("B1", "borough", "North", "F")},
        populations={},
        automatic={},
        code_version="0",
    ).to_pylist()


def one(findings, measure, kind):
    (found,) = [
        each
        for each in findings
        if (each["measure"], each["kind"], each["area_code"], each["period_kind"], each["group"])
        == (measure, kind, "F", "month", None)
    ]
    return found


@pytest.mark.parametrize("measure", EXPECTED)
def test_share_is_of_those_recorded(findings, measure):
    found = one(findings, measure, "share")
    assert (found["numerator"], found["denominator"]) == EXPECTED[measure]


@pytest.mark.parametrize("measure", COUNTS)
def test_count(findings, measure):
    assert one(findings, measure, "count")["value"] == COUNTS[measure]


def test_exploitation_carries_its_caveat(findings):
    caveats = one(findings, "child_sexual_exploitation", "count")["caveats"]
    assert "recorded_crime.exploitation-must-be-seen" in caveats
