"""One DuckDB for all files of a load: starting one for every look at a small file costs too much."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pyarrow as pa

from peelian.warehouse.planned import Planned

_SHARED: ContextVar[_Engines | None] = ContextVar("_SHARED", default=None)


@dataclass(slots=True)
class _Engines:
    spill: Path
    threads: int | None
    opened: dict[tuple[str, bool, bool], duckdb.DuckDBPyConnection] = field(default_factory=dict)
    parts: dict[int, duckdb.DuckDBPyConnection] = field(default_factory=dict)
    plans: dict[tuple[str, pa.Schema], Planned] = field(default_factory=dict)

    def cursor(self, memory: str, ordered: bool, few: bool) -> duckdb.DuckDBPyConnection:
        key = memory, ordered, few
        if key not in self.opened:
            self.opened[key] = _connect(memory, ordered, few, self.spill, self.threads)
        part = self.opened[key].cursor()
        self.parts[id(part)] = self.opened[key]
        return part

    def planned(self, part: duckdb.DuckDBPyConnection, query: str, name: str, table: pa.Table) -> Planned:
        key = query, table.schema
        if key not in self.plans:
            # To close a part closes what was opened from it, so the engine itself is asked for a connection.
            self.plans[key] = Planned(self.parts[id(part)].cursor(), query, name=name, table=table)
        return self.plans[key]


@contextmanager
def sharing_engines(folder: Path, *, threads: int | None = None) -> Iterator[None]:
    """Let everything inside the block that opens an engine take a part of the same one.

    Parameters
    ----------
    folder
        Where what does not fit in memory is spilled; it is removed on leaving.
    threads
        How many threads an engine may use; None for one for each core.
    """
    engines = _Engines(folder / f".spill-{secrets.token_hex(4)}", threads)
    token = _SHARED.set(engines)
    try:
        yield
    finally:
        _SHARED.reset(token)
        for plan in engines.plans.values():
            plan.close()
        for connection in engines.opened.values():
            connection.close()
        shutil.rmtree(engines.spill, ignore_errors=True)


@contextmanager
def open_engine_part(
    *, memory: str, ordered: bool, few: bool = False, folder: Path | None = None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a connection with nothing in it but what is put there, in an engine of its own or a shared one.

    Make temporary views only: they are this connection's own. Everything is gone on leaving.

    Parameters
    ----------
    memory
        Limit of memory, as DuckDB writes it.
    ordered
        Whether rows without an ORDER BY come in the order they were read.
    few
        True for few rows: a value is then compared with each of a list of values, where for many the list is
        made a table and joined, which costs half a millisecond for each list.
    folder
        Where to spill what does not fit, when the engine is not shared; None to spill nowhere.
    """
    engines = _SHARED.get()
    spill = None if folder is None or engines is not None else folder / f".spill-{secrets.token_hex(4)}"
    if engines is None:
        connection = _connect(memory, ordered, few, spill)
    else:
        connection = engines.cursor(memory, ordered, few)
    try:
        yield connection
    finally:
        if engines is not None:
            del engines.parts[id(connection)]
        connection.close()
        if spill is not None:
            shutil.rmtree(spill, ignore_errors=True)


def plan_once(connection: duckdb.DuckDBPyConnection, query: str, *, name: str, table: pa.Table) -> Planned:
    """Return a query planned for tables with these columns; where engines are shared, each is planned once.

    Parameters
    ----------
    connection
        The part of an engine that is to answer, open.
    query
        What is asked.
    name, table
        What the query calls the table, and one that has its columns.
    """
    engines = _SHARED.get()
    if engines is None:
        return Planned(connection.cursor(), query, name=name, table=table)
    return engines.planned(connection, query, name, table)


def _connect(
    memory: str, ordered: bool, few: bool, spill: Path | None, threads: int | None = None
) -> duckdb.DuckDBPyConnection:
    config: dict[str, str | bool | int] = {
        "memory_limit": memory,
        "preserve_insertion_order": ordered,
        "temp_directory": "" if spill is None else str(spill),
        "disabled_optimizers": "in_clause" if few else "",
    }
    return duckdb.connect(config=config if threads is None else {**config, "threads": threads})
