"""Populations: how many people live in each area, for rates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any

import narwhals as nw

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.lineage import touching_caveats
from peelian.catalogue.vintage import Vintage
from peelian.reference.area import Area
from peelian.warehouse.current import winners

Rows = Callable[[str], AbstractContextManager[Any]]

_TABLES = (("census_age", "total"), ("census_ethnic_group", "ethnicity total"))


@dataclass(frozen=True, slots=True)
class Population:
    """People who live in an area.

    Parameters
    ----------
    residents
        How many.
    year
        The year they were counted in.
    vintages, caveats
        Ids of the loads, and keys of the caveats, that travel to every rate.
    """

    residents: int
    year: int
    vintages: tuple[str, ...]
    caveats: tuple[str, ...]


def gather_populations(
    rows: Rows,
    *,
    catalogue: Catalogue,
    vintages: Mapping[str, Sequence[Vintage]],
    areas: Mapping[str, Area],
) -> dict[tuple[str, str], Population]:
    """Return the residents of every area by (level, code), from the latest census that is loaded.

    Boroughs and small areas (LSOAs) are read as they are. A ward is the sum of the small areas that
    `area_lookup` fits best to it. A force is the sum of the boroughs that lie in it, and has no number when
    one of them lacks one.

    Parameters
    ----------
    rows
        Opens the current rows of a source; what it opens is None when nothing is loaded.
    catalogue, vintages
        The described sources, and the published vintages of each.
    areas
        The areas of the workspace by code.
    """
    if "population" not in catalogue.sources:
        return {}
    with rows("population") as frame:
        year, basis, counted = (0, "", {}) if frame is None else _census(frame)
    if not counted:
        return {}
    nobody = {
        level: _behind(
            catalogue,
            vintages,
            "population",
            fields=frozenset({"area", "level", "year", "residents"}),
            values={"basis": frozenset({basis}), "level": frozenset({level})},
            year=year,
        )
        for level in {level for level, _ in counted}
    }
    found = {(level, code): replace(nobody[level], residents=n) for (level, code), n in counted.items()}
    with rows("area_lookup") as frame:
        wards = {} if frame is None else _wards(frame)
    more = _behind(
        catalogue,
        vintages,
        "area_lookup",
        fields=frozenset({"child", "parent", "fit"}),
        values={
            "fit": frozenset({"best"}),
            "change": frozenset(),
            "child_level": frozenset({"lsoa"}),
            "parent_level": frozenset({"ward"}),
        },
    )
    for ward, parts in wards.items():
        total = add_up(found, [("lsoa", part) for part in parts])
        if ("ward", ward) not in found and total is not None:
            found["ward", ward] = replace(
                total,
                vintages=(*total.vintages, *more.vintages),
                caveats=(*total.caveats, *more.caveats),
            )
    for force in {area.code for area in areas.values() if area.level == "force"}:
        inside = [
            area.code
            for area in areas.values()
            if area.parent == force and area.level == "borough" and area.is_real()
        ]
        total = add_up(found, [("borough", code) for code in inside])
        if total is not None:
            found["force", force] = total
    return found


def add_up(
    populations: Mapping[tuple[str, str], Population], places: Collection[tuple[str, str]]
) -> Population | None:
    """Return the residents of several places together, or None when there is no place or one has no number.

    Parameters
    ----------
    populations
        Residents by (level, code).
    places
        The places to add up.
    """
    if not places or any(place not in populations for place in places):
        return None
    parts = [populations[place] for place in places]
    return replace(parts[0], residents=sum(part.residents for part in parts))


def _census(frame: Any) -> tuple[int, str, dict[tuple[str, str], int]]:
    """Return year, basis and residents by (level, area) of the latest census, its age tables first."""
    whole = nw.any_horizontal(
        *((nw.col("basis") == basis) & (nw.col("dimension") == dimension) for basis, dimension in _TABLES),
        ignore_nulls=True,
    )
    table = (
        nw.from_native(frame)
        .lazy()
        .filter(whole, ~nw.col("residents").is_null())
        .group_by("basis", "level", "area", "year")
        .agg(residents=nw.col("residents").sum())
        .with_columns(nw.col("residents").cast(nw.Int64), nw.col("year").cast(nw.Int64))
        .collect()
        .to_arrow()
        .to_pylist()
    )
    ranks = {basis: -number for number, (basis, _) in enumerate(_TABLES)}
    found = {(row["year"], ranks[row["basis"]], row["basis"]) for row in table}
    year, _, basis = max(found, default=(0, 0, ""))
    return (
        year,
        basis,
        {
            (row["level"], row["area"]): row["residents"]
            for row in table
            if (row["year"], row["basis"]) == (year, basis)
        },
    )


def _behind(
    catalogue: Catalogue,
    vintages: Mapping[str, Sequence[Vintage]],
    name: str,
    *,
    fields: frozenset[str],
    values: Mapping[str, frozenset[str]],
    year: int | None = None,
) -> Population:
    """Return nobody, with the loads and caveats that stand behind a reading of a source."""
    source = catalogue.source(name)
    used = [
        vintage
        for vintage, slots in winners(vintages.get(name, ())).items()
        if any(_is_read(dict(zip(source.slices, key, strict=False)), values) for key, _ in slots)
    ]
    caveats = touching_caveats(
        source,
        fields=fields,
        values=values,
        start=None if year is None else dt.date(year, 1, 1),
        end=None if year is None else dt.date(year, 12, 31),
    )
    return Population(0, year or 0, tuple(sorted(used)), caveats)


def _is_read(told: Mapping[str, str], values: Mapping[str, frozenset[str]]) -> bool:
    """Say whether a slice holds rows that a reading keeps."""
    return all(value in values.get(name, (value,)) for name, value in told.items())


def _wards(frame: Any) -> dict[str, list[str]]:
    """Return the small areas of each ward, by the lookup of the latest edition that names the ward."""
    pairs = (
        nw.from_native(frame)
        .lazy()
        .filter(nw.col("child_level") == "lsoa", nw.col("parent_level") == "ward")
        .select("child", "child_edition", "parent", "parent_edition")
        .unique()
        .collect()
        .to_arrow()
        .to_pylist()
    )
    editions: dict[str, dict[tuple[str, str], list[str]]] = {}
    for row in pairs:
        edition = (str(row["parent_edition"]), str(row["child_edition"]))
        editions.setdefault(row["parent"], {}).setdefault(edition, []).append(row["child"])
    return {ward: by_edition[max(by_edition)] for ward, by_edition in editions.items()}
