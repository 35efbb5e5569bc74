"""Values of many fields are counted in one reading of a file, each field by itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from peelian.catalogue.source import Source
from peelian.warehouse import value_counts
from peelian.warehouse.value_counts import Counted, count_values

JANUARY, FEBRUARY = dt.date(2024, 1, 1), dt.date(2024, 2, 1)
TYPES = {
    "month": pa.date32(),
    "seen": pa.timestamp("us"),
    "year": pa.int64(),
    "kind": pa.string(),
    "place": pa.string(),
    "size": pa.float64(),
    "often": pa.bool_(),
}
FIELDS = {
    "month": {"type": "month"},
    "seen": {"type": "datetime"},
    "year": {"type": "integer"},
    "kind": {"type": "code", "values": {"a": "A", "b": "B"}},
    "place": {"type": "text"},
    "size": {"type": "number"},
    "often": {"type": "flag"},
}
ROWS = [
    {"month": dt.date(2024, 1, 31), "kind": "a", "place": "x", "size": 1.5},
    {"month": JANUARY, "kind": "a", "size": 1.5, "often": True},
    {"month": JANUARY, "kind": "b"},
    {"month": FEBRUARY, "kind": "a", "place": "x", "size": 2.5, "often": False},
]


def a_source(*, period: str = "month", slices: list[str] | None = None) -> Source:
    return Source.model_validate(
        {
            **dict.fromkeys(("title", "about", "row", "counts", "owner", "ask"), "t"),
            "source": "things",
            "refresh": "never",
            "access": "open",
            "example": {"question": "q"},
            "period": period,
            "slices": slices or [],
            "fields": FIELDS,
        }
    )


@pytest.fixture
def counted(tmp_path: Path) -> Callable[..., Counted]:
    def count(
        valued: list[str],
        grouped: list[str],
        *,
        rows: list[dict[str, Any]] = ROWS,
        group: int = 100,
        **shape: Any,
    ) -> Counted:
        path = tmp_path / "rows.parquet"
        table = pa.Table.from_pylist(rows, schema=pa.schema(list(TYPES.items())))
        pq.write_table(table, path, row_group_size=group)
        return count_values(path, a_source(**shape), valued=valued, grouped=grouped)

    return count


@pytest.mark.parametrize(("group", "at_once"), [(100, 100), (1, 1), (1, 2)])
def test_each_value_of_each_field_is_counted_within_the_month(counted, monkeypatch, group, at_once):
    monkeypatch.setattr(value_counts, "_AT_ONCE", at_once)
    assert counted(["kind", "place", "size", "often"], [], group=group).values == {
        (JANUARY,): {
            "kind": {"a": 2, "b": 1},
            "place": {"x": 1, None: 2},
            "size": {"1.5": 2, None: 1},
            "often": {"true": 1, None: 2},
        },
        (FEBRUARY,): {"kind": {"a": 1}, "place": {"x": 1}, "size": {"2.5": 1}, "often": {"false": 1}},
    }


@pytest.mark.parametrize("group", [100, 1])
@pytest.mark.parametrize("dense", [4, 0])
def test_to_have_no_value_is_a_group_too(counted, monkeypatch, group, dense):
    monkeypatch.setattr(value_counts, "_DENSE", dense)
    assert counted([], ["kind", "place", "size"], group=group).groups == {
        (JANUARY,): {"kind": 2, "place": 2, "size": 2},
        (FEBRUARY,): {"kind": 1, "place": 1, "size": 1},
    }


def test_zero_is_one_value_whatever_its_sign(counted):
    rows = [{"month": JANUARY, "size": size} for size in (0.0, -0.0, float("nan"), float("nan"))]
    assert counted([], ["size"], rows=rows).groups == {(JANUARY,): {"size": 2}}


def test_a_field_may_be_what_is_counted_within(counted):
    groups = counted([], ["kind"], slices=["kind"]).groups
    assert groups == {
        ("a", JANUARY): {"kind": 1},
        ("b", JANUARY): {"kind": 1},
        ("a", FEBRUARY): {"kind": 1},
    }


@pytest.mark.parametrize(
    ("period", "row", "month"),
    [
        ("", {}, None),
        ("month", {}, None),
        ("year", {"year": 2023}, dt.date(2023, 1, 1)),
        ("seen", {"seen": dt.datetime(2024, 2, 29, 23, 59)}, FEBRUARY),
    ],
)
def test_rows_are_counted_within_the_month_of_a_date_a_time_or_a_year(counted, period, row, month):
    found = counted(["kind"], [], rows=[{**row, "kind": "a"}, {**row, "kind": "a"}], period=period)
    assert found.values == {(month,): {"kind": {"a": 2}}}


def test_no_fields_and_no_rows_have_no_counts(counted):
    assert counted([], []) == Counted({}, {})
    assert counted(["kind"], [], rows=[]) == counted(["kind"], ["place"], rows=[]) == Counted({}, {})
