"""Tables whose records come one by one as plain values: they are gathered into batches of text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pyarrow as pa

from peelian.warehouse.decode.table import BATCH_ROWS, RECORD, TABLE


def value_text(value: Any) -> str | None:
    """Return a value as text: whole numbers without a point, times in ISO form, nothing as None."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ")
    return str(value)


def batches_of_text(
    records: Iterable[tuple[str, Sequence[Any]]], wanted: Sequence[str], *, as_is: Sequence[str] = ()
) -> Iterator[pa.Table]:
    """Gather records into batches.

    Parameters
    ----------
    records
        Pairs (table name, values of the wanted columns).
    wanted
        Headings of the values.
    as_is
        Headings whose values are bytes (geometry) and stay so.
    """
    held: list[tuple[str, Sequence[Any]]] = []
    first = 1
    for record in records:
        held.append(record)
        if len(held) == BATCH_ROWS:
            yield _batch(held, wanted, as_is, first)
            first += len(held)
            held = []
    if held:
        yield _batch(held, wanted, as_is, first)


def _batch(
    held: list[tuple[str, Sequence[Any]]], wanted: Sequence[str], as_is: Sequence[str], first: int
) -> pa.Table:
    columns: dict[str, pa.Array] = {}
    for index, heading in enumerate(wanted):
        values = [values[index] for _, values in held]
        if heading in as_is:
            columns[heading] = pa.array(values, type=pa.binary())
        else:
            columns[heading] = pa.array([value_text(value) for value in values], type=pa.string())
    columns[RECORD] = pa.array(range(first, first + len(held)), type=pa.int64())
    columns[TABLE] = pa.array([table for table, _ in held], type=pa.string())
    return pa.table(columns)
