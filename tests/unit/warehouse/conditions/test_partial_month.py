"""A month that stops early or begins late is noticed, and by how much is said."""

from __future__ import annotations

import datetime as dt

import pytest


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (range(1, 18), "stop on 17 March 2023, 14 days before the month ends"),
        (range(1, 31), "stop on 30 March 2023, 1 day before the month ends"),
        (range(9, 32), "begin on 9 March 2023, 8 days after the month began"),
    ],
)
def test_busy_month_with_silent_end_is_partial(found, searches, whole_month, days, words):
    condition = found(searches, whole_month(days=list(days), each=40))["partial-month"]
    assert words in condition.says
    assert f"{40 * len(days):,}" in condition.says
    assert condition.severity == "block"
    assert (condition.start, condition.end) == (dt.date(2023, 3, 1), dt.date(2023, 3, 31))


@pytest.mark.parametrize(("each", "silent", "partial"), [(1, 1, False), (2, 9, True), (40, 1, True)])
def test_quiet_force_must_be_silent_for_longer(found, searches, whole_month, each, silent, partial):
    rows = whole_month(days=list(range(1, 32 - silent)), each=each)
    rows = [row for row in rows if each > 2 or row["day"].day % 5]  # every fifth day has none
    assert ("partial-month" in found(searches, rows)) is partial


def test_few_records_are_left_alone(found, searches, whole_month):
    assert "partial-month" not in found(searches, whole_month(days=[1, 2, 3], each=9))


def test_each_force_is_looked_at_by_itself(found, searches, whole_month):
    north = whole_month()
    south = [
        {**row, "force": "south", "reference": "s" + row["reference"]}
        for row in whole_month(days=list(range(1, 11)), each=30)
    ]
    assert "stop on 10 March" in found(searches, north + south)["partial-month"].says


def test_source_dated_by_month_has_no_partial_month(found, counts, table):
    assert "partial-month" not in found(counts, table(months=1))


@pytest.mark.parametrize(
    ("systems", "days", "partial"),
    [
        ([{"name": "New", "from": dt.date(2023, 3, 20)}], range(20, 32), False),
        ([{"name": "New", "from": dt.date(2023, 3, 10)}], range(20, 32), True),
        ([{"name": "Old", "to": dt.date(2023, 3, 19)}], range(1, 20), False),
        ([{"name": "Old", "to": dt.date(2023, 3, 25)}], range(1, 20), True),
        ([{"name": "Old", "to": dt.date(2023, 3, 10)}], range(1, 20), True),
    ],
)
def test_only_the_days_of_a_system_in_use_are_expected(found, searches, whole_month, systems, days, partial):
    source = type(searches).model_validate({**searches.model_dump(by_alias=True), "systems": systems})
    assert ("partial-month" in found(source, whole_month(days=list(days), each=40))) is partial


def test_fieldwork_may_begin_and_end_on_any_day(found, searches, whole_month):
    in_waves = searches.model_copy(update={"in_waves": True})
    rows = whole_month(days=list(range(1, 18)), each=40)
    assert "partial-month" in found(searches, rows)
    assert "partial-month" not in found(in_waves, rows)
