"""Reading GeoPackages (SQLite): columns as text, and the geometry as WKB in the file's own coordinates."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa

from peelian.catalogue.glimpse import Glimpse
from peelian.errors import FileRefused
from peelian.warehouse.decode.rows_of_text import batches_of_text, value_text

_ENVELOPE_BYTES = (0, 32, 48, 48, 64)


def glimpse_geopackage(path: Path, *, name: str) -> tuple[Glimpse, ...]:
    """Return one glimpse for each table of features."""
    with closing(_connect(path)) as connection:
        made = []
        for table, _ in _tables(connection, name):
            columns = _columns(connection, table)
            rows = connection.execute(f"SELECT * FROM {_quoted(table)} LIMIT 7").fetchall()
            shown = [tuple("" if isinstance(v, bytes) else value_text(v) or "" for v in row) for row in rows]
            made.append(Glimpse("geopackage", table, (columns, *shown)))
        return tuple(made)


@dataclass(slots=True)
class GeoPackageTable:
    """Tables of a GeoPackage read as one."""

    path: Path
    tables: tuple[str, ...]
    headings: tuple[str, ...] = ()
    records: int = 0
    facts: dict[str, str] = field(default_factory=dict)
    geometry: str = ""

    @classmethod
    def open(cls, path: Path, tables: Sequence[str], *, name: str) -> GeoPackageTable:
        """Count the rows of the tables and read which coordinate system they use."""
        with closing(_connect(path)) as connection:
            systems = dict(_tables(connection, name))
            chosen = tuple(table for table in tables if table in systems) or tuple(systems)[:1]
            counted = 0
            for table in chosen:
                counted += connection.execute(f"SELECT count(*) FROM {_quoted(table)}").fetchone()[0]
            found = connection.execute(
                "SELECT column_name FROM gpkg_geometry_columns WHERE table_name = ?", (chosen[0],)
            ).fetchone()
            headings = _columns(connection, chosen[0])
        facts = {"crs": f"EPSG:{systems[chosen[0]]}"}
        return cls(path, chosen, headings, counted, facts, found[0] if found else "")

    def batches(self, wanted: Sequence[str]) -> Iterator[pa.Table]:
        """Yield the rows."""
        return batches_of_text(self._rows(wanted), wanted, as_is=(self.geometry,))

    def _rows(self, wanted: Sequence[str]) -> Iterator[tuple[str, list[Any]]]:
        columns = ", ".join(_quoted(heading) for heading in wanted) or "NULL"
        with closing(_connect(self.path)) as connection:
            for table in self.tables:
                for row in connection.execute(f"SELECT {columns} FROM {_quoted(table)}"):
                    yield (
                        table,
                        [
                            _wkb(value) if key == self.geometry else value
                            for key, value in zip(wanted, row, strict=False)
                        ],
                    )


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)


def _tables(connection: sqlite3.Connection, name: str) -> list[tuple[str, int]]:
    try:
        found = connection.execute(
            "SELECT table_name, srs_id FROM gpkg_contents WHERE data_type = 'features' ORDER BY table_name"
        ).fetchall()
    except sqlite3.DatabaseError as problem:
        raise FileRefused(
            name,
            found=f"an SQLite file that is not a GeoPackage ({problem})",
            accepted="a GeoPackage with a table of features",
            next_step="save the boundaries as a GeoPackage, or load the table as CSV",
        ) from problem
    return [(str(table), int(srs)) for table, srs in found]


def _columns(connection: sqlite3.Connection, table: str) -> tuple[str, ...]:
    described = connection.execute(f"PRAGMA table_info({_quoted(table)})").fetchall()
    return tuple(str(column[1]) for column in described)


def _wkb(value: Any) -> bytes | None:
    """Take the header off a GeoPackage geometry (OGC 12-128r18, clause 2.1.3), leaving plain WKB."""
    if not isinstance(value, bytes) or not value.startswith(b"GP") or len(value) < 8:
        return None
    envelope = (value[3] >> 1) & 0b111
    if envelope >= len(_ENVELOPE_BYTES):
        return None
    return value[8 + _ENVELOPE_BYTES[envelope] :]


def _quoted(name: str) -> str:
    escaped = name.replace('"', '""')
    return f'"{escaped}"'
