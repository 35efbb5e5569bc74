"""Coverage: which loads speak for which months, so that "none" and "not measured" are never mixed up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from peelian.catalogue.source import Source
from peelian.catalogue.vintage import Vintage
from peelian.measures.measure import Measure
from peelian.reference.period import add_months
from peelian.warehouse.current import winners


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a measure's source speaks for at one level of area.

    Parameters
    ----------
    months
        First days of every month from the first to the last that is spoken for, gaps included.
    loads
        Code of an area as the rows write it, or None for all areas alike -> month -> ids of the current
        vintages, sorted.
    vintages
        Those vintages by id.
    """

    months: tuple[dt.date, ...]
    loads: Mapping[str | None, Mapping[dt.date, tuple[str, ...]]]
    vintages: Mapping[str, Vintage]


def coverage_of(measure: Measure, source: Source, *, level: str, vintages: Sequence[Vintage]) -> Coverage:
    """Work out what the current vintages of a source say of a measure at a level.

    Slices that the level's rows or the measure's conditions leave out do not count. Where the source is
    sliced by the very field that holds the area's code (a file for each force), each area has months of its
    own.

    Parameters
    ----------
    measure, source, level
        The recipe, its source, and the level of area.
    vintages
        Every published vintage of the source; which of them is current is worked out here.
    """
    pinned = pinned_slices(measure, source, level=level)
    place = source.areas[level].code
    loads: dict[str | None, dict[dt.date, set[str]]] = {}
    for vintage, slots in winners(vintages).items():
        for key, month in slots:
            told = dict(zip(source.slices, key, strict=False))
            if month is None or not all(value in pinned.get(name, (value,)) for name, value in told.items()):
                continue
            area = told.get(place) if place else None
            loads.setdefault(area, {}).setdefault(month, set()).add(vintage)
    return Coverage(
        _stretch([month for by_month in loads.values() for month in by_month]),
        {
            area: {month: tuple(sorted(ids)) for month, ids in by_month.items()}
            for area, by_month in loads.items()
        },
        {vintage.id: vintage for vintage in vintages},
    )


def pinned_slices(measure: Measure, source: Source, *, level: str) -> dict[str, frozenset[str]]:
    """Return the fields by which a source is sliced that a measure holds to some values, and those values.

    Measures that hold the same to the same have one coverage at a level.

    Parameters
    ----------
    measure, source, level
        As for `coverage_of`.
    """
    pinned = {name: frozenset({value}) for name, value in source.areas[level].rows.items()}
    for condition in measure.where:
        if kept := condition.kept_values():
            pinned[condition.field] = frozenset(str(value) for value in kept)
    return {name: values for name, values in pinned.items() if name in source.slices}


def _stretch(months: Sequence[dt.date]) -> tuple[dt.date, ...]:
    if not months:
        return ()
    first, last = min(months), max(months)
    length = (last.year - first.year) * 12 + last.month - first.month + 1
    return tuple(add_months(first, step) for step in range(length))
