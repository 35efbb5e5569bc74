"""Residents of groups: how many people of each group live in each area, and which of them a group matches."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any

import narwhals as nw

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.vintage import Vintage
from peelian.measures.larger_areas import LargerAreas, add_larger_areas, find_larger_areas
from peelian.measures.members import codes_of
from peelian.measures.per import GroupResidents
from peelian.measures.population_rows import look_behind
from peelian.measures.residents import Population
from peelian.reference.area import Area

Rows = Callable[[str], AbstractContextManager[Any]]
People = Mapping[tuple[str, str], Population]
ByGroup = Mapping[tuple[str, str], People]
_Counts = dict[tuple[str, str], int]

RESIDENT_GROUPS: Mapping[str, tuple[str, str]] = {
    "ethnicity": ("census_ethnic_group", "ethnicity"),
    "age_band": ("census_age", "age"),
}
"""Field of the population source by which residents are grouped -> the table and division that tell them."""


def gather_group_residents(
    rows: Rows,
    *,
    wanted: Collection[str],
    catalogue: Catalogue,
    vintages: Mapping[str, Sequence[Vintage]],
    areas: Mapping[str, Area],
    boroughs: Collection[str] = (),
) -> dict[tuple[str, str], dict[tuple[str, str], Population]]:
    """Return the residents of each group: (field, group) -> (level, area) -> residents.

    Read from the latest census that is loaded. Where only small areas are counted by group, a borough is the
    sum of those that name it; wards and forces are added up as for everyone. A broad group is the sum of the
    groups that lie in it. Where one of the parts is suppressed, there is no number.

    Parameters
    ----------
    rows, catalogue, vintages, areas, boroughs
        As for `gather_populations`.
    wanted
        Fields of the population source by which residents are grouped, of `RESIDENT_GROUPS`.
    """
    if "population" not in catalogue.sources or not wanted:
        return {}
    larger = find_larger_areas(rows, catalogue=catalogue, vintages=vintages, areas=areas, boroughs=boroughs)
    found: dict[tuple[str, str], dict[tuple[str, str], Population]] = {}
    for field in sorted(set(wanted)):
        with rows("population") as frame:
            year, counted = (0, {}) if frame is None else _read(frame, field, catalogue)
        for group, counts in counted.items():
            found[field, group] = _people(
                counts, field, year=year, catalogue=catalogue, vintages=vintages, larger=larger
            )
    return found


def match_residents(
    each: GroupResidents, value: str, *, by_group: ByGroup, catalogue: Catalogue
) -> People | None:
    """Return the residents that a group is divided by, or None when it is said that none match.

    Parameters
    ----------
    each
        How the groups of a field match those of residents.
    value
        The group. A way of being missing ("not stated") matches nobody: it is not spread over the groups.
    by_group, catalogue
        Residents of groups, and the lists of codes.

    Returns
    -------
    Mapping or None
        Residents by (level, area); empty where residents of a group are not loaded.
    """
    known = codes_of(catalogue.source("population").fields[each.residents], catalogue)
    matched = each.matches.get(value, (value,) if value in known else ())
    if not matched:
        return None
    parts = [by_group.get((each.residents, name), {}) for name in matched]
    return {
        place: Population(sum(part[place].residents for part in parts), one.year, one.vintages, one.caveats)
        for place, one in parts[0].items()
        if all(place in part for part in parts)
    }


def _read(frame: Any, field: str, catalogue: Catalogue) -> tuple[int, dict[str, _Counts]]:
    """Return year and counts by group of the latest census that is grouped by a field."""
    basis, dimension = RESIDENT_GROUPS[field]
    told = (
        nw.from_native(frame)
        .lazy()
        .filter(nw.col("basis") == basis, nw.col("dimension") == dimension, ~nw.col(field).is_null())
    )
    years = told.select(nw.col("year").max().cast(nw.Int64)).collect().to_arrow()["year"].to_pylist()
    if not years or years[0] is None:
        return 0, {}
    table = (
        told.filter(nw.col("year") == years[0])
        .with_columns(untold=nw.col("residents").is_null().cast(nw.Int64))
        .group_by("level", "area", "borough", field)
        .agg(n=nw.col("residents").sum(), hidden=nw.col("untold").sum())
        .with_columns(nw.col("n").cast(nw.Int64), nw.col("hidden").cast(nw.Int64))
        .collect()
        .to_arrow()
    )
    counts: dict[str, _Counts] = {}
    hidden: set[tuple[str, tuple[str, str]]] = set()
    boroughs: dict[str, _Counts] = {}
    for row in table.to_pylist():
        group, place, above = row[field], (row["level"], row["area"]), ("borough", row["borough"])
        if row["hidden"]:
            hidden |= {(group, place), (group, above)}
            continue
        counts.setdefault(group, {})[place] = row["n"]
        if row["level"] == "lsoa" and row["borough"] is not None:
            inside = boroughs.setdefault(group, {})
            inside[above] = inside.get(above, 0) + row["n"]
    for group, inside in boroughs.items():
        counts[group] = inside | counts.get(group, {})
    kept = {
        group: {place: n for place, n in told.items() if (group, place) not in hidden}
        for group, told in counts.items()
    }
    return years[0], _with_broad(kept, hidden, field, catalogue)


def _with_broad(
    counts: dict[str, _Counts], hidden: set[tuple[str, tuple[str, str]]], field: str, catalogue: Catalogue
) -> dict[str, _Counts]:
    """Add the broad groups; one of which a part is hidden somewhere has no number there."""
    codes = codes_of(catalogue.source("population").fields[field], catalogue)
    made = dict(counts)
    for broad in dict.fromkeys(code.parent for code in codes.values() if code.parent in codes):
        parts = [name for name, code in codes.items() if code.parent == broad and name in counts]
        places = {place for name in parts for place in counts[name]}
        sums = {
            place: sum(counts[name].get(place, 0) for name in parts)
            for place in places
            if not any((name, place) in hidden for name in parts)
        }
        made[broad] = sums | counts.get(broad, {})
    return {group: told for group, told in made.items() if told}


def _people(
    counts: _Counts,
    field: str,
    *,
    year: int,
    catalogue: Catalogue,
    vintages: Mapping[str, Sequence[Vintage]],
    larger: LargerAreas,
) -> dict[tuple[str, str], Population]:
    basis, dimension = RESIDENT_GROUPS[field]
    behind = look_behind(
        catalogue,
        vintages,
        "population",
        fields=frozenset({"area", "level", "year", "residents", field}),
        values={"basis": frozenset({basis}), "dimension": frozenset({dimension})},
        year=year,
    )
    found = {place: Population(n, year, behind.vintages, behind.caveats) for place, n in counts.items()}
    return add_larger_areas(found, larger)
