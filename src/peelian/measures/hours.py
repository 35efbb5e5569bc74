"""Hours: when in the week things happen, by the clock time and the day of the week of each record.

Read from the records themselves, for the force as a whole, over the newest twelve whole months or as many
unbroken months as are loaded. Date-times of a source are clock times of the place; they are not shifted here.
"""

from __future__ import annotations

from typing import Any

import narwhals as nw
import numpy as np
import pyarrow as pa

from peelian.catalogue.source import Source
from peelian.measures.block_frame import Label
from peelian.measures.filters import keep_rows
from peelian.measures.ground import Ground
from peelian.measures.measure import Measure
from peelian.measures.numbers import Numbers
from peelian.measures.reach import Used
from peelian.measures.series import Series, used_of
from peelian.measures.setting import Setting, limits_of
from peelian.measures.slabs import slab_of
from peelian.measures.span_numbers import newest_run
from peelian.measures.windows import YEAR
from peelian.measures.write_block import write_counts

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
HOURS_SCHEMA = pa.schema(
    [("code", pa.string()), ("area", pa.string()), ("month", pa.date32())]
    + [(name, pa.int64()) for name in ("day", "hour", "sharp", "n")]
)
HOUR_OF_WEEK = "hour of week"
_NO_TIME = "not recorded"
_FEW = 20


def count_hours(rows: Any, measure: Measure, source: Source, *, force: str) -> pa.Table:
    """Count the rows of a measure by month, day of the week and hour.

    Parameters
    ----------
    rows, measure, source, force
        As for `make_cube`; the measure has `times`.

    Returns
    -------
    pyarrow.Table
        With `HOURS_SCHEMA`: `day` is 1 for Monday, and `sharp` 1 where the time is a full hour; both and the
        hour are null where the time is missing.
    """
    place = source.areas["force"].code
    when, clock = measure.when or source.period, nw.col(measure.times)
    sharp = (clock.dt.minute() == 0) & (clock.dt.second() == 0)
    counted = nw.col(measure.adds).sum() if measure.adds else nw.len()
    keys = ("code", "area", "month", "day", "hour", "sharp")
    summed = (
        nw.from_native(rows)
        .lazy()
        .filter(keep_rows(measure, source, level="force"))
        .select(
            *dict.fromkeys([measure.adds] if measure.adds else []),
            cube_code=nw.col(measure.for_each).cast(nw.String) if measure.for_each else nw.lit(""),
            cube_area=nw.col(place).cast(nw.String) if place else nw.lit(force),
            cube_month=nw.col(when).dt.truncate("1mo").cast(nw.Date),
            cube_day=clock.dt.weekday().cast(nw.Int64),
            cube_hour=clock.dt.hour().cast(nw.Int64),
            cube_sharp=sharp.cast(nw.Int64),
        )
        .group_by(*(f"cube_{key}" for key in keys))
        .agg(cube_n=counted)
        .with_columns(nw.col("cube_n").cast(nw.Int64))
        .collect()
        .to_arrow()
    )
    return pa.table(
        [summed[f"cube_{name}"].cast(HOURS_SCHEMA.field(name).type) for name in HOURS_SCHEMA.names],
        schema=HOURS_SCHEMA,
    )


def write_hours(series: Series, hours: pa.Table, setting: Setting, *, ground: Ground) -> None:
    """Add a finding for each hour of the week, and one for records whose time is missing, if there are any.

    Nothing at 3 in the morning is a count of 0 and is told. Where records stand at midnight sharp far more
    often than at any other full hour, midnight is where dates without a time end up: the hours from midnight
    to one are then of low reliability.

    Parameters
    ----------
    series
        Everyone, at the level of the force.
    hours
        What `count_hours` returns.
    setting, ground
        What it is made with, and the force's months.
    """
    measure = series.member.measure
    used = used_of(series, setting.source, ground)
    limits = limits_of(Used(used.fields | {measure.times}, used.values), setting, ground)
    slab = slab_of(series, ground, limits)
    whole = slab.measured & (slab.gravity == 0)
    for row in np.flatnonzero(whole.any(axis=1)).tolist():
        first, last = newest_run(whole[row])
        first = max(first, last - YEAR + 1)
        codes = {code for code, at in ground.rows.items() if at == row}
        kept = [
            each
            for each in hours.to_pylist()
            if each["code"] == (series.member.code or "")
            and each["area"] in codes
            and ground.months[first] <= each["month"] <= ground.months[last]
        ]
        counts = _by_hour(kept)
        doubtful = _midnight_stands_out(kept)
        for (day, hour), n in counts.items():
            group = f"{DAYS[day - 1]} {hour:02d}" if day else _NO_TIME
            numbers = _one(row, first, last, n, doubtful=doubtful and day > 0 and hour == 0)
            origin = limits.behind(numbers.area, numbers.first, numbers.last, months="all")
            label = _label(series, setting, f"{measure.times} {HOUR_OF_WEEK}={group}")
            write_counts(setting.columns, label, ground=ground, numbers=numbers, origin=origin)


def _by_hour(kept: list[dict[str, Any]]) -> dict[tuple[int, int], int]:
    counts = {(day, hour): 0 for day in range(1, 8) for hour in range(24)}
    for each in kept:
        key = (0, 0) if each["hour"] is None else (each["day"], each["hour"])
        counts[key] = counts.get(key, 0) + each["n"]
    return counts


def _midnight_stands_out(kept: list[dict[str, Any]]) -> bool:
    sharp = np.zeros(24, dtype=np.int64)
    for each in kept:
        if each["sharp"]:
            sharp[each["hour"]] += each["n"]
    return bool(sharp[0] >= _FEW and sharp[0] > 2 * sharp[1:].max())


def _one(row: int, first: int, last: int, n: int, *, doubtful: bool) -> Numbers:
    area, start, end = (np.array([each], dtype=np.int64) for each in (row, first, last))
    never, nothing = np.zeros(1, dtype=np.bool_), np.full(1, np.nan)
    return Numbers(
        area,
        start,
        end,
        np.array([n], dtype=np.float64),
        np.array([doubtful], dtype=np.bool_),
        never,
        never,
        nothing,
        nothing,
        nothing,
        nothing,
        never,
        nothing,
    )


def _label(series: Series, setting: Setting, group: str) -> Label:
    member = series.member
    unit = member.measure.unit or setting.source.counts
    return Label(
        member.id, member.title, unit, group, series.level, "span", "count.hours", setting.code_version
    )
