"""What every decoder gives: a table's headings, how many records it holds, and the records in batches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

import pyarrow as pa

RECORD = "_record"
TABLE = "_table"
BATCH_ROWS = 100_000


class DecodedTable(Protocol):
    """The records of a file.

    Attributes
    ----------
    headings
        Names of the columns as the file writes them, blanks made single.
    records
        How many records the batches should hold, counted apart from them.
    facts
        Fields of a source that the format itself answers, such as the coordinate system.
    """

    @property
    def headings(self) -> tuple[str, ...]:
        """Names of the columns."""
        ...

    @property
    def records(self) -> int:
        """How many records there are."""
        ...

    @property
    def facts(self) -> dict[str, str]:
        """What the format itself says."""
        ...

    def batches(self, wanted: Sequence[str]) -> Iterator[pa.Table]:
        """Yield the records, in order; may be called more than once.

        Parameters
        ----------
        wanted
            Headings of the columns needed.

        Returns
        -------
        Tables with those columns, `_record` (int64: physical line, or record number from 1) and `_table` (the
        sheet's or table's name). A value is text as it is written, or of the file's own type.
        """
        ...


def numbered(columns: dict[str, pa.Array], *, first: int, table: str, rows: int) -> pa.Table:
    """Return a batch of columns with its record numbers (from `first`) and table name added."""
    numbers = pa.array(range(first, first + rows), type=pa.int64())
    return pa.table({**columns, RECORD: numbers, TABLE: pa.repeat(pa.scalar(table, pa.string()), rows)})
