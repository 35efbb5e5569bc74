"""Slices: what a vintage speaks for, read from its rows."""

from __future__ import annotations

import datetime as dt

import duckdb

from peelian.catalogue.layout import Layout
from peelian.catalogue.source import Source
from peelian.catalogue.vintage import Slice
from peelian.warehouse.rows_view import month_of, quoted


def find_slices(opened: duckdb.DuckDBPyConnection, *, source: Source, layout: Layout) -> tuple[Slice, ...]:
    """Return the values of the slicing fields in a vintage's rows (see `open_rows`), with the months of each.

    A slicing field without a value counts as "". A source without slicing fields has one slice: with the key
    () where it has a period, else with the layout's name as its key.
    """
    keys = [f"coalesce(CAST({quoted(name)} AS VARCHAR), '')" for name in source.slices]
    month = month_of(source)
    found = opened.execute(f"SELECT DISTINCT {', '.join([*keys, month])} FROM rows ORDER BY ALL").fetchall()
    months: dict[tuple[str, ...], list[dt.date]] = {}
    for *key, first in found:
        months.setdefault(tuple(key), []).extend([first] if first is not None else [])
    if not source.slices and not source.period:
        return (Slice((layout.layout,), ()),)
    return tuple(Slice(key, tuple(days)) for key, days in months.items())
