"""Whole-file double loads, exact repeats and repeated identifiers are told apart."""

from __future__ import annotations

import pytest


def anonymous(rows):
    """Take the references away and make every row its own, by the LSOA."""
    return [{**row, "reference": None, "lsoa": f"E{index:08d}"} for index, row in enumerate(rows)]


@pytest.mark.parametrize(("times", "words"), [(2, "twice"), (3, "three times"), (5, "5 times")])
def test_file_joined_to_itself_is_a_double_load(found, searches, whole_month, times, words):
    for rows in (whole_month(), anonymous(whole_month())):
        condition = found(searches, rows * times)["double-load"]
        assert f"in this file {words}" in condition.says
        assert f"{310 * times:,} records that should be 310" in condition.says
        assert condition.severity == "block"


def test_natural_repeats_do_not_hide_a_double_load(found, searches, whole_month):
    rows = anonymous(whole_month())
    traps = found(searches, (rows + rows[:5]) * 2)
    assert "double-load" in traps
    assert "exact-repeats" not in traps


def test_one_record_more_is_no_double_load(found, searches, whole_month):
    rows = anonymous(whole_month())
    assert "double-load" not in found(searches, rows * 2 + [{**rows[0], "lsoa": "E09999999"}])


def test_exact_repeats_without_identifier_are_kept_and_counted(found, searches, whole_month):
    rows = anonymous(whole_month())
    condition = found(searches, rows + rows[:5])["exact-repeats"]
    assert "5 of 315 records without an identifier (1.6 %)" in condition.says
    assert "kept" in condition.says
    assert condition.severity == "note"


def test_records_with_an_identifier_are_not_exact_repeats(found, searches, whole_month):
    rows = whole_month()
    traps = found(searches, rows + rows[:5])
    assert "exact-repeats" not in traps
    assert "Reference: 5 values occur on more than one record (10 records" in traps["repeated-id"].says
    assert traps["repeated-id"].fields == ("reference",)


def test_blank_records_beside_named_ones_are_counted_by_themselves(found, searches, whole_month):
    blank = [{**row, "reference": None} for row in whole_month(days=[1], each=2)]
    assert "1 of 2 records without" in found(searches, whole_month() + blank)["exact-repeats"].says


def test_lines_of_a_table_that_are_alike_are_no_exact_repeats(found, counts, table):
    rows = table()
    assert "exact-repeats" not in found(counts, rows + rows[:5])


def test_few_records_alike_are_no_double_load(found, searches, whole_month):
    rows = anonymous(whole_month(days=[1], each=4))
    assert "double-load" not in found(searches, rows * 2)


def test_wide_table_joined_to_itself_is_a_double_load(found, counts, table):
    rows = [{**row, "ward": f"{row['ward']}-{copy}"} for copy in range(3) for row in table()]
    assert "double-load" in found(counts, rows * 2, wide=True)


def test_equal_months_of_a_wide_table_are_no_repeats(found, counts, table):
    assert found(counts, table(months=2), wide=True) == {}
