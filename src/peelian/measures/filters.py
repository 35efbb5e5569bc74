"""Turning the conditions of a measure into one expression that every engine understands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

import narwhals as nw

from peelian.catalogue.source import Source
from peelian.measures.measure import Measure
from peelian.measures.row_conditions import as_held, day_as_held, meets
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
        kept = kept & meets(condition, source)
    if measure.where_any:
        some = [meets(condition, source) for condition in measure.where_any]
        # A bound on a missing number is neither true nor false: another condition may still hold.
        kept = kept & nw.any_horizontal(*some, ignore_nulls=True)
    return kept


def rows_of_level(source: Source, level: str) -> nw.Expr:
    """Return the expression that is true for the rows of a source that belong to a level of area."""
    wanted = source.areas[level].rows.items()
    tests = [nw.col(name) == as_held(value, source.fields[name]) for name, value in wanted]
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
        (period >= day_as_held(start, field)) & (period < day_as_held(end, field))
        for start, end in zip(starts, ends, strict=True)
    ]
    return nw.any_horizontal(*stretches, ignore_nulls=True)
