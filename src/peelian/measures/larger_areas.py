"""Larger areas: the residents of wards and forces, added up from those of their parts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.vintage import Vintage
from peelian.measures.population_rows import Behind, look_behind, parts_of_areas
from peelian.measures.residents import Population, add_up
from peelian.reference.area import Area

Rows = Callable[[str], AbstractContextManager[Any]]


@dataclass(frozen=True, slots=True)
class LargerAreas:
    """What wards and forces consist of.

    Parameters
    ----------
    wards
        Code of a ward -> codes of its small areas.
    behind
        What stands behind the lookup of wards.
    forces
        Code of a force -> codes of its boroughs.
    """

    wards: Mapping[str, Sequence[str]]
    behind: Behind
    forces: Mapping[str, Sequence[str]]


def find_larger_areas(
    rows: Rows,
    *,
    catalogue: Catalogue,
    vintages: Mapping[str, Sequence[Vintage]],
    areas: Mapping[str, Area],
    boroughs: Collection[str] = (),
) -> LargerAreas:
    """Return what wards and forces consist of.

    Parameters
    ----------
    rows, catalogue, vintages
        As for `gather_populations`.
    areas
        The areas of the workspace by code.
    boroughs
        The boroughs of the force; left out, those among the areas that lie in it.
    """
    with rows("area_lookup") as frame:
        wards = {} if frame is None else parts_of_areas(frame)
    behind = look_behind(
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
    forces = {
        force: tuple(boroughs)
        or tuple(
            area.code
            for area in areas.values()
            if area.parent == force and area.level == "borough" and area.is_real()
        )
        for force in {area.code for area in areas.values() if area.level == "force"}
    }
    return LargerAreas(wards, behind, forces)


def add_larger_areas(
    found: Mapping[tuple[str, str], Population], larger: LargerAreas
) -> dict[tuple[str, str], Population]:
    """Return residents by (level, code) with those of wards and forces added.

    Parameters
    ----------
    found
        Residents of the areas that were counted. A ward that was counted stays as it is.
    larger
        What wards and forces consist of. One that lacks a part has no number.
    """
    made = dict(found)
    for ward, parts in larger.wards.items():
        total = add_up(found, [("lsoa", part) for part in parts])
        if ("ward", ward) not in found and total is not None:
            made["ward", ward] = replace(
                total,
                vintages=(*total.vintages, *larger.behind.vintages),
                caveats=(*total.caveats, *larger.behind.caveats),
            )
    for force, boroughs in larger.forces.items():
        total = add_up(found, [("borough", code) for code in boroughs])
        if total is not None:
            made["force", force] = total
    return made
