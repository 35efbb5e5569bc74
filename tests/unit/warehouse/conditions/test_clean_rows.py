"""Nothing is noticed about data in which nothing is wrong."""

from __future__ import annotations

import datetime as dt
import random

import pytest


def test_whole_month_is_clean(found, searches, whole_month):
    assert found(searches, whole_month()) == {}


def test_whole_table_is_clean(found, counts, table):
    assert found(counts, table()) == {}
    assert found(counts, table(), wide=True) == {}


def test_no_rows_at_all_are_clean(found, searches, counts):
    assert set(found(searches, [])) == set()
    assert set(found(counts, [])) == set()


@pytest.mark.parametrize(("mean", "years"), [(3, 20), (8, 10), (40, 4)])
def test_chance_alone_is_no_partial_month(found, searches, whole_month, mean, years):
    """Years of whole months with noise and half of the Sundays all but empty: none is called partial."""
    chance = random.Random(20230301)
    rows = [
        row
        for year in range(2023 - years, 2023)
        for month in range(1, 13)
        for row in whole_month(each=3 * mean, month=dt.date(year, month, 1))
        if chance.random() < (1 / 3 if row["day"].isoweekday() < 7 or row["day"].day % 2 else 1 / 30)
    ]
    assert found(searches, rows) == {}


def test_working_days_only_are_no_partial_month(found, searches, whole_month):
    working = [day for day in range(1, 31) if dt.date(2023, 4, day).weekday() < 5]
    assert found(searches, whole_month(days=working, month=dt.date(2023, 4, 1))) == {}
