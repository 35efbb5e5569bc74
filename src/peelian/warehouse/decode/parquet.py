"""Reading Parquet files: the columns keep the file's own types."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from peelian.catalogue.glimpse import Glimpse
from peelian.warehouse.decode.table import BATCH_ROWS, numbered


def glimpse_parquet(path: Path) -> tuple[Glimpse, ...]:
    """Return the names of the columns and the first values as text."""
    with pq.ParquetFile(path) as file:
        names = tuple(file.schema_arrow.names)
        head: list[dict[str, object]] = []
        for batch in file.iter_batches(batch_size=7):
            head = batch.to_pylist()
            break
    rows = [tuple("" if row[name] is None else str(row[name]) for name in names) for row in head]
    return (Glimpse("parquet", "", (names, *rows)),)


@dataclass(slots=True)
class ParquetTable:
    """A Parquet file as a table."""

    path: Path
    headings: tuple[str, ...] = ()
    records: int = 0
    facts: dict[str, str] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)

    @classmethod
    def open(cls, path: Path) -> ParquetTable:
        """Read what the file says of itself."""
        with pq.ParquetFile(path) as file:
            names = {" ".join(name.split()): name for name in reversed(file.schema_arrow.names)}
            ordered = dict.fromkeys(" ".join(name.split()) for name in file.schema_arrow.names)
            return cls(path, tuple(ordered), file.metadata.num_rows, {}, names)

    def batches(self, wanted: Sequence[str]) -> Iterator[pa.Table]:
        """Yield the records."""
        first = 1
        with pq.ParquetFile(self.path) as file:
            columns = [self._names[heading] for heading in wanted]
            for batch in file.iter_batches(batch_size=BATCH_ROWS, columns=columns):
                arrays = {h: batch.column(name) for h, name in zip(wanted, columns, strict=True)}
                yield numbered(arrays, first=first, table="", rows=batch.num_rows)
                first += batch.num_rows
