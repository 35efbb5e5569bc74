"""The stub of a month at either end of a file."""

from __future__ import annotations

import datetime as dt

import pytest


@pytest.mark.parametrize(("stub", "end"), [(1, dt.date(2024, 1, 31)), (6, dt.date(2024, 6, 30))])
def test_tiny_month_at_an_end_is_a_stub(found, counts, table, stub, end):
    rows = table(count=lambda month, ward, offence: 0 if month == stub else 1000)
    rows[0 if stub == 1 else -1]["offences"] = 39
    condition = found(counts, rows)["stub-month"]
    assert "39 offences" in condition.says
    assert "6,000" in condition.says
    assert (condition.start, condition.end, condition.severity) == (end.replace(day=1), end, "block")


def test_tiny_month_inside_is_no_stub(found, counts, table):
    rows = table(count=lambda month, ward, offence: 1 if month == 3 else 1000)
    assert "stub-month" not in found(counts, rows)


@pytest.mark.parametrize("amounts", [[40, 100, 100, 100, 100], [1, 4, 30, 300, 900], [0, 3, 2, 4, 3]])
def test_low_growing_or_small_series_have_no_stub(found, counts, table, amounts):
    rows = [row for row in table(months=5) if (row["ward"], row["offence"]) == ("w1", "a")]
    rows = [{**row, "offences": amount} for row, amount in zip(rows, amounts, strict=True)]
    assert "stub-month" not in found(counts, rows)


def test_three_months_are_too_few_to_tell(found, counts, table):
    rows = table(months=3, count=lambda month, ward, offence: 1 if month == 1 else 1000)
    assert "stub-month" not in found(counts, rows)


def test_records_are_counted_where_there_is_no_count(found, searches, whole_month):
    rows = [row for month in range(1, 6) for row in whole_month(month=dt.date(2023, month, 1))]
    stub = whole_month(days=[30], each=3, month=dt.date(2022, 12, 1))
    assert "3 records" in found(searches, stub + rows)["stub-month"].says


def test_fieldwork_may_touch_a_month_by_a_few_days(found, searches, whole_month):
    rows = [row for month in range(1, 6) for row in whole_month(month=dt.date(2023, month, 1))]
    rows = whole_month(days=[30], each=3, month=dt.date(2022, 12, 1)) + rows
    assert "stub-month" in found(searches, rows)
    assert "stub-month" not in found(searches.model_copy(update={"in_waves": True}), rows)
