"""The rows of one vintage, opened for reading: a DuckDB table named `rows` that is gone again on leaving."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from peelian.catalogue.source import Source
from peelian.warehouse.shared_engine import open_engine_part

MEMORY_LIMIT = "640MB"
FEW_MEMORY_LIMIT = "512MB"
"""As for the reading of records: few rows are read and asked in one engine, since to start one takes time."""

_FEW = 1 << 20
_SMALL = 100 << 10


@contextmanager
def open_rows(rows_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a rows.parquet file; inside the block its rows are `rows`.

    What does not fit in memory is spilled beside the file, and removed on leaving.
    """
    size = rows_path.stat().st_size
    few = size <= _FEW
    memory = FEW_MEMORY_LIMIT if few else MEMORY_LIMIT
    with open_engine_part(memory=memory, ordered=few, few=few, folder=rows_path.parent) as connection:
        place = str(rows_path).replace("'", "''")
        # To open the file for each of some twenty questions takes longer than to answer them.
        kind = "TABLE" if size <= _SMALL else "VIEW"
        connection.execute(f"CREATE TEMP {kind} rows AS SELECT * FROM read_parquet('{place}')")
        yield connection


def quoted(name: str) -> str:
    """Return a column's name as SQL writes it."""
    escaped = name.replace('"', '""')
    return f'"{escaped}"'


def month_of(source: Source) -> str:
    """Return the SQL expression for the first day of a row's month (NULL for a source without time).

    A source dated by year belongs to that January.
    """
    if not source.period:
        return "CAST(NULL AS DATE)"
    column = quoted(source.period)
    if source.fields[source.period].type == "integer":
        return f"make_date(CAST({column} AS INTEGER), 1, 1)"
    return f"CAST(date_trunc('month', {column}) AS DATE)"
