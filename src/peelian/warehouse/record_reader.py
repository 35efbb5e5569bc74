"""Reading records: batches of written text go in, typed rows and the records that broke a rule come out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from peelian.warehouse.decode.table import RECORD, DecodedTable
from peelian.warehouse.outer_blanks import text_columns, without_outer_blanks
from peelian.warehouse.read_plan import ReadPlan
from peelian.warehouse.read_query import BATCH, CHECK, KEY, key_query, record_query
from peelian.warehouse.repeated_ids import RepeatedIds
from peelian.warehouse.row_schema import row_schema
from peelian.warehouse.rules import REPEATED_ID, Check
from peelian.warehouse.shared_engine import open_engine_part, plan_once
from peelian.warehouse.to_rows import cell_sum, to_rows

MEMORY_LIMIT = "512MB"
FEW = 20_000

_Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class ReadBatch:
    """What became of one batch of records.

    Parameters
    ----------
    written
        The records as they were written.
    rows
        Rows made of the accepted records, in the columns of the source.
    accepted
        How many records were accepted.
    cells
        Sum of the cells of the accepted records, for a wide layout with numbers; else None.
    failed
        Place in `written` of each record set aside, with the check it failed first.
    """

    written: pa.Table
    rows: pa.Table
    accepted: int
    cells: float | None
    failed: tuple[tuple[int, Check], ...]


def read_records(table: DecodedTable, plan: ReadPlan, *, hard_blanks: bool) -> Iterator[ReadBatch]:
    """Read the records of a file, batch by batch.

    Parameters
    ----------
    hard_blanks
        True where tabs and hard spaces have to be taken off values as well as spaces.
    """
    with open_engine_part(memory=MEMORY_LIMIT, ordered=True, few=table.records <= FEW) as connection:
        repeats: RepeatedIds | None = None
        for written in table.batches(plan.needed):
            whole = written.num_rows == table.records
            if plan.layout.once and repeats is None and not whole:
                repeats = RepeatedIds(_hashes(connection, table, plan, hard_blanks))
            batch = written
            for lookup in plan.lookups:
                batch = lookup.add_to(batch)
            texts = text_columns(batch, [name for name in plan.wanted if name not in plan.as_is])
            batch = without_outer_blanks(batch, texts, hard_blanks=hard_blanks)
            if batch.num_rows:
                typed = _ask(connection, record_query(plan, texts=texts), batch)
                if plan.layout.once and whole:
                    repeats = RepeatedIds([_as_hashes(typed.column(f"{KEY}_hash"))])
                yield _read_batch(typed, written, plan, repeats)


def _ask(connection: duckdb.DuckDBPyConnection, query: str, batch: pa.Table) -> pa.Table:
    # A query is planned twice, a prepared one once, but its answer is copied: that pays for few records.
    if batch.num_rows <= FEW:
        return plan_once(connection, query, name=BATCH, table=batch).ask(batch)
    connection.register(BATCH, batch)
    relation = connection.sql(query)
    try:
        return relation.to_arrow_table()
    finally:
        relation.close()
        connection.unregister(BATCH)


def _hashes(
    connection: duckdb.DuckDBPyConnection, table: DecodedTable, plan: ReadPlan, hard_blanks: bool
) -> Iterator[_Hashes]:
    """Read the identifying columns of a file that does not fit in one batch, before anything else of it."""
    keys = [name for name in plan.layout.once if name in plan.wanted]
    for written in table.batches(keys or plan.needed):
        texts = text_columns(written, keys)
        batch = without_outer_blanks(written, texts, hard_blanks=hard_blanks)
        yield _as_hashes(_ask(connection, key_query(plan, texts=texts), batch).column("hash"))


def _as_hashes(column: pa.ChunkedArray) -> _Hashes:
    return np.asarray(column.to_numpy(), dtype=np.uint64)


def _read_batch(typed: pa.Table, written: pa.Table, plan: ReadPlan, repeats: RepeatedIds | None) -> ReadBatch:
    numbers = typed.column(RECORD).to_numpy()
    if len(numbers) > 1 and not bool(np.all(numbers[1:] > numbers[:-1])):
        typed = typed.take(pa.array(np.argsort(numbers, kind="stable")))
    verdict = pc.fill_null(typed.column(CHECK), -1).to_numpy()
    if repeats is not None:
        verdict = _with_repeats(typed, verdict, len(plan.checks), repeats)
    good = verdict < 0
    accepted = typed if bool(good.all()) else typed.filter(pa.array(good))
    checks = (*plan.checks, _repeated(plan))
    failed = tuple((int(at), checks[verdict[at]]) for at in np.flatnonzero(~good))
    rows = to_rows(accepted, plan, row_schema(plan.source))
    return ReadBatch(written, rows, accepted.num_rows, cell_sum(accepted, plan), failed)


def _with_repeats(
    typed: pa.Table, verdict: npt.NDArray[np.int64], number: int, repeats: RepeatedIds
) -> npt.NDArray[np.int64]:
    """Set aside repeats among the records that are good otherwise."""
    good = np.flatnonzero(verdict < 0)
    chosen = typed.select([KEY, f"{KEY}_hash"]).take(pa.array(good))
    keys = chosen.column(KEY).combine_chunks()
    hashes = _as_hashes(chosen.column(f"{KEY}_hash"))
    made = verdict.copy()
    made[good[repeats.find(keys, hashes)]] = number
    return made


def _repeated(plan: ReadPlan) -> Check:
    named = " and ".join(plan.layout.once)
    return Check(REPEATED_ID, named, plan.layout.once, "", "'{value}' was seen before in this file")
