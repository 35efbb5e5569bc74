"""A condition of a measure as an expression that every engine understands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import narwhals as nw

from peelian.catalogue.field import Field
from peelian.catalogue.source import Source
from peelian.measures.measure import Filter, Value


def meets(condition: Filter, source: Source) -> nw.Expr:
    """Return the expression that is true for the rows that meet a condition.

    Parameters
    ----------
    condition, source
        The condition and the source whose field it names.
    """
    name, field = condition.field, source.fields[condition.field]
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
        bounds.append(nw.col(name) >= day_as_held(condition.start, field))
    if condition.end is not None:
        bounds.append(nw.col(name) < day_as_held(condition.end + dt.timedelta(days=1), field))
    return nw.all_horizontal(*bounds, ignore_nulls=False)


def _is_one_of(name: str, values: Iterable[Value], field: Field) -> nw.Expr:
    meanings = set(field.missing.values())
    missing = [value for value in values if value in meanings]
    present = [as_held(value, field) for value in values if value not in meanings]
    tests = []
    if present:
        tests.append(nw.col(name).is_in(present).fill_null(value=False))
    if missing:
        tests.append(nw.col(f"{name}__missing").is_in(missing).fill_null(value=False))
    return nw.any_horizontal(*tests, ignore_nulls=False)


def as_held(value: Value, field: Field) -> Value | dt.datetime:
    """Return a value as a field holds it, so that the two can be compared.

    Parameters
    ----------
    value, field
        The value as a definition names it, and the field.
    """
    if field.type == "flag":
        return value is True or str(value) == "yes"
    if field.type in ("integer", "number", "date", "month"):
        return value
    if field.type == "datetime" and isinstance(value, dt.date):
        return day_as_held(value, field)
    return str(value)


def day_as_held(day: dt.date, field: Field) -> dt.date | dt.datetime:
    """Return a day as a field of days or of times holds it.

    Parameters
    ----------
    day, field
        The day and the field.
    """
    return dt.datetime(day.year, day.month, day.day) if field.type == "datetime" else day
