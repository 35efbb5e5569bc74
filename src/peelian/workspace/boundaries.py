"""Boundaries of a workspace: outlines from the `geography` source, flattened for drawing."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

import duckdb

from peelian.catalogue.catalogue import Catalogue
from peelian.reference.boundary import Boundary
from peelian.warehouse.current import current_rows_sql
from peelian.warehouse.store import Store

if TYPE_CHECKING:
    import shapely

_METRES_PER_DEGREE = 111_320.0
_DEGREES = "4326"


def gather_boundaries(
    connection: duckdb.DuckDBPyConnection, *, store: Store, catalogue: Catalogue, codes: Collection[str]
) -> dict[str, tuple[Boundary, ...]]:
    """Return the outlines of the named areas by level; a level without any is left out.

    Where one area has several outlines (a grid file and a degrees file) the one on a metre grid is taken.

    Parameters
    ----------
    codes
        Codes of the areas wanted.
    """
    source = catalogue.sources.get("geography")
    sql = None if source is None else current_rows_sql(store, source)
    if sql is None:
        return {}
    import shapely  # slow to import, and not every office has outlines

    rows = connection.execute(
        f"SELECT code, level, geometry, coalesce(crs, '') FROM ({sql}) WHERE geometry IS NOT NULL "
        f"ORDER BY level, code, contains(coalesce(crs, ''), '{_DEGREES}')"
    ).fetchall()
    wanted = set(codes)
    latitude: float | None = None
    found: dict[str, dict[str, Boundary]] = {}
    for code, level, geometry, crs in rows:
        if code in wanted and code not in found.setdefault(level, {}):
            shape = shapely.from_wkb(bytes(geometry))
            degrees = _DEGREES in crs
            if degrees and latitude is None:
                latitude = float(shape.centroid.y)  # one for the whole map, or neighbours would not meet
            scale = _scale(latitude if degrees else None)
            found[level][code] = Boundary(code, level, _rings(shape, scale=scale))
    return {level: tuple(table.values()) for level, table in found.items() if table}


def _scale(latitude: float | None) -> tuple[float, float]:
    if latitude is None:
        return 1.0, 1.0
    return _METRES_PER_DEGREE * math.cos(math.radians(latitude)), _METRES_PER_DEGREE


def _rings(
    shape: shapely.Geometry, *, scale: tuple[float, float]
) -> tuple[tuple[tuple[float, float], ...], ...]:
    across, up = scale
    return tuple(
        tuple((x * across, y * up) for x, y in ring.coords)
        for part in _polygons(shape)
        for ring in _lines(part)
    )


def _polygons(shape: shapely.Geometry) -> Iterator[shapely.Polygon]:
    yield from getattr(shape, "geoms", [shape])


def _lines(part: shapely.Polygon) -> Iterable[shapely.LinearRing]:
    return [part.exterior, *part.interiors]
