"""Traps that compare areas and kinds: found where they are, told in words, and not where there are none."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from peelian.catalogue.source import Source
from peelian.reference.period import add_months

START = dt.date(2023, 1, 1)
AREAS = ("A", "B", "C", "D")


@pytest.fixture
def crimes(searches: Source) -> Source:
    told = searches.model_dump(by_alias=True) | {
        "source": "crimes",
        "slices": [],
        "areas": {"borough": {"code": "borough"}},
        "fields": {
            "reference": {"type": "text", "role": "identifier"},
            "month": {"type": "month", "role": "date"},
            "borough": {"type": "area", "level": "borough"},
            "venue": {"type": "text", "label": "Kind of place"},
            "reported_on": {"type": "date", "role": "date"},
            "recorded_on": {"type": "date", "role": "date", "label": "Date recorded"},
            "committed_on": {
                "type": "date",
                "role": "date",
                "label": "Date",
                "missing": {"": "not recorded", "1900-01-01": "unknown"},
            },
            "kind": {
                "type": "code",
                "values": {"assault": "Assault", "fear": "Public fear", "theft": "Theft"},
                "mandatory": True,
            },
        },
    }
    return Source.model_validate(told)


def rows(months: int = 24, each: int = 20) -> list[dict[str, Any]]:
    made = []
    for step in range(months):
        month = add_months(START, step)
        for area in AREAS:
            for number in range(each):
                day = month.replace(day=1 + number)
                kind = "assault" if number < 10 else "fear" if number < 13 else "theft"
                made.append(
                    {
                        "reference": f"{area}{step}-{number}",
                        "month": month,
                        "borough": area,
                        "venue": "home",
                        "reported_on": day,
                        "recorded_on": day,
                        "committed_on": day,
                        "kind": kind,
                    }
                )
    return made


def in_months(row: dict[str, Any], first: int, last: int) -> bool:
    return add_months(START, first) <= row["month"] <= add_months(START, last)


def test_nothing_is_noticed_in_clean_rows(found, crimes):
    assert found(crimes, rows()) == {}


def test_field_that_one_area_left_blank_is_told_with_its_area_and_months(found, crimes):
    given = rows()
    for number, row in enumerate(given):
        if row["borough"] == "B" and in_months(row, 4, 8) and number % 4:
            row["venue"] = None
    told = found(crimes, given)["area-completeness"]
    assert (told.fields, told.areas) == (("venue",), ("B",))
    assert (told.start, told.end) == (dt.date(2023, 5, 1), dt.date(2023, 9, 30))
    assert "filled in on 25.0 % of the records of B, May 2023 to September 2023 (25 of 100)" in told.says


def test_field_that_is_wholly_blank_may_have_been_kept_on_paper(found, crimes):
    given = rows()
    for row in given:
        if row["borough"] == "C" and in_months(row, 4, 8):
            row["venue"] = None
    told = found(crimes, given)["area-completeness"]
    assert "never filled in, in C" in told.says
    assert "on paper" in told.says


def test_field_that_all_areas_left_blank_is_no_trap_of_an_area(found, crimes):
    given = rows()
    for row in given:
        if in_months(row, 4, 8):
            row["venue"] = None
    assert "area-completeness" not in found(crimes, given)


def test_area_that_recorded_weeks_late_is_told(found, crimes):
    given = rows()
    for row in given:
        if row["borough"] == "D" and in_months(row, 10, 12):
            row["reported_on"] -= dt.timedelta(days=30)
    told = found(crimes, given)["late-area"]
    assert (told.areas, told.start, told.end) == (("D",), dt.date(2023, 11, 1), dt.date(2024, 1, 31))
    assert "100.0 % of the records came more than 14 days after the report (60 of 60)" in told.says


def test_area_without_records_is_missing_and_not_zero(found, crimes):
    given = [row for row in rows() if not (row["borough"] == "A" and in_months(row, 6, 9))]
    told = found(crimes, given)["silent-area"]
    assert (told.areas, told.severity) == (("A",), "block")
    assert (told.start, told.end) == (dt.date(2023, 7, 1), dt.date(2023, 10, 31))
    assert "about 80 would be expected" in told.says


def test_few_records_may_fail_to_come_by_chance(found, crimes):
    given = [row for row in rows(each=2) if not (row["borough"] == "A" and in_months(row, 6, 9))]
    assert "silent-area" not in found(crimes, given)


def test_default_days_are_told_though_they_are_read_as_missing(found, crimes):
    given = rows()
    for row in given:
        row["committed_on__missing"] = None
        if in_months(row, 2, 3) and row["borough"] == "A":
            row |= {"committed_on": None, "committed_on__missing": "unknown"}
    told = found(crimes, given)["default-date"]
    assert (told.fields, told.start) == (("committed_on",), dt.date(2023, 3, 1))
    assert "stands at 1900-01-01 on 25.0 % of the records" in told.says
    assert "(40 of 160)" in told.says


def test_kind_recorded_as_another_from_a_month_on_is_told(found, crimes):
    given = rows(months=36)
    for number, row in enumerate(given):
        if row["kind"] == "assault" and in_months(row, 20, 40) and number % 2:
            row["kind"] = "fear"
    told = found(crimes, given)["moved-kind"]
    assert (told.fields, told.start, told.end) == (("kind",), dt.date(2024, 9, 1), None)
    assert told.says.startswith("From September 2024 on 'Assault' has 50.0 % fewer records than before")
    assert "'Public fear' about as many more" in told.says


def test_short_files_and_one_area_have_nothing_to_be_compared_with(found, crimes):
    given = rows(months=4)
    for row in given:
        if row["borough"] == "B" and row["month"].month == 2:
            row["venue"] = None
    assert found(crimes, given) == {}
    assert found(crimes, [row | {"borough": "A"} for row in rows(months=8, each=5)]) == {}
