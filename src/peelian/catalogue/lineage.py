"""Lineage: which caveats and breaks touch a reading, looked up from what the reading used.

A measure says which fields it uses, which values it keeps, for which dates and area. Caveats and breaks say
which part of a source they are about. This file compares the two, so that nobody has to remember a caveat.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from peelian.catalogue.caveat import Break, Caveat, Scope
from peelian.catalogue.source import Source

_NOTHING: Mapping[str, frozenset[str]] = {}


def touching_caveats(
    source: Source,
    *,
    fields: frozenset[str],
    values: Mapping[str, frozenset[str]] = _NOTHING,
    start: dt.date | None = None,
    end: dt.date | None = None,
    area: str | None = None,
    related: frozenset[str] = frozenset(),
    layouts: frozenset[str] | None = None,
    extra: Sequence[Caveat] = (),
) -> tuple[str, ...]:
    """Return the keys of the caveats that touch a reading, in the order they are written.

    A caveat without fields touches every reading of the source; one with fields touches a reading that uses
    any of them. Its values, dates, areas and layouts narrow it: all of those must be able to apply.

    Parameters
    ----------
    source
        What was read.
    fields
        Fields that the measure uses: counted, filtered by, or grouped by.
    values
        For each field the measure fixes, the values it keeps. A field not named here may hold any value, so a
        caveat about one of its values does touch. Flags are written "yes" and "no".
    start, end
        First and last day of the reading, both included; None means no limit on that side.
    area
        Code of the area the reading is about; None means no particular area, which every area scope touches.
    related
        Codes of the areas that lie in `area` or that it lies in: a caveat on a borough touches the force's
        total and the borough's wards too.
    layouts
        Names of the layouts the rows came by; None means not known, which every layout scope touches.
    extra
        Caveats found by the quality profile or by a load, beside those written in the source.
    """
    keys = []
    for item in (*source.caveats, *extra):
        about = item.scope
        if (
            _fields_meet(about, fields=fields, values=values)
            and _dates_meet(about, start=start, end=end)
            and _places_meet(about, area=area, related=related)
            and _layouts_meet(about, layouts=layouts)
        ):
            keys.append(source.key_of(item))
    return tuple(dict.fromkeys(keys))


def touching_breaks(
    source: Source,
    *,
    fields: frozenset[str],
    earlier_start: dt.date,
    later_end: dt.date,
    values: Mapping[str, frozenset[str]] = _NOTHING,
    area: str | None = None,
    related: frozenset[str] = frozenset(),
    layouts: frozenset[str] | None = None,
) -> tuple[Break, ...]:
    """Return the breaks that come between the two ends of a comparison, in order of date.

    Parameters
    ----------
    source, fields, values, area, related, layouts
        As for `touching_caveats`.
    earlier_start
        First day of the earlier period.
    later_end
        Last day of the later period. A break whose first day is `earlier_start` itself does not lie between:
        all that is compared was recorded the new way.
    """
    met = [
        item
        for item in source.breaks
        if item.lies_between(earlier_start, later_end)
        and _fields_meet(item.scope, fields=fields, values=values)
        and _dates_meet(item.scope, start=earlier_start, end=later_end)
        and _places_meet(item.scope, area=area, related=related)
        and _layouts_meet(item.scope, layouts=layouts)
    ]
    return tuple(sorted(met, key=lambda item: item.on))


def _fields_meet(scope: Scope, *, fields: frozenset[str], values: Mapping[str, frozenset[str]]) -> bool:
    used = fields | values.keys()
    if scope.fields and used.isdisjoint(scope.fields):
        return False
    return all(_may_hold(values.get(name), told) for name, told in scope.values.items())


def _may_hold(kept: frozenset[str] | None, told: tuple[str, ...]) -> bool:
    """Say whether a reading that keeps `kept` (None: anything) can hold one of the values told of."""
    if kept is None or not told:
        return True
    return not {value.casefold() for value in kept}.isdisjoint(value.casefold() for value in told)


def _dates_meet(scope: Scope, *, start: dt.date | None, end: dt.date | None) -> bool:
    return scope.touches_dates(start or dt.date.min, end or dt.date.max)


def _places_meet(scope: Scope, *, area: str | None, related: frozenset[str]) -> bool:
    return area is None or scope.touches_area(area) or not related.isdisjoint(scope.areas)


def _layouts_meet(scope: Scope, *, layouts: frozenset[str] | None) -> bool:
    return layouts is None or not scope.layouts or not layouts.isdisjoint(scope.layouts)
