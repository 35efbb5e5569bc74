"""Reading GeoJSON: properties as columns, and the geometry as WKB in longitude and latitude."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa

from peelian.catalogue.glimpse import Glimpse
from peelian.errors import FileRefused
from peelian.warehouse.decode.json_array import read_json
from peelian.warehouse.decode.rows_of_text import batches_of_text, value_text
from peelian.warehouse.limits import Limits

GEOMETRY = "geometry"


def glimpse_geojson(data: Any, *, name: str) -> tuple[Glimpse, ...]:
    """Return the names of the properties and "geometry"."""
    features = _features(data, name)
    names = _names(features)
    rows = [tuple(_shown(feature, key) for key in names) for feature in features[:7]]
    return (Glimpse("geojson", "", (names, *rows)),)


@dataclass(slots=True)
class GeoJsonTable:
    """A GeoJSON feature collection as a table."""

    path: Path
    name: str
    limits: Limits
    headings: tuple[str, ...] = ()
    records: int = 0
    facts: dict[str, str] = field(default_factory=dict)

    @classmethod
    def open(cls, path: Path, *, name: str, limits: Limits) -> GeoJsonTable:
        """Count the features and gather the names of their properties."""
        features = _features(read_json(path, name=name, limits=limits), name)
        return cls(path, name, limits, _names(features), len(features), {"crs": "EPSG:4326"})

    def batches(self, wanted: Sequence[str]) -> Iterator[pa.Table]:
        """Yield the features."""
        return batches_of_text(self._rows(wanted), wanted, as_is=(GEOMETRY,))

    def _rows(self, wanted: Sequence[str]) -> Iterator[tuple[str, list[Any]]]:
        features = _features(read_json(self.path, name=self.name, limits=self.limits), self.name)
        for feature in features:
            properties = feature.get("properties") or {}
            yield "", [_wkb(feature) if key == GEOMETRY else properties.get(key) for key in wanted]


def _features(data: Any, name: str) -> list[dict[str, Any]]:
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list) or not all(isinstance(feature, dict) for feature in features):
        raise FileRefused(
            name,
            found="JSON without a list of features",
            accepted="a GeoJSON FeatureCollection",
            next_step="save the boundaries as a GeoJSON FeatureCollection in EPSG:4326",
        )
    return features


def _names(features: list[dict[str, Any]]) -> tuple[str, ...]:
    names = dict.fromkeys(key for feature in features for key in (feature.get("properties") or {}))
    return (*names, GEOMETRY)


def _shown(feature: dict[str, Any], key: str) -> str:
    if key == GEOMETRY:
        return str((feature.get(GEOMETRY) or {}).get("type", ""))
    return value_text((feature.get("properties") or {}).get(key)) or ""


def _wkb(feature: dict[str, Any]) -> bytes | None:
    """Return the geometry as WKB; one that cannot be understood is None, and so fails if it is required."""
    geometry = feature.get(GEOMETRY)
    if not geometry:
        return None
    import shapely  # slow to import, and few files are maps
    from shapely.geometry import shape

    try:
        made: bytes = shapely.to_wkb(shape(geometry))
    except (ValueError, TypeError, AttributeError, KeyError, shapely.errors.ShapelyError):
        return None
    return made
