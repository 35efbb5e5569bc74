"""Values of many fields are counted in one scan, each field by itself."""

from __future__ import annotations

import duckdb
import pytest

from peelian.warehouse import value_counts
from peelian.warehouse.value_counts import count_groups, count_values

ROWS = """
CREATE TEMP TABLE rows AS SELECT * FROM (VALUES
    (1, 'a', 'x', 1.5), (1, 'a', NULL, 1.5), (1, 'b', NULL, NULL), (2, 'a', 'x', 2.5)
) AS given(month, kind, place, size)
"""


@pytest.fixture
def opened():
    with duckdb.connect() as connection:
        connection.execute(ROWS)
        yield connection


@pytest.fixture(params=[60, 2, 1])
def at_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(value_counts, "_AT_ONCE", request.param)


@pytest.mark.usefixtures("at_once")
def test_each_value_of_each_field_is_counted_within_the_month(opened):
    found = set(count_values(opened, ["kind", "place", "size"], within=["month"]))
    assert found == {
        ((1,), "kind", "a", 2),
        ((1,), "kind", "b", 1),
        ((2,), "kind", "a", 1),
        ((1,), "place", "x", 1),
        ((1,), "place", None, 2),
        ((2,), "place", "x", 1),
        ((1,), "size", "1.5", 2),
        ((1,), "size", None, 1),
        ((2,), "size", "2.5", 1),
    }


@pytest.mark.usefixtures("at_once")
def test_to_have_no_value_is_a_group_too(opened):
    assert count_groups(opened, ["kind", "place", "size"], within=["month"]) == {
        (1,): {"kind": 2, "place": 2, "size": 2},
        (2,): {"kind": 1, "place": 1, "size": 1},
    }


def test_a_field_may_be_what_is_counted_within(opened):
    assert count_groups(opened, ["kind"], within=['"kind"']) == {("a",): {"kind": 1}, ("b",): {"kind": 1}}


def test_no_fields_have_no_counts(opened):
    assert list(count_values(opened, [], within=["month"])) == []
    assert count_groups(opened, [], within=["month"]) == {}


def test_more_fields_than_one_query_can_tell_apart(opened):
    names = [f"c{number}" for number in range(130)]
    columns = ", ".join(f"month + {number} AS {name}" for number, name in enumerate(names))
    opened.execute(f"CREATE OR REPLACE TEMP TABLE rows AS SELECT 0 AS k, {columns} FROM rows")
    assert count_groups(opened, names, within=["k"]) == {(0,): dict.fromkeys(names, 2)}
    found = {(name, value): many for _, name, value, many in count_values(opened, names, within=["k"])}
    assert found == {
        (name, str(month + number)): 3 if month == 1 else 1
        for number, name in enumerate(names)
        for month in (1, 2)
    }
