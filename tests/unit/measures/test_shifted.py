"""Values are moved along the rows of one thing, in the order asked for, on every engine alike."""

from __future__ import annotations

from typing import Any

import duckdb
import narwhals as nw
import polars as pl
import pyarrow as pa
import pytest

from peelian.measures.shifted import shifted

ROWS = pa.table(
    {
        "person": ["b", "a", "a", "b", "a", "c"],
        "area": ["N", "N", "S", "N", "N", "N"],
        "day": [5, 9, 4, 2, 1, 7],
        "last": [50, 90, 40, 20, 10, 70],
    }
)


@pytest.fixture(params=["pyarrow", "polars", "duckdb"])
def rows(request: pytest.FixtureRequest) -> Any:
    if request.param == "pyarrow":
        yield ROWS
    elif request.param == "polars":
        yield pl.from_arrow(ROWS)
    else:
        connection = duckdb.connect()
        relation = connection.from_arrow(ROWS)
        yield relation
        relation.close()
        connection.close()


def moved(rows: Any, by: int, *, of: str) -> dict[tuple[str, str, int], int | None]:
    frame = nw.from_native(rows).lazy().with_columns(moved=nw.col(of))
    made = shifted(frame, by, of="moved", within=("person", "area"), order="day").collect().to_arrow()
    return {
        (row["person"], row["area"], row["day"]): row["moved"] for row in made.select(
            ["person", "area", "day", "moved"]
        ).to_pylist()
    }  # fmt: skip


def test_a_row_takes_the_value_of_the_one_before_it_of_the_same_thing(rows):
    assert moved(rows, 1, of="last") == {
        ("a", "N", 1): None, ("a", "N", 9): 10, ("a", "S", 4): None,
        ("b", "N", 2): None, ("b", "N", 5): 20, ("c", "N", 7): None,
    }  # fmt: skip


def test_a_row_takes_the_value_of_the_next_one_and_may_be_ordered_by_it(rows):
    assert moved(rows, -1, of="day") == {
        ("a", "N", 1): 9, ("a", "N", 9): None, ("a", "S", 4): None,
        ("b", "N", 2): 5, ("b", "N", 5): None, ("c", "N", 7): None,
    }  # fmt: skip
