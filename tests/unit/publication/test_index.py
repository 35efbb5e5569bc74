from __future__ import annotations

import datetime as dt

import pyarrow as pa
import pytest

from peelian.findings.store import FINDINGS_SCHEMA, to_findings
from peelian.publication.index import FindingIndex
from peelian.reference.area import Area
from peelian.reference.period import Period
from tests.fabricated import finding_row

A, B = Area("A1", "borough", "Aham"), Area("B1", "borough", "Bham")


def table(rows):
    return pa.Table.from_pylist(rows).select(FINDINGS_SCHEMA.names).cast(FINDINGS_SCHEMA)


@pytest.fixture
def index():
    months = [Period.month(dt.date(2025, m, 1)) for m in (3, 1, 2)]
    rows = [
        finding_row("x", "X", area, period, float(n)) for area in (A, B) for n, period in enumerate(months)
    ]
    rows.pop()
    rows.append(finding_row("x", "X", A, months[0], 2.5, kind="rate", unit="offences per 1,000 residents"))
    rows.append(finding_row("x", "X", A, months[0], 1.0, group="sex=F"))
    return FindingIndex(table(rows))


def test_series_come_in_order_of_date(index):
    assert [f.value for f in index.series("x", "A1", "month")] == [1.0, 2.0, 0.0]
    assert [f.value for f in index.series("x", "A1", "month", last=2)] == [2.0, 0.0]


def test_unknown_series_is_empty(index):
    assert index.series("y", "A1", "month") == ()


def test_second_form_has_a_name_of_its_own(index):
    assert index.measures == ("x",)
    assert [f.value for f in index.series("x:rate", "A1", "month")] == [2.5]


def test_newest_is_by_level_and_kind(index):
    assert index.newest("x", level="borough", kind="month") == dt.date(2025, 3, 31)
    assert index.newest("x", level="ward", kind="month") is None


def test_places_without_that_period_are_left_out(index):
    found = index.at("x", ["A1", "B1", "C1"], "month", end=dt.date(2025, 2, 28))
    assert [f.area.name for f in found] == ["Aham"]


def test_groups_stay_apart_from_everyone(index):
    assert index.groups("x", "A1", "month") == ("sex=F",)
    assert [f.value for f in index.series("x", "A1", "month", group="sex=F")] == [1.0]


def test_rows_are_read_as_the_store_reads_them(six):
    wanted = six.findings.slice(0, 400)
    index = FindingIndex(wanted)
    store = {(f.measure, f.area.code, f.period, f.group): f for f in to_findings(wanted)}
    seen = [
        f
        for m in index.measures
        for a in index.areas
        for k in index.kinds(m)
        for f in index.series(m, a.code, k)
    ]
    assert len(seen) == len(store)
    assert all(store[f.measure, f.area.code, f.period, f.group] == f for f in seen)


def test_empty_table_has_nothing():
    index = FindingIndex(FINDINGS_SCHEMA.empty_table())
    assert (index.measures, index.areas) == ((), ())


def test_form_is_that_of_all_findings_of_a_measure(index):
    assert (index.form("x"), index.form("x:rate"), index.form("y")) == ("count", "rate", "")


def test_lines_are_series_read_together_from_the_newest_back(index):
    keys = [("x", "B1", "month", ""), ("x", "A1", "month", ""), ("x", "C1", "month", "")]
    found = index.lines(keys, last=3, step=2)
    assert {key[1]: [f.value for f in line] for key, line in found.items()} == {
        "B1": [0.0],
        "A1": [1.0, 0.0],
        "C1": [],
    }
    assert [f.value for f in index.lines(keys, last=2)["x", "A1", "month", ""]] == [2.0, 0.0]


def test_last_leaves_out_groups_that_end_earlier():
    early, late = (Period.month(dt.date(2025, month, 1)) for month in (2, 3))
    rows = [finding_row("x", "X", A, early, 1.0, group="sex=F"), finding_row("x", "X", A, early, 2.0)]
    rows += [finding_row("x", "X", A, late, 3.0), finding_row("x", "X", A, late, 4.0, group="sex=M")]
    found = FindingIndex(table(rows)).last("x", "A1", "month", groups=("", "sex=F", "sex=M"), most=4)
    assert [(f.group, f.value) for f in found] == [(None, 3.0), ("sex=M", 4.0)]


def test_last_takes_no_more_of_a_group_than_asked_for():
    month = Period.month(dt.date(2025, 3, 1))
    rows = [finding_row("x", "X", A, month, float(number)) for number in range(3)]
    index = FindingIndex(table(rows))
    assert [f.value for f in index.last("x", "A1", "month", groups=("",), most=2)] == [1.0, 2.0]
    assert index.last("x", "A1", "quarter", groups=("",), most=2) == ()


def test_what_was_read_lately_is_the_same_finding(index):
    newest = index.series("x", "A1", "month")[-1]
    assert index.at("x", ["A1"], "month", end=newest.period.end)[0] is newest


@pytest.mark.parametrize("bound", ["_REMEMBERED", "_COUNTED"])
def test_answers_are_the_same_where_little_is_kept(six, monkeypatch, bound):
    wanted = six.findings.slice(0, 400)

    def told():
        index = FindingIndex(wanted)
        asked = [(m, a.code, k) for m in index.measures for a in index.areas for k in sorted(index.kinds(m))]
        newest = [index.newest(m, level="force", kind=k) for m, _, k in asked]
        return [index.series(*each) for each in asked * 2], newest, index.areas

    before = told()
    monkeypatch.setattr(f"peelian.publication.index.{bound}", 2)
    assert told() == before
