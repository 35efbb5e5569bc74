"""Counting what was done in time: each row becomes in time, late, not yet due or invalid."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import narwhals as nw
import pyarrow as pa

from peelian.catalogue.source import Source
from peelian.measures.alike_levels import alike_levels
from peelian.measures.day_numbers import day_number, second_of_day, working_days_between
from peelian.measures.filters import keep_rows
from peelian.measures.measure import Measure
from peelian.measures.row_keys import group_of_row, month_of_row
from peelian.measures.rule_of import within_of
from peelian.measures.time_limit import Within
from peelian.reference.area import AreaLevel

Frame: TypeAlias = nw.LazyFrame[Any]

IN_TIME, LATE = "in time", "late"
LEFT_OUT = ("not yet due", "no time of the start", "end before start", "dated after it was loaded")
WITHIN_SCHEMA = pa.schema(
    [
        ("level", pa.string()),
        ("area", pa.string()),
        ("group", pa.string()),
        ("month", pa.date32()),
        ("what", pa.string()),
        ("n", pa.int64()),
    ]
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
    rule = within_of(measure)
    frame = nw.from_native(rows).lazy()
    parts = []
    for levels in alike_levels(measure.areas, source):
        columns = {
            "cube_month": month_of_row(measure.when or source.period, source),
            **{f"cube_at_{level}": _place(source, level, force=force) for level in levels},
            **{f"cube_{group}": group_of_row(source, group) for group in measure.groups},
        }
        used = dict.fromkeys([rule.start, rule.end, *rule.limit_by])
        kept = frame.filter(keep_rows(measure, source, level=levels[0])).select(*used, **columns)
        marked = kept.filter(nw.col("cube_month").is_in(sorted(known.until)))
        marked = _with_outcome(marked, rule, source, known=known)
        for level, group in itertools.product(levels, (None, *measure.groups)):
            area, value = f"cube_at_{level}", nw.col(f"cube_{group}") if group else nw.lit("")
            named = marked.select("cube_month", "cube_what", cube_area=nw.col(area), cube_group=value)
            summed = named.group_by("cube_area", "cube_group", "cube_month", "cube_what").agg(cube_n=nw.len())
            summed = summed.filter(~nw.col("cube_area").is_null())
            summed = summed.with_columns(nw.col("cube_n").cast(nw.Int64))
            parts.append(_laid_out(summed.collect().to_arrow(), level=level, group=group))
    return pa.concat_tables(parts)


def _place(source: Source, level: AreaLevel, *, force: str) -> nw.Expr:
    place = source.areas[level].code
    return nw.col(place).cast(nw.String) if place else nw.lit(force)


def _with_outcome(frame: Frame, rule: Within, source: Source, *, known: Known) -> Frame:
    """Add what became of a row; what is not known is never in time and never late.

    Each step is a column of its own: written as one expression, the number of a day would be worked out anew
    for every holiday.
    """
    timed = {source.fields[name].type for name in (rule.start, rule.end)} == {"datetime"}
    numbered = frame.with_columns(
        start_day=day_number(rule.start),
        end_day=day_number(rule.end),
        last_day=_until(known),
        limit=_limit(rule),
    )
    start, end = nw.col("start_day"), nw.col("end_day")
    numbered = numbered.with_columns(
        start_at=start * _DAY + second_of_day(rule.start) if timed else start,
        end_at=end * _DAY + second_of_day(rule.end) if timed else end,
    )
    done, told = _passed(rule, known)
    passed = numbered.with_columns(done=done, told=told)
    latest = known.loaded.toordinal() - 1
    after = [(nw.col(name) > latest).fill_null(value=False) for name in ("start_day", "end_day")]
    backwards = (nw.col("end_at") < nw.col("start_at")).fill_null(value=False)
    in_time = (nw.col("done") <= nw.col("limit")).fill_null(value=False)
    what = nw.when(in_time).then(nw.lit(IN_TIME)).otherwise(nw.lit(LATE))
    what = nw.when(nw.col("told") >= nw.col("limit")).then(what).otherwise(nw.lit(_NOT_DUE))
    what = nw.when(backwards).then(nw.lit(_OUT_OF_ORDER)).otherwise(what)
    what = nw.when(after[0] | after[1]).then(nw.lit(_AFTER_LOAD)).otherwise(what)
    what = nw.when(nw.col(rule.start).is_null()).then(nw.lit(_NO_START)).otherwise(what)
    return passed.with_columns(cube_what=what)


def _passed(rule: Within, known: Known) -> tuple[nw.Expr, nw.Expr]:
    """Return how much of the clock passed from the start to the end, and to the last day that is told of.

    Hours are counted in seconds, like their limit, so that nothing is rounded.
    """
    start, end, last = nw.col("start_day"), nw.col("end_day"), nw.col("last_day")
    if rule.clock == "hours":
        return nw.col("end_at") - nw.col("start_at"), (last + 1) * _DAY - nw.col("start_at")
    if rule.clock == "calendar days":
        return end - start, last - start
    # What is done after the last day that is told of, and was due by then, is late however long it took.
    within = [day for day in known.holidays if min(known.until) <= day <= max(known.until.values())]
    return (
        working_days_between(start, end, holidays=within),
        working_days_between(start, last, holidays=within),
    )


def _until(known: Known) -> nw.Expr:
    """Return the number of the last day that the loads of a row's month tell of."""
    days = sorted(set(known.until.values()))
    expression: nw.Expr = nw.lit(days[-1].toordinal() - 1, dtype=nw.Int64)
    for day in days[:-1]:
        months = sorted(month for month, last in known.until.items() if last == day)
        number = nw.lit(day.toordinal() - 1, dtype=nw.Int64)
        expression = nw.when(nw.col("cube_month").is_in(months)).then(number).otherwise(expression)
    return expression


def _limit(rule: Within) -> nw.Expr:
    """Return the limit of a row, in days or seconds: the first field that names its value decides."""
    scale = 3600 if rule.clock == "hours" else 1
    expression: nw.Expr = nw.lit(rule.limit * scale, dtype=nw.Int64)
    for name, limits in reversed(rule.limit_by.items()):
        for value, limit in limits.items():
            mine = (nw.col(name).cast(nw.String) == value).fill_null(value=False)
            expression = nw.when(mine).then(nw.lit(limit * scale, dtype=nw.Int64)).otherwise(expression)
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
