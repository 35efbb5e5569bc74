"""A query that is planned once and asked of one table after another, as of many small files of one layout."""

from __future__ import annotations

from typing import Any

import duckdb
import pyarrow as pa


class Planned:
    """One query over a table that changes; its columns stay the same.

    Parameters
    ----------
    connection
        An open connection that is used for nothing else, and closed by `close`.
    query
        What is asked.
    name, table
        What the query calls the table, and a first one.
    """

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, query: str, *, name: str, table: pa.Table
    ) -> None:
        self._connection = connection
        self._given = _Given(table)
        connection.register(name, self._given)
        connection.execute(f"PREPARE asked AS {query}")

    def ask(self, table: pa.Table) -> pa.Table:
        """Return the answer for a table, which is not held any longer then."""
        self._given.table = table
        relation = self._connection.sql("EXECUTE asked")
        try:
            return relation.to_arrow_table()
        finally:
            relation.close()
            self._given.table = table.schema.empty_table()

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


class _Given:
    """Stands for the table of the moment: a plan goes on reading what was registered when it was made."""

    def __init__(self, table: pa.Table) -> None:
        self.table = table

    def __arrow_c_stream__(self, requested_schema: object = None) -> Any:
        return self.table.__arrow_c_stream__(requested_schema)
