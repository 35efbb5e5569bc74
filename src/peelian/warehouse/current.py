"""The current rows of a source: for each part and month, those of the vintage that speaks for it last."""

from __future__ import annotations

from collections.abc import Sequence

from peelian.catalogue.source import Source
from peelian.catalogue.vintage import Vintage
from peelian.warehouse.current_parts import Part, current_parts
from peelian.warehouse.later_fields import later_fields
from peelian.warehouse.manifest import read_manifest
from peelian.warehouse.rows_view import month_of, quoted
from peelian.warehouse.sql_text import literal
from peelian.warehouse.store import Store
from peelian.warehouse.winning import winners as winners  # noqa: PLC0414

_TYPES = {
    "string": "VARCHAR",
    "bool": "BOOLEAN",
    "int64": "BIGINT",
    "double": "DOUBLE",
    "date32[day]": "DATE",
    "timestamp[us]": "TIMESTAMP",
    "binary": "BLOB",
}


def current_vintages(store: Store, source_name: str) -> tuple[Vintage, ...]:
    """Return the vintages that hold at least one current row of a source, in the order of loading."""
    mine = [vintage for vintage in read_manifest(store).vintages if vintage.source == source_name]
    won = winners(mine)
    return tuple(vintage for vintage in mine if won[vintage.id])


def current_rows_sql(store: Store, source: Source) -> str | None:
    """Return a query for the current rows of a source, or None if nothing was ever loaded.

    Its columns are those of the vintages' rows, and `_vintage`, the id of the vintage of each row. Run it on
    a connection from `session`.
    """
    parts = current_parts(store, source)
    whole = [part for part in parts if part.won is None]
    branches = [_whole_sql(whole)] if whole else []
    branches += [_part_sql(part, source) for part in parts if part.won is not None]
    if not branches:
        return None
    sql = " UNION ALL BY NAME ".join(branches)
    later = [
        f"CAST({'NULL' if text is None else literal(text)} AS {_TYPES[str(kind)]}) AS {quoted(name)}"
        for name, (kind, text) in later_fields(parts, source).items()
    ]
    return f"SELECT *, {', '.join(later)} FROM ({sql})" if later else sql


def _whole_sql(parts: Sequence[Part]) -> str:
    files = ", ".join(literal(str(part.path)) for part in parts)
    return (
        "SELECT * EXCLUDE (filename), split_part(replace(filename, chr(92), '/'), '/', -2) AS _vintage "
        f"FROM read_parquet([{files}], union_by_name = true, filename = true)"
    )


def _part_sql(part: Part, source: Source) -> str:
    wanted = []
    for key, months in (part.won or {}).items():
        tests = [
            f"coalesce(CAST({quoted(name)} AS VARCHAR), '') = {literal(value)}"
            for name, value in zip(source.slices, key, strict=False)
        ]
        if months:
            days = ", ".join(f"DATE '{month.isoformat()}'" for month in months)
            tests.append(f"{month_of(source)} IN ({days})")
        wanted.append("(" + " AND ".join(tests or ["true"]) + ")")
    return (
        f"SELECT *, {literal(part.vintage)} AS _vintage FROM read_parquet({literal(str(part.path))}) "
        f"WHERE {' OR '.join(wanted)}"
    )
