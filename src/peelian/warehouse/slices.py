"""Slices: what a vintage speaks for, read from its profile."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from peelian.catalogue.layout import Layout
from peelian.catalogue.quality import FieldMonth
from peelian.catalogue.source import Source
from peelian.catalogue.vintage import Slice


def find_slices(profile: Iterable[FieldMonth], *, source: Source, layout: Layout) -> tuple[Slice, ...]:
    """Return the values of the slicing fields in a vintage's rows, with the months of each.

    A slicing field without a value counts as "". A source without slicing fields has one slice: with the key
    () where it has a period, else with the layout's name as its key.
    """
    if not source.slices and not source.period:
        return (Slice((layout.layout,), ()),)
    months: dict[tuple[str, ...], set[dt.date]] = {}
    for found in profile:
        months.setdefault(found.slice, set()).update([] if found.month is None else [found.month])
    return tuple(Slice(key, tuple(sorted(days))) for key, days in sorted(months.items()))
