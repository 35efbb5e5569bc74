"""Days as numbers, and working days, against Python's calendar."""

from __future__ import annotations

import datetime as dt

import duckdb
import narwhals as nw
import numpy as np
import pyarrow as pa

from peelian.measures.day_numbers import day_number, second_of_day, working_days_between
from tests.spec.several_sources import shipped

HOLIDAYS = sorted(
    dt.date.fromisoformat(day) for day in shipped().codes["bank_holidays_england_and_wales"].list
)


def asked(table: pa.Table, **columns: nw.Expr) -> list[dict]:
    connection = duckdb.connect()
    connection.register("t", table)
    relation = connection.sql("FROM t")
    found = nw.from_native(relation).lazy().select(**columns).collect().to_arrow().to_pylist()
    relation.close()
    connection.close()
    return found


def test_number_of_a_day_is_its_ordinal_less_one() -> None:
    days = [dt.date(1899, 12, 31), dt.date(1900, 3, 1), dt.date(2000, 2, 29), dt.date(2000, 12, 31),
            dt.date(2023, 1, 1), dt.date(2024, 12, 31)]  # fmt: skip
    found = asked(pa.table({"day": days}), n=day_number("day"))
    assert [each["n"] for each in found] == [day.toordinal() - 1 for day in days]


def test_second_of_a_day_is_counted_from_midnight() -> None:
    times = [dt.datetime(2016, 2, 28, 23, 59, 59), dt.datetime(2016, 3, 1, 0, 0, 1)]
    found = asked(pa.table({"at": times}), n=second_of_day("at"))
    assert [each["n"] for each in found] == [86399, 1]


def test_working_days_are_those_of_a_calendar_counted_day_by_day() -> None:
    rng = np.random.default_rng(5)
    starts = [dt.date(2011, 1, 1) + dt.timedelta(days=int(each)) for each in rng.integers(0, 6000, 300)]
    ends = [
        day + dt.timedelta(days=int(each)) for day, each in zip(starts, rng.integers(0, 60, 300), strict=True)
    ]
    table = pa.table({"a": starts, "b": ends})
    columns = {"a": day_number("a"), "b": day_number("b")}
    connection = duckdb.connect()
    connection.register("t", table)
    relation = connection.sql("FROM t")
    numbered = nw.from_native(relation).lazy().select(**columns)
    days = working_days_between(nw.col("a"), nw.col("b"), holidays=HOLIDAYS)
    found = numbered.select(n=days).collect().to_arrow()["n"].to_pylist()
    relation.close()
    connection.close()
    off = np.array(HOLIDAYS, dtype="datetime64[D]")
    one = np.timedelta64(1, "D")
    wanted = np.busday_count(
        np.array(starts, dtype="datetime64[D]") + one,
        np.array(ends, dtype="datetime64[D]") + one,
        holidays=off,
    )
    assert found == wanted.tolist()
    assert sum(found) > 1000
