"""Reading residents: what stands behind a reading of the population, and which small areas make up a ward."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.lineage import touching_caveats
from peelian.catalogue.vintage import Vintage
from peelian.warehouse.current import winners


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a reading of a source.

    Parameters
    ----------
    vintages, caveats
        Ids of the loads, and keys of the caveats.
    """

    vintages: tuple[str, ...]
    caveats: tuple[str, ...]


def look_behind(
    catalogue: Catalogue,
    vintages: Mapping[str, Sequence[Vintage]],
    name: str,
    *,
    fields: frozenset[str],
    values: Mapping[str, frozenset[str]],
    year: int | None = None,
) -> Behind:
    """Return the loads and caveats that stand behind a reading of a source.

    Parameters
    ----------
    catalogue, vintages
        The described sources, and the published vintages of each.
    name
        The source read.
    fields, values
        Fields the reading uses, and the values it holds them to.
    year
        The year read, or None for any.
    """
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
    return Behind(tuple(sorted(used)), caveats)


def parts_of_areas(frame: Any, *, level: str = "ward") -> dict[str, list[str]]:
    """Return the small areas of each ward, by the lookup of the latest edition that names the ward.

    Parameters
    ----------
    frame
        Current rows of `area_lookup`: a relation or frame that Narwhals knows.
    level
        Level of the areas asked for: wards, unless another that the lookup has.
    """
    pairs = (
        nw.from_native(frame)
        .lazy()
        .filter(nw.col("child_level") == "lsoa", nw.col("parent_level") == level)
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


def _is_read(told: Mapping[str, str], values: Mapping[str, frozenset[str]]) -> bool:
    """Say whether a slice holds rows that a reading keeps."""
    return all(value in values.get(name, (value,)) for name, value in told.items())
