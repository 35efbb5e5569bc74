"""Tables of counts: zero rows left out, nested values, stacked sheets."""

from __future__ import annotations

import pytest


def other_values(rows, field, amounts):
    """Repeat a table for other values of a field, with other counts."""
    return [
        {**row, field: value, "offences": count(row["offences"])}
        for value, count in amounts.items()
        for row in rows
    ]


def test_absent_pairs_are_counted(found, counts, table):
    rows = [row for row in table() if (row["ward"], row["offence"]) != ("w3", "b")]
    condition = found(counts, rows, wide=True)["missing-zero-rows"]
    assert "the file has 5 of 6 (3 areas by 2), 1 absent" in condition.says
    assert "filled in before areas are ranked" in condition.says
    assert condition.fields == ("offence",)


def test_absent_months_of_a_long_table_are_counted(found, counts, table):
    rows = table()[:-1]
    assert "missing-zero-rows" not in found(counts, rows, wide=True)
    assert "35 of 36 (3 areas by 2 by 6 months)" in found(counts, rows)["missing-zero-rows"].says


def test_values_inside_another_are_nested(found, counts, table):
    amounts = {"all": lambda n: n, "some": lambda n: n - 1, "few": lambda n: 2}
    condition = found(counts, other_values(table(), "kind", amounts))["nested-sub-types"]
    assert (
        "'All' is at least as large as each of the other 2 values of 'Kind' in every month" in condition.says
    )
    assert "would count 756 in place of 360" in condition.says
    assert condition.fields == ("kind",)


@pytest.mark.parametrize("count", [45, 16])
def test_values_larger_somewhere_are_not_nested(found, counts, table, count):
    """45 is more than the parent in the whole month; 16 is more in one ward of 18 wards and months."""
    rows = other_values(table(), "kind", {"all": lambda n: n, "some": lambda n: n - 5})
    rows[-1]["offences"] = count
    assert "nested-sub-types" not in found(counts, rows)


def test_one_area_in_a_hundred_may_have_more_victims_than_offences(found, counts, table):
    rows = [{**row, "ward": f"w{copy}"} for copy in range(20) for row in table() if row["ward"] == "w1"]
    rows = other_values(rows, "kind", {"all": lambda n: n, "some": lambda n: n - 5})
    rows[-1]["offences"] = 16
    assert "all but 1 of 120 comparisons" in found(counts, rows)["nested-sub-types"].says


def test_area_where_the_parent_is_absent_is_not_nested(found, counts, table):
    rows = other_values(table(), "kind", {"all": lambda n: n, "some": lambda n: n - 1})
    rows = [row for row in rows if (row["ward"], row["kind"]) != ("w1", "all")]
    assert "nested-sub-types" not in found(counts, rows)


def test_sheets_of_the_same_total_are_stacked(found, counts, table):
    rows = other_values(table(), "sheet", {"one": lambda n: n, "two": lambda n: n})
    traps = found(counts, rows)
    assert "'Sheet one' and 'Sheet two' come to 360 each" in traps["stacked-sheets"].says
    assert traps["stacked-sheets"].fields == ("sheet",)
    assert "nested-sub-types" not in traps


@pytest.mark.parametrize("more", [1, -1])
def test_sheets_that_differ_in_a_month_are_not_stacked(found, counts, table, more):
    rows = other_values(table(), "sheet", {"one": lambda n: n, "two": lambda n: n})
    rows[0]["offences"] += more
    rows[-1]["offences"] += more
    assert "stacked-sheets" not in found(counts, rows)
