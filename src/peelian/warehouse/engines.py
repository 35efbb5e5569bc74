"""Engines: what reads the current rows. DuckDB is embedded; Spark is for more rows than one machine holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Any, Literal

import duckdb

from peelian.catalogue.source import Source
from peelian.warehouse.current import current_rows_sql
from peelian.warehouse.spark_rows import current_rows_on_spark
from peelian.warehouse.spark_session import spark_session
from peelian.warehouse.store import Store

Reader = Callable[[Source], AbstractContextManager[Any]]
"""Opens the current rows of a source, in a form that Narwhals knows; None when nothing of it is loaded."""


@contextmanager
def open_engine(
    name: Literal["duckdb", "spark"], store: Store, *, connection: duckdb.DuckDBPyConnection
) -> Iterator[Reader]:
    """Open an engine on a store, and close it with the block. Spark starts when rows are first asked for.

    Parameters
    ----------
    name
        Both read the same rows, and what is counted from them is equal.
    store
        Where the vintages are kept.
    connection
        An open session on the store, for DuckDB.

    Raises
    ------
    NotFound
        When rows are asked for, if the engine is not on this machine.
    """
    if name == "duckdb":
        yield duckdb_reader(store, connection)
        return
    with ExitStack() as ends:
        running: list[Any] = []

        @contextmanager
        def rows(source: Source) -> Iterator[Any]:
            if not running:
                running.append(ends.enter_context(spark_session(store)))
            yield current_rows_on_spark(running[0], store, source)

        yield rows


def duckdb_reader(store: Store, connection: duckdb.DuckDBPyConnection) -> Reader:
    """Return the reader of a store on an open session.

    Parameters
    ----------
    store, connection
        The store and a session on it.
    """

    @contextmanager
    def rows(source: Source) -> Iterator[Any]:
        sql = current_rows_sql(store, source)
        if sql is None:
            yield None
            return
        relation = connection.sql(sql)
        try:
            yield relation
        finally:
            relation.close()

    return rows
