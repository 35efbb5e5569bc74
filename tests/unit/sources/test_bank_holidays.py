"""Bank holidays: every year has those that the rules give, and the single days that were added or moved."""

from __future__ import annotations

import datetime as dt

import pytest

from peelian.catalogue.catalogue import Catalogue

ADDED = {
    2011: {"2011-04-29"}, 2012: {"2012-06-05"}, 2022: {"2022-06-03", "2022-09-19"}, 2023: {"2023-05-08"},
}  # fmt: skip
EASTER_MONDAYS = {
    2011: "04-25", 2012: "04-09", 2013: "04-01", 2014: "04-21", 2015: "04-06", 2016: "03-28", 2017: "04-17",
    2018: "04-02", 2019: "04-22", 2020: "04-13", 2021: "04-05", 2022: "04-18", 2023: "04-10", 2024: "04-01",
    2025: "04-21", 2026: "04-06", 2027: "03-29",
}  # fmt: skip


@pytest.mark.parametrize("year", EASTER_MONDAYS)
def test_year_has_eight_days_and_those_added(catalogue: Catalogue, year: int) -> None:
    days = {
        day for day in catalogue.codes["bank_holidays_england_and_wales"].list if day.startswith(str(year))
    }
    assert len(days) == 8 + len(ADDED.get(year, ()))
    assert ADDED.get(year, set()) <= days
    assert all(dt.date.fromisoformat(day).weekday() < 5 for day in days)
    monday = dt.date.fromisoformat(f"{year}-{EASTER_MONDAYS[year]}")
    assert {monday.isoformat(), (monday - dt.timedelta(days=3)).isoformat()} <= days


def test_moved_days_stand_where_they_were_moved_to(catalogue: Catalogue) -> None:
    days = catalogue.codes["bank_holidays_england_and_wales"].list
    assert {"2012-06-04", "2020-05-08", "2022-06-02"} <= set(days)
    assert not {"2012-05-28", "2020-05-04", "2022-05-30"} & set(days)
