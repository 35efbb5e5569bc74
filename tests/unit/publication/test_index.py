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
