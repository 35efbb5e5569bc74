"""Counts for checks: records by day, and records by how long something took."""

from __future__ import annotations

from typing import Any

import narwhals as nw
import pyarrow as pa

from peelian.catalogue.source import Source
from peelian.measures.cube_store import Counter
from peelian.measures.filters import keep_rows
from peelian.measures.measure import Measure

_WHERE = [("area", pa.string()), ("month", pa.date32())]

DAYS_SCHEMA = pa.schema([*_WHERE, ("day", pa.int64()), ("n", pa.int64())])
"""One row for each force and day that has records: the first day of its month, and its place in it."""

WAITS_SCHEMA = pa.schema([*_WHERE, ("wait", pa.int64()), ("n", pa.int64())])
"""One row for each force, month and number of units that something took, a unit begun counted as whole."""

_SECONDS = {"minutes": 60, "hours": 3600, "days": 86400}


def count_days(rows: Any, measure: Measure, source: Source, *, force: str) -> pa.Table:
    """Count the rows of a measure by force and day; parameters are those of `make_cube`."""
    when = nw.col(measure.when or source.period)
    return _summed(
        rows,
        measure,
        source,
        DAYS_SCHEMA,
        force=force,
        month=when.dt.truncate("1mo").cast(nw.Date),
        day=when.dt.day().cast(nw.Int64),
    )


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
        seconds = _seconds(end, source) - _seconds(start, source)
        size = _SECONDS[unit]
        begun = (seconds + size - 1) // size
        when = measure.when or source.period
        day = nw.col(when)
        month = day if source.fields[when].type == "month" else day.dt.truncate("1mo")
        kept = (seconds >= 0) & (seconds <= most * size)
        return _summed(
            rows,
            measure,
            source,
            WAITS_SCHEMA,
            force=force,
            kept=kept,
            month=month.cast(nw.Date),
            wait=begun.cast(nw.Int64),
        )

    count.__name__ = f"count_waits {start} {end} {unit} {most}"
    return count


def _seconds(name: str, source: Source) -> nw.Expr:
    """Return a field as seconds since the year 0, by parts of the date that every engine knows."""
    when = nw.col(name)
    years = when.dt.year().cast(nw.Int64) - 1
    days = years * 365 + years // 4 - years // 100 + years // 400 + when.dt.ordinal_day().cast(nw.Int64)
    if source.fields[name].type == "date":
        return days * _SECONDS["days"]
    clock = (
        when.dt.hour().cast(nw.Int64) * 3600
        + when.dt.minute().cast(nw.Int64) * 60
        + when.dt.second().cast(nw.Int64)
    )
    return days * _SECONDS["days"] + clock


def _summed(
    rows: Any,
    measure: Measure,
    source: Source,
    schema: pa.Schema,
    *,
    force: str,
    kept: nw.Expr | None = None,
    **keys: nw.Expr,
) -> pa.Table:
    chosen, place = keep_rows(measure, source, level="force"), source.areas["force"].code
    keys["area"] = nw.col(place).cast(nw.String) if place else nw.lit(force)
    summed = (
        nw.from_native(rows)
        .lazy()
        .filter(chosen if kept is None else chosen & kept)
        .select(**{f"cube_{name}": key for name, key in keys.items()})
        .group_by(*(f"cube_{name}" for name in keys))
        .agg(cube_n=nw.len())
        .with_columns(nw.col("cube_n").cast(nw.Int64))
        .collect()
        .to_arrow()
    )
    return pa.table(
        [summed[f"cube_{name}"].cast(schema.field(name).type) for name in schema.names], schema=schema
    )
