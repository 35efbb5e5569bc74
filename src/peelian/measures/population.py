"""Populations: how many people live in each area, for rates."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any

import narwhals as nw

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.vintage import Vintage
from peelian.measures.larger_areas import add_larger_areas, find_larger_areas
from peelian.measures.population_rows import look_behind
from peelian.measures.residents import Population
from peelian.reference.area import Area

Rows = Callable[[str], AbstractContextManager[Any]]

_TABLES = (("census_age", "total"), ("census_ethnic_group", "ethnicity total"))


def gather_populations(
    rows: Rows,
    *,
    catalogue: Catalogue,
    vintages: Mapping[str, Sequence[Vintage]],
    areas: Mapping[str, Area],
    boroughs: Collection[str] = (),
) -> dict[tuple[str, str], Population]:
    """Return the residents of every area by (level, code), from the latest census that is loaded.

    Boroughs and small areas (LSOAs) are read as they are. A ward is the sum of the small areas that
    `area_lookup` fits best to it. A force is the sum of its boroughs, and has no number when one of them
    lacks one.

    Parameters
    ----------
    rows
        Opens the current rows of a source; what it opens is None when nothing is loaded.
    catalogue, vintages
        The described sources, and the published vintages of each.
    areas
        The areas of the workspace by code.
    boroughs
        The boroughs of the force; left out, those among the areas that lie in it.
    """
    if "population" not in catalogue.sources:
        return {}
    with rows("population") as frame:
        year, basis, counted = (0, "", {}) if frame is None else _census(frame)
    if not counted:
        return {}
    behind = {
        level: look_behind(
            catalogue,
            vintages,
            "population",
            fields=frozenset({"area", "level", "year", "residents"}),
            values={"basis": frozenset({basis}), "level": frozenset({level})},
            year=year,
        )
        for level in {level for level, _ in counted}
    }
    found = {
        (level, code): Population(n, year, behind[level].vintages, behind[level].caveats)
        for (level, code), n in counted.items()
    }
    larger = find_larger_areas(rows, catalogue=catalogue, vintages=vintages, areas=areas, boroughs=boroughs)
    return add_larger_areas(found, larger)


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
