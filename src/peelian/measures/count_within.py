"""Counting what was done in time: each row becomes in time, late, not yet due or invalid."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import pyarrow as pa

from peelian.catalogue.source import Source
from peelian.measures.day_numbers import day_number, second_number, working_days_between
from peelian.measures.filters import keep_rows
from peelian.measures.measure import Measure
from peelian.measures.row_keys import group_of_row, month_of_row
from peelian.measures.time_limit import Within

IN_TIME, LATE = "in time", "late"
LEFT_OUT = ("not yet due", "no time of the start", "end before start", "dated after it was loaded")
WITHIN_SCHEMA = pa.schema(
    [("level", pa.string()), ("area", pa.string()), ("group", pa.string()), ("month", pa.date32())]
    + [("what", pa.string()), ("n", pa.int64())]
)
"""One row for each level, area, group ("field=value" or null), month and outcome that has rows."""

_DAY = 86400
_NOT_DUE, _NO_START, _OUT_OF_ORDER, _AFTER_LOAD = LEFT_OUT


@dataclass(frozen=True, slots=True)
class Known:
    """How far the data reach.

    Parameters
    ----------
    until
        First day of a month -> the last day of which the loads of that month's rows tell.
    loaded
        The newest day on which rows were loaded: nothing can have happened after it.
    holidays
        Bank holidays, for working days.
    """

    until: Mapping[dt.date, dt.date]
    loaded: dt.date
    holidays: tuple[dt.date, ...] = ()


def count_within(rows: Any, measure: Measure, source: Source, *, force: str, known: Known) -> pa.Table:
    """Count the rows of a measure with `within` by what became of them.

    Parameters
    ----------
    rows, measure, source, force
        As for `make_cube`.
    known
        How far the data reach.

    Returns
    -------
    pyarrow.Table
        With `WITHIN_SCHEMA`. Rows of a month that `known` does not tell of are left out.
    """
    rule = measure.within
    assert rule is not None
    frame = nw.from_native(rows).lazy()
    parts = []
    for level in measure.areas:
        place = source.areas[level].code
        kept = frame.filter(keep_rows(measure, source, level=level))
        for group in (None, *measure.groups):
            columns = {
                "cube_area": nw.col(place).cast(nw.String) if place else nw.lit(force),
                "cube_group": group_of_row(source, group) if group else nw.lit(""),
                "cube_month": month_of_row(measure.when or source.period, source),
            }
            marked = kept.with_columns(**columns).filter(
                ~nw.col("cube_area").is_null(), nw.col("cube_month").is_in(sorted(known.until))
            )
            marked = marked.with_columns(cube_what=_outcome(rule, source, known))
            summed = marked.group_by(*columns, "cube_what").agg(cube_n=nw.len().cast(nw.Int64))
            parts.append(_laid_out(summed.collect().to_arrow(), level=level, group=group))
    return pa.concat_tables(parts)


def _outcome(rule: Within, source: Source, known: Known) -> nw.Expr:
    """Return what became of a row; what is not known is never in time and never late."""
    start, end = nw.col(rule.start), nw.col(rule.end)
    latest = known.loaded.toordinal() - 1
    after = [(day_number(name) > latest).fill_null(value=False) for name in (rule.start, rule.end)]
    timed = {source.fields[name].type for name in (rule.start, rule.end)} == {"datetime"}
    number = second_number if timed else day_number
    backwards = (number(rule.end) < number(rule.start)).fill_null(value=False)
    done, until = _passed(rule, known)
    limit = _limit(rule)
    told = nw.when((done <= limit).fill_null(value=False)).then(nw.lit(IN_TIME)).otherwise(nw.lit(LATE))
    told = nw.when(end.is_null()).then(nw.lit(LATE)).otherwise(told)
    told = nw.when(until >= limit).then(told).otherwise(nw.lit(_NOT_DUE))
    told = nw.when(backwards).then(nw.lit(_OUT_OF_ORDER)).otherwise(told)
    told = nw.when(after[0] | after[1]).then(nw.lit(_AFTER_LOAD)).otherwise(told)
    return nw.when(start.is_null()).then(nw.lit(_NO_START)).otherwise(told)


def _passed(rule: Within, known: Known) -> tuple[nw.Expr, nw.Expr]:
    """Return how much of the clock passed from the start to the end, and to the last day that is told of.

    Hours are counted in seconds, like their limit, so that nothing is rounded.
    """
    last = _until(known)
    if rule.clock == "hours":
        start = second_number(rule.start)
        return second_number(rule.end) - start, (last + 1) * _DAY - start
    start, end = day_number(rule.start), day_number(rule.end)
    if rule.clock == "calendar days":
        return end - start, last - start
    holidays = known.holidays
    return (
        working_days_between(start, end, holidays=holidays),
        working_days_between(start, last, holidays=holidays),
    )


def _until(known: Known) -> nw.Expr:
    """Return the number of the last day that the loads of a row's month tell of."""
    days = sorted(set(known.until.values()))
    expression: nw.Expr = nw.lit(days[-1].toordinal() - 1)
    for day in days[:-1]:
        months = sorted(month for month, last in known.until.items() if last == day)
        number = nw.lit(day.toordinal() - 1)
        expression = nw.when(nw.col("cube_month").is_in(months)).then(number).otherwise(expression)
    return expression


def _limit(rule: Within) -> nw.Expr:
    """Return the limit of a row, in days or seconds: the first field that names its value decides."""
    scale = 3600 if rule.clock == "hours" else 1
    expression: nw.Expr = nw.lit(rule.limit * scale)
    for name, limits in reversed(rule.limit_by.items()):
        for value, limit in limits.items():
            mine = (nw.col(name).cast(nw.String) == value).fill_null(value=False)
            expression = nw.when(mine).then(nw.lit(limit * scale)).otherwise(expression)
    return expression


def _laid_out(table: pa.Table, *, level: str, group: str | None) -> pa.Table:
    rows = len(table)
    named = table["cube_group"].cast(pa.string())
    groups = pa.nulls(rows, pa.string())
    if group is not None:
        groups = pa.compute.binary_join_element_wise(f"{group}=", named, "")
    columns = [
        pa.repeat(level, rows),
        table["cube_area"].cast(pa.string()),
        groups,
        table["cube_month"].cast(pa.date32()),
        table["cube_what"].cast(pa.string()),
        table["cube_n"].cast(pa.int64()),
    ]
    return pa.table(dict(zip(WITHIN_SCHEMA.names, columns, strict=True)), schema=WITHIN_SCHEMA)
