"""Few rows are read into memory once, and handed out with the columns that are looked at."""

from __future__ import annotations

from types import SimpleNamespace

import duckdb
import pyarrow as pa
import pytest

from peelian.measures import near_rows
from peelian.measures.near_rows import NearRows
from tests.unit.measures.cube_world import described

TABLE = pa.table(
    {
        "month": pa.array(["2024-01-01", "2024-02-01"]),
        "committed": pa.array(["2024-01-01", None]),
        "committed__missing": pa.array([None, "not known"]),
        "borough": pa.array(["B1", "B2"]),
        "kind": pa.array(["theft", "arson"]),
        "level": pa.array(["whole", "whole"]),
        "hurt": pa.array([True, False]),
        "offences": pa.array([1, 2]),
    }
)


@pytest.fixture
def relation():
    connection = duckdb.connect()
    made = connection.from_arrow(TABLE)
    yield made
    made.close()
    connection.close()


def near(relation, rows: int = 2) -> NearRows:
    return NearRows(relation, described(), vintages=[SimpleNamespace(rows=rows)])


def test_rows_hold_what_is_asked_for_what_places_them_and_nothing_else(relation):
    handed = near(relation).with_fields(["committed"])
    assert isinstance(handed, pa.Table)
    assert set(handed.column_names) == {"committed", "committed__missing", "month", "borough", "level"}
    assert handed["committed__missing"].to_pylist() == [None, "not known"]


def test_another_question_is_answered_from_the_same_rows(relation):
    rows = near(relation)
    rows.with_fields(["committed"])
    relation.close()
    assert rows.with_fields(["hurt"])["hurt"].to_pylist() == [True, False]


def test_many_rows_stay_with_the_engine(relation):
    assert near(relation, rows=near_rows.FEW_ROWS + 1).with_fields(["hurt"]) is relation
