"""A query planned once answers for each table it is asked of, and for no other."""

from __future__ import annotations

import duckdb
import pyarrow as pa
import pytest

from peelian.warehouse.planned import Planned
from peelian.warehouse.shared_engine import open_engine_part, plan_once, sharing_engines

QUERY = "SELECT a + 1 AS b FROM given"
PART = {"memory": "64MB", "ordered": True, "few": True}


def a_table(*values: object) -> pa.Table:
    return pa.table({"a": pa.array(values)})


def asked(table: pa.Table) -> tuple[Planned, list[object]]:
    """Ask in a part of an engine of its own, as each file does."""
    with open_engine_part(**PART) as part:
        plan = plan_once(part, QUERY, name="given", table=table)
        return plan, plan.ask(table).column("b").to_pylist()


def test_each_table_gets_its_own_answer():
    plan = Planned(duckdb.connect(), QUERY, name="given", table=a_table(1))
    assert [plan.ask(a_table(*values)).column("b").to_pylist() for values in ([1], [5, 6], [1])] == [
        [2],
        [6, 7],
        [2],
    ]
    plan.close()


def test_a_table_is_not_held_after_the_answer():
    plan = Planned(duckdb.connect(), QUERY, name="given", table=a_table(1))
    before = pa.total_allocated_bytes()
    table = pa.table({"a": pa.array(range(100_000))}).take(pa.array(range(100_000)))
    plan.ask(table)
    del table
    assert pa.total_allocated_bytes() - before < 100_000
    plan.close()


def test_where_engines_are_shared_a_query_is_planned_once_for_the_same_columns(tmp_path):
    with sharing_engines(tmp_path):
        (first, one), (again, two), (other, three) = (asked(a_table(value)) for value in (1, 7, 0.5))
    assert (one, two, three) == ([2], [8], [1.5])
    assert first is again
    assert first is not other


def test_the_plans_end_with_the_sharing(tmp_path):
    with sharing_engines(tmp_path):
        plan, _ = asked(a_table(1))
    with pytest.raises(duckdb.ConnectionException):
        plan.ask(a_table(1))


def test_an_engine_of_its_own_plans_for_itself():
    (first, one), (again, two) = (asked(a_table(value)) for value in (1, 7))
    assert (one, two) == ([2], [8])
    assert first is not again
