"""Turning the conditions of a measure into one expression that every engine understands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

import narwhals as nw

from peelian.catalogue.field import Field
from peelian.catalogue.source import Source
from peelian.measures.measure import Filter, Measure, Value
from peelian.reference.period import add_months


def keep_rows(measure: Measure, source: Source, *, level: str) -> nw.Expr:
    """Return the expression that is true for the rows a measure counts at a level of area.

    Parameters
    ----------
    measure, source
        The recipe and the source it reads; checked against each other already.
    level
        Level of area, one of `source.areas`.
    """
    kept = rows_of_level(source, level) & ~nw.col(measure.when or source.period).is_null()
    if measure.adds:
        kept = kept & ~nw.col(measure.adds).is_null()
    for condition in measure.where:
        kept = kept & _condition(condition, source.fields[condition.field])
    if measure.where_any:
        some = [_condition(condition, source.fields[condition.field]) for condition in measure.where_any]
        # A bound on a missing number is neither true nor false: another condition may still hold.
        kept = kept & nw.any_horizontal(*some, ignore_nulls=True)
    return kept


def rows_of_level(source: Source, level: str) -> nw.Expr:
    """Return the expression that is true for the rows of a source that belong to a level of area."""
    wanted = source.areas[level].rows.items()
    tests = [nw.col(name) == _typed(value, source.fields[name]) for name, value in wanted]
    return nw.all_horizontal(nw.lit(True), *tests, ignore_nulls=True)


def rows_of_months(source: Source, months: Collection[dt.date]) -> nw.Expr:
    """Return the expression that is true for the rows of a source whose period lies in one of some months.

    Consecutive months make one stretch with two bounds, which an engine can hold against the smallest and
    largest value that a file says it has, and so leave whole files unread.

    Parameters
    ----------
    source
        A source dated by a day, a month or a time.
    months
        First days of months, at least one.
    """
    field = source.fields[source.period]
    period = nw.col(source.period)
    starts = sorted(month for month in months if add_months(month, -1) not in months)
    ends = sorted(add_months(month, 1) for month in months if add_months(month, 1) not in months)
    stretches = [
        (period >= _day(start, field)) & (period < _day(end, field))
        for start, end in zip(starts, ends, strict=True)
    ]
    return nw.any_horizontal(*stretches, ignore_nulls=True)


def _condition(condition: Filter, field: Field) -> nw.Expr:
    name = condition.field
    if condition.differs is not None or condition.none_of:
        # A comparison with a missing value is neither true nor false: it must not drop the row.
        return ~_is_one_of(name, condition.named_values(), field)
    if values := condition.kept_values():
        return _is_one_of(name, values, field)
    bounds = []
    if condition.below is not None:
        bounds.append(nw.col(name) < condition.below)
    if condition.at_least is not None:
        bounds.append(nw.col(name) >= condition.at_least)
    if condition.start is not None:
        bounds.append(nw.col(name) >= _day(condition.start, field))
    if condition.end is not None:
        bounds.append(nw.col(name) < _day(condition.end + dt.timedelta(days=1), field))
    return nw.all_horizontal(*bounds, ignore_nulls=False)


def _is_one_of(name: str, values: Iterable[Value], field: Field) -> nw.Expr:
    meanings = set(field.missing.values())
    missing = [value for value in values if value in meanings]
    present = [_typed(value, field) for value in values if value not in meanings]
    tests = []
    if present:
        tests.append(nw.col(name).is_in(present).fill_null(value=False))
    if missing:
        tests.append(nw.col(f"{name}__missing").is_in(missing).fill_null(value=False))
    return nw.any_horizontal(*tests, ignore_nulls=False)


def _typed(value: Value, field: Field) -> Value | dt.datetime:
    if field.type == "flag":
        return value is True or str(value) == "yes"
    if field.type in ("integer", "number", "date", "month"):
        return value
    if field.type == "datetime" and isinstance(value, dt.date):
        return _day(value, field)
    return str(value)


def _day(day: dt.date, field: Field) -> dt.date | dt.datetime:
    return dt.datetime(day.year, day.month, day.day) if field.type == "datetime" else day
