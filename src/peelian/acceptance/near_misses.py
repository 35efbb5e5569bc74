"""Why no finding gives a printed figure, and what its writer may have meant."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterable, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from peelian.acceptance.printed import Place

_SHOWN = 6


def why_not_found(place: Place, table: pa.Table, *, measures: Sequence[str] = ()) -> str:
    """Return what of a place no finding has, the first thing of it, with the nearest there is.

    Parameters
    ----------
    place
        What was asked for; no finding answers to all of it.
    table
        With `FINDINGS_SCHEMA`.
    measures
        Ids of all measures there are findings of; left out, those of the table.
    """
    table = table.filter(pc.equal(table["measure"], place.measure))
    if not len(table):
        return f"no finding of a measure '{place.measure}'{_near(place.measure, measures)}"
    for name, column, wanted in (("kind", "kind", place.kind), ("window", "period_kind", place.window)):
        there = _words(table, column)
        table = table.filter(pc.equal(table[column].cast(pa.string()), wanted))
        if not len(table):
            return f"no finding of {place.measure} with {name} '{wanted}'{_near(wanted, there)}"
    groups = (place.group,) if isinstance(place.group, str) else place.group
    there = _words(table, "group")
    group = table["group"].cast(pa.string())
    table = table.filter(
        pc.is_null(group) if groups is None else pc.is_in(group, pa.array(groups, pa.string()))
    )
    if not len(table):
        named = "without a group" if groups is None else f"of group '{', '.join(groups)}'"
        return f"no finding of {place.measure} {named}{_near(groups[0] if groups else '', there)}"
    return _area_or_day(place, table)


def _area_or_day(place: Place, table: pa.Table) -> str:
    names, codes = (table[name].cast(pa.string()) for name in ("area_name", "area_code"))
    levels = table["area_level"].cast(pa.string())
    if place.area:
        there = [*_words(table, "area_name"), *_words(table, "area_code")]
        table = table.filter(pc.or_(pc.equal(names, place.area), pc.equal(codes, place.area)))
        said = f"for an area '{place.area}'{_near(place.area, there)}"
    else:
        level = place.level or "force"
        there = _words(table, "area_level")
        table = table.filter(pc.equal(levels, level))
        said = f"for the force as a whole{_near('', there)}" if level == "force" else f"for any {level}"
    if not len(table):
        return f"no finding of {place.measure} {said}"
    days: set[dt.date] = set(pc.unique(table["period_to"]).to_pylist())
    missing = next((end for end in place.ends if end not in days), place.ends[-1])
    if missing in days:
        return f"no finding of {place.measure} to {missing.isoformat()}"
    nearest = min(days, key=lambda day: (abs(day - missing), day))
    return f"no finding of {place.measure} to {missing.isoformat()}; the nearest is to {nearest.isoformat()}"


def _words(table: pa.Table, column: str) -> list[str]:
    return sorted(word for word in pc.unique(table[column].cast(pa.string())).to_pylist() if word)


def _near(word: str, there: Iterable[str]) -> str:
    known = {each.casefold(): each for each in there}
    near = difflib.get_close_matches(word.casefold(), list(known), n=1)
    if near:
        return f"; did you mean '{known[near[0]]}'?"
    listed = list(known.values())
    more = f" and {len(listed) - _SHOWN} more" if len(listed) > _SHOWN else ""
    return f"; there is {', '.join(listed[:_SHOWN])}{more}" if listed else ""
