"""Periods."""

from __future__ import annotations

import datetime as dt

import pytest

from peelian.reference.period import Period, add_months


@pytest.mark.parametrize(
    ("period", "start", "end", "words"),
    [
        (Period.month(dt.date(2024, 2, 15)), (2024, 2, 1), (2024, 2, 29), "February 2024"),
        (Period.rolling_12(dt.date(2025, 11, 1)), (2024, 12, 1), (2025, 11, 30), "the year to November 2025"),
        (Period.calendar_year(2016), (2016, 1, 1), (2016, 12, 31), "2016"),
    ],
)
def test_periods_include_both_ends(period, start, end, words):
    assert (period.start, period.end) == (dt.date(*start), dt.date(*end))
    assert period.words() == words
    assert period.spans(period.end)
    assert not period.spans(period.end + dt.timedelta(days=1))


@pytest.mark.parametrize(
    ("months", "result"), [(0, (2024, 1)), (-1, (2023, 12)), (12, (2025, 1)), (-13, (2022, 12))]
)
def test_months_are_added_over_years(months, result):
    assert add_months(dt.date(2024, 1, 1), months) == dt.date(*result, 1)


def test_period_that_ends_before_it_starts_is_refused():
    with pytest.raises(ValueError, match="before"):
        Period(dt.date(2024, 2, 1), dt.date(2024, 1, 1))
