"""LSOA codes of two editions in one month or one file."""

from __future__ import annotations

import datetime as dt

import pytest

from peelian.reference.lsoa_edition import codes_only_in

OLD, NEW = codes_only_in(2011)[0], codes_only_in(2021)[0]
BOTH = "E01000006"
MARCH, APRIL = dt.date(2023, 3, 1), dt.date(2023, 4, 1)


def in_lsoas(rows, codes):
    return [{**row, "lsoa": codes[index % len(codes)]} for index, row in enumerate(rows)]


def test_two_editions_in_one_month_are_mixed(found, searches, whole_month):
    condition = found(searches, in_lsoas(whole_month(), [OLD, NEW, BOTH]))["mixed-lsoa-editions"]
    assert condition.says.startswith("In March 2023 codes of two editions")
    assert "104 records under codes that only the 2011 edition has and 103 under" in condition.says
    assert (condition.fields, condition.start, condition.end) == (("lsoa",), MARCH, dt.date(2023, 3, 31))


@pytest.mark.parametrize("codes", [[BOTH], [OLD, BOTH], [NEW, BOTH], [None], ["nonsense"]])
def test_one_edition_is_not_mixed(found, searches, whole_month, codes):
    assert "mixed-lsoa-editions" not in found(searches, in_lsoas(whole_month(), codes))


def test_change_of_edition_within_a_file_is_told(found, searches, whole_month):
    rows = in_lsoas(whole_month(), [OLD]) + in_lsoas(whole_month(month=APRIL), [NEW])
    condition = found(searches, rows)["mixed-lsoa-editions"]
    assert "2011 codes until March 2023, 2021 codes from April 2023" in condition.says
    assert condition.severity == "warn"
