"""A profile says of each field in each month how complete, valid, varied and late it is."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.codes import CodeList
from peelian.catalogue.quality import FieldMonth
from peelian.catalogue.source import Source
from peelian.warehouse import profile_query
from peelian.warehouse.profile import profile_rows, read_profile, write_profile
from peelian.warehouse.rows_view import open_rows

TODAY = dt.date(2024, 6, 30)
JANUARY, FEBRUARY = dt.date(2024, 1, 1), dt.date(2024, 2, 1)
SCHEMA = pa.schema(
    [
        ("month", pa.date32()),
        ("force", pa.string()),
        ("recorded_on", pa.date32()),
        ("committed_from", pa.date32()),
        ("at", pa.timestamp("us")),
        ("object", pa.string()),
        ("place", pa.string()),
        ("latitude", pa.float64()),
        ("age", pa.int64()),
        ("shape", pa.binary()),
    ]
)
CODES = CodeList.model_validate(
    {"codes": "objects", "title": "t", "list": {"drugs": {"label": "Drugs"}, "none": {"label": "Nothing"}}}
)


def a_source(**changes: Any) -> Source:
    return Source.model_validate(
        {
            "source": "searches",
            "title": "t",
            "about": "a",
            "row": "r",
            "counts": "searches",
            "owner": "o",
            "refresh": "never",
            "access": "open",
            "ask": "nobody",
            "example": {"question": "q"},
            "period": "month",
            "slices": ["force"],
            "fields": {
                "month": {"type": "month"},
                "force": {"type": "text"},
                "recorded_on": {"type": "date"},
                "committed_from": {"type": "date"},
                "at": {"type": "datetime"},
                "object": {"type": "code", "codes": "objects"},
                "place": {"type": "text"},
                "latitude": {"type": "number", "role": "place"},
                "age": {"type": "integer"},
                "shape": {"type": "geometry"},
            },
            **changes,
        }
    )


@pytest.fixture
def profiled(tmp_path: Path):
    def profile(rows: list[dict[str, Any]], source: Source | None = None) -> dict[Any, FieldMonth]:
        rows = [{"month": JANUARY, "force": "north", **row} for row in rows]
        path = tmp_path / "rows.parquet"
        pq.write_table(pa.Table.from_pylist(rows, schema=SCHEMA), path)
        catalogue = Catalogue(codes={"objects": CODES})
        with open_rows(path) as opened:
            found = profile_rows(opened, path, source=source or a_source(), catalogue=catalogue, today=TODAY)
        return {(month.field, month.month, *month.slice): month for month in found}

    return profile


def of(found: dict[Any, FieldMonth], field: str) -> FieldMonth:
    return found[field, JANUARY, "north"]


def test_each_month_and_slice_is_profiled_by_itself(profiled):
    found = profiled([{}, {"month": FEBRUARY}, {"force": "south"}, {"force": None, "age": 3}])
    assert {key[1:] for key in found} == {
        (JANUARY, "north"),
        (FEBRUARY, "north"),
        (JANUARY, "south"),
        (JANUARY, ""),
    }
    assert all(month.records == 1 for month in found.values())
    assert found["age", JANUARY, ""].complete == 1
    assert found["age", JANUARY, "north"].complete == 0


def test_missing_is_not_filled_and_repeats_are_not_distinct(profiled):
    ages = of(profiled([{"age": age} for age in (30, 30, 31, None)]), "age")
    assert (ages.records, ages.filled, ages.valid, ages.distinct) == (4, 3, 3, 2)


@pytest.mark.parametrize(
    ("field", "values", "valid"),
    [
        ("object", ["drugs", "none", "knives", None], 2),
        ("recorded_on", [dt.date(1899, 12, 31), dt.date(1900, 1, 1), TODAY, dt.date(2024, 7, 1)], 2),
        ("at", [dt.datetime(2024, 6, 30, 23, 59), dt.datetime(2024, 7, 1)], 1),
        ("latitude", [51.5, float("nan"), float("inf"), None], 1),
        ("place", ["anything", ""], 2),
        ("shape", [b"outline", None], 1),
    ],
)
def test_values_that_are_not_allowed_are_not_valid(profiled, field, values, valid):
    assert of(profiled([{field: value} for value in values]), field).valid == valid


@pytest.mark.parametrize(
    ("between", "valid"),
    [
        ([0, 50], 2),
        ([1, None], 3),
        (["committed_from", "loaded_on"], 4),
    ],
)
def test_bounds_of_quality_rules_make_values_invalid(profiled, between, valid):
    field = "recorded_on" if "loaded_on" in between else "age"
    source = a_source(quality=[{"field": field, "between": between}])
    days = [dt.date(2024, 1, day) for day in (1, 2, 3, 4, 5)]
    rows = [
        {"age": age, "recorded_on": day, "committed_from": start}
        for age, day, start in zip((0, 10, 50, 51, -1), days, (*days[:3], None, TODAY), strict=True)
    ]
    rows = rows if field == "recorded_on" else rows[1:]
    assert of(profiled(rows, source), field).valid == valid


@pytest.mark.parametrize(
    ("field", "values", "value", "share"),
    [
        (
            "committed_from",
            [dt.date(1900, 1, 1), dt.date(1900, 1, 1), dt.date(2023, 5, 5)],
            "1900-01-01",
            2 / 3,
        ),
        ("committed_from", [dt.date(2023, 1, 1), dt.date(2023, 5, 5), None], "1 January", 1 / 2),
        ("committed_from", [dt.date(2023, 5, 5)], None, None),
        ("at", [dt.datetime(2024, 1, 5), dt.datetime(2024, 1, 5, 0, 1)], "midnight", 1 / 2),
        ("latitude", [0.0, 51.5, 51.5, 51.5], "0", 1 / 4),
        ("age", [0, 0], None, None),
        ("place", ["Unknown", "N/A", "High Street", "Low Street"], "a placeholder such as Unknown", 1 / 2),
        ("object", ["none", "none"], None, None),
        ("place", ["None", "none"], None, None),
        ("object", ["Unknown", "drugs"], "a placeholder such as Unknown", 1 / 2),
    ],
)
def test_default_looking_values_are_told_with_their_share(profiled, field, values, value, share):
    found = of(profiled([{field: one} for one in values]), field)
    assert (found.spike_value, found.spike_share) == (value, share)


def test_lag_follows_from_the_names_of_two_dates(profiled):
    days = [(1, 1), (5, 2), (9, 3), (None, 1)]
    rows = [
        {"recorded_on": dt.date(2024, 1, late) if late else None, "committed_from": dt.date(2024, 1, early)}
        for late, early in days
    ]
    found = profiled(rows)
    assert of(found, "recorded_on").lag_days == 3
    assert of(found, "committed_from").lag_days is None


def test_lag_follows_from_a_rule_that_orders_two_dates(profiled):
    fields = a_source().model_dump(by_alias=True)["fields"]
    fields = {name: field for name, field in fields.items() if name != "committed_from"}
    source = a_source(fields=fields, quality=[{"field": "at", "between": ["recorded_on", "loaded_on"]}])
    rows = [{"recorded_on": dt.date(2024, 1, 1), "at": dt.datetime(2024, 1, 8, 12)}]
    found = profiled(rows, source)
    assert of(found, "at").lag_days == 7
    assert of(found, "recorded_on").lag_days is None


def test_lag_of_a_source_by_month_is_from_month_to_month(profiled):
    fields = {"month": {"type": "month"}, "committed_from": {"type": "month"}, "force": {"type": "text"}}
    found = profiled([{"committed_from": dt.date(2023, 12, 1)}], a_source(fields=fields))
    assert of(found, "month").lag_days == 31


def test_source_without_time_has_one_month_that_is_none(profiled):
    found = profiled([{}, {"month": FEBRUARY}], a_source(period="", slices=[]))
    assert {key[1:] for key in found} == {(None,)}
    assert found["month", None].records == 2


def test_source_by_year_belongs_to_its_january(profiled):
    fields = {"age": {"type": "integer"}, "force": {"type": "text"}}
    found = profiled([{"age": 2021}], a_source(period="age", slices=[], fields=fields))
    assert {key[1] for key in found} == {dt.date(2021, 1, 1)}


def test_no_rows_have_no_profile(profiled):
    assert profiled([]) == {}


def test_estimates_of_a_large_vintage_are_close(profiled, monkeypatch):
    monkeypatch.setattr("peelian.warehouse.profile.EXACT_UP_TO", 1)
    rows = [
        {"age": age, "object": "drugs", "recorded_on": dt.date(2024, 1, 11), "committed_from": JANUARY}
        for age in range(2000)
    ]
    found = profiled(rows)
    assert of(found, "age").distinct == pytest.approx(2000, rel=0.1)
    assert of(found, "object").distinct == 1
    assert of(found, "recorded_on").lag_days == 10
    assert profile_query.EXACT_UP_TO == 200_000


def test_profile_is_read_as_it_was_written(profiled, tmp_path):
    found = list(profiled([{"place": "Unknown"}, {"force": None}, {"age": 4}]).values())
    write_profile(found, tmp_path / "profile.parquet")
    assert read_profile(tmp_path / "profile.parquet") == found
    write_profile([], tmp_path / "empty.parquet")
    assert read_profile(tmp_path / "empty.parquet") == []
