"""Counts for checks: records by day, and records by how long something took."""

from __future__ import annotations

from typing import Any, TypeAlias

import narwhals as nw
import pyarrow as pa

from peelian.catalogue.source import Source
from peelian.measures.cube_store import Counter
from peelian.measures.day_numbers import day_number, second_of_day
from peelian.measures.filters import keep_rows
from peelian.measures.measure import Measure

Frame: TypeAlias = nw.LazyFrame[Any]

_WHERE = [("area", pa.string()), ("month", pa.date32())]

DAYS_SCHEMA = pa.schema([*_WHERE, ("day", pa.int64()), ("n", pa.int64())])
"""One row for each force and day that has records: the first day of its month, and its place in it."""

WAITS_SCHEMA = pa.schema([*_WHERE, ("wait", pa.int64()), ("n", pa.int64())])
"""One row for each force, month and number of units that something took, a unit begun counted as whole."""

_SECONDS = {"minutes": 60, "hours": 3600, "days": 86400}


def count_days(rows: Any, measure: Measure, source: Source, *, force: str) -> pa.Table:
    """Count the rows of a measure by force and day; parameters are those of `make_cube`."""
    when = nw.col(measure.when or source.period)
    month, day = when.dt.truncate("1mo").cast(nw.Date), when.dt.day().cast(nw.Int64)
    return _summed(_keyed(rows, measure, source, force=force, month=month, day=day), DAYS_SCHEMA)


def waits_counter(start: str, end: str, *, unit: str, most: int) -> Counter:
    """Return a function that counts the rows of a measure by how long it was from one field to another.

    Rows in which either is missing, that end before they start or take more than `most` units are left out.
    What is counted is the number of units begun, so that exactly 12 minutes are 12 and a second more is 13;
    between dates it is the days between them. The function's name says what it counts, because kept counts
    are found by it.

    Parameters
    ----------
    start, end
        The two fields, dates or dates with times.
    unit
        "minutes", "hours" or "days".
    most
        The longest wait counted, in units.
    """

    def count(rows: Any, measure: Measure, source: Source, *, force: str) -> pa.Table:
        size = _SECONDS[unit]
        when = measure.when or source.period
        day = nw.col(when)
        month = day if source.fields[when].type == "month" else day.dt.truncate("1mo")
        keyed = _keyed(
            rows,
            measure,
            source,
            force=force,
            month=month.cast(nw.Date),
            started=_seconds(start, source),
            ended=_seconds(end, source),
        )
        seconds = nw.col("cube_ended") - nw.col("cube_started")
        # Steps by columns of their own: in one expression, every part of a date would be looked up again.
        waited = keyed.select("cube_area", "cube_month", cube_seconds=seconds)
        waited = waited.filter(nw.col("cube_seconds") >= 0, nw.col("cube_seconds") <= most * size)
        begun = ((nw.col("cube_seconds") + size - 1) // size).cast(nw.Int64)
        return _summed(waited.select("cube_area", "cube_month", cube_wait=begun), WAITS_SCHEMA)

    count.__name__ = f"count_waits {start} {end} {unit} {most}"
    return count


def _seconds(name: str, source: Source) -> nw.Expr:
    """Return a field as seconds from one start for all fields."""
    days = day_number(name) * _SECONDS["days"]
    return days if source.fields[name].type == "date" else days + second_of_day(name)


def _keyed(rows: Any, measure: Measure, source: Source, *, force: str, **keys: nw.Expr) -> Frame:
    """Return the rows counted, by their force and by some keys."""
    place = source.areas["force"].code
    keys["area"] = nw.col(place).cast(nw.String) if place else nw.lit(force)
    kept = nw.from_native(rows).lazy().filter(keep_rows(measure, source, level="force"))
    return kept.select(**{f"cube_{name}": key for name, key in keys.items()})


def _summed(keyed: Frame, schema: pa.Schema) -> pa.Table:
    keys = [f"cube_{name}" for name in schema.names if name != "n"]
    summed = (
        keyed.group_by(*keys)
        .agg(cube_n=nw.len())
        .with_columns(nw.col("cube_n").cast(nw.Int64))
        .collect()
        .to_arrow()
    )
    return pa.table(
        [summed[f"cube_{name}"].cast(schema.field(name).type) for name in schema.names], schema=schema
    )
