"""Areas of a workspace: names and parents, from boundaries, lookups and the counted rows themselves."""

from __future__ import annotations

from collections.abc import Collection

import duckdb

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.source import Source
from peelian.reference.area import Area, AreaLevel
from peelian.warehouse.current import current_rows_sql
from peelian.warehouse.store import Store
from peelian.workspace.settings import Settings


def gather_areas(
    connection: duckdb.DuckDBPyConnection,
    *,
    store: Store,
    catalogue: Catalogue,
    settings: Settings,
    sources: Collection[str],
) -> dict[str, Area]:
    """Return every area that the named sources count something in, by code.

    The force comes from the settings. Names come from `geography` where it is loaded, else from the rows that
    name their own areas; a ward's borough from the rows that say it, else from `area_lookup`.

    Parameters
    ----------
    connection
        An open session on the store.
    sources
        Names of the sources that measures read. Others (a census of the whole country) speak of places that
        the force has nothing to do with.
    """
    force = settings.force
    areas = {force.code: Area(force.code, "force", settings.place)}
    for code in force.known_as:
        areas[code] = areas[force.code]
    official: dict[str, str] = {}
    if (sql := _rows(store, catalogue, "geography")) is not None:
        official = dict(
            connection.execute(f"SELECT code, any_value(name) FROM ({sql}) GROUP BY code").fetchall()
        )
    looked_up = _looked_up_parents(connection, store=store, catalogue=catalogue)
    for source in (catalogue.sources[name] for name in sorted(sources)):
        if {"level", "area", "area_name"} <= set(source.fields):
            for code, level, name, parent in _named_in_rows(connection, store=store, source=source):
                said = parent if parent and not parent.startswith("x-") else None
                above = force.code if level == "borough" else looked_up.get(code) or said
                known_as = official.get(code) or ("Place not known" if code == "x-unknown" else name)
                if code not in areas or (areas[code].parent is None and above is not None):
                    areas[code] = Area(code, level, known_as or code, above)
    return areas


def _rows(store: Store, catalogue: Catalogue, name: str) -> str | None:
    source = catalogue.sources.get(name)
    return None if source is None else current_rows_sql(store, source)


def _named_in_rows(
    connection: duckdb.DuckDBPyConnection, *, store: Store, source: Source
) -> list[tuple[str, AreaLevel, str | None, str | None]]:
    sql = current_rows_sql(store, source)
    if sql is None:
        return []
    parent = "any_value(borough)" if "borough" in source.fields else "NULL"
    named: list[tuple[str, AreaLevel, str | None, str | None]] = connection.execute(
        f"SELECT area, level, any_value(area_name), {parent} FROM ({sql}) "
        "WHERE area IS NOT NULL AND level IN ('country', 'borough', 'ward') "
        "GROUP BY area, level ORDER BY level, area"
    ).fetchall()
    return named


def _looked_up_parents(
    connection: duckdb.DuckDBPyConnection, *, store: Store, catalogue: Catalogue
) -> dict[str, str]:
    sql = _rows(store, catalogue, "area_lookup")
    if sql is None:
        return {}
    return dict(
        connection.execute(
            f"SELECT child, any_value(parent) FROM ({sql}) "
            "WHERE child_level = 'ward' AND parent_level = 'borough' GROUP BY child"
        ).fetchall()
    )
