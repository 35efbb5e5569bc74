"""A session: a DuckDB connection that can read the store and nothing else, its settings locked."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from peelian.warehouse.store import Store

MEMORY_LIMIT = "2GB"


@contextmanager
def session(store: Store, *, memory_limit: str = MEMORY_LIMIT) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a connection that is closed when the block ends.

    Files outside the store cannot be read or written, nothing can be installed, and the configuration is
    locked. What does not fit in memory is spilled inside the store, since it is as confidential as the rows.
    """
    store.create()
    store.spill.mkdir(exist_ok=True)
    spill = tempfile.mkdtemp(dir=store.spill)
    connection = duckdb.connect()
    try:
        folder = str(store.folder.resolve()).replace("'", "''")
        connection.execute(f"SET memory_limit = '{memory_limit}'")
        connection.execute("SET temp_directory = '{}'".format(spill.replace("'", "''")))
        connection.execute("SET TimeZone = 'Europe/London'")
        connection.execute(f"SET allowed_directories = ['{folder}']")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        yield connection
    finally:
        connection.close()
        shutil.rmtree(spill, ignore_errors=True)
