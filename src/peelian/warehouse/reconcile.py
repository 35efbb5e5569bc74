"""Reconciliation: every record is accepted or set aside, counted apart at each end, or nothing changes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq

from peelian.errors import NotReconciled


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted on the way.

    Parameters
    ----------
    records
        Records in the file, by the line scan (or by the file's own count).
    accepted, quarantined
        Records accepted and set aside, as they were read.
    rows
        Rows that the accepted records should make: one each, or one for each wide column.
    cells
        Sum of the cells of accepted wide records, or None.
    value_field
        The field those cells became.
    """

    records: int
    accepted: int
    quarantined: int
    rows: int
    cells: float | None = None
    value_field: str = ""


def reconcile(counts: Counts, *, rows: Path, quarantine: Path | None, file: str) -> int:
    """Compare what was counted with what was written, read again from the disk; return how many rows there
    are.

    Raises
    ------
    NotReconciled
        If accepted and quarantined records do not add up to the records of the file, or the written files do
        not hold them. The caller then publishes nothing.
    """
    written = pq.read_metadata(rows).num_rows
    kept = pq.read_metadata(quarantine).num_rows if quarantine is not None and quarantine.exists() else 0
    if counts.accepted + counts.quarantined != counts.records:
        raise _refuse(file, f"{counts.records:,} records in, {counts.accepted:,} accepted and "
                            f"{counts.quarantined:,} set aside")  # fmt: skip
    if kept != counts.quarantined:
        raise _refuse(file, f"{counts.quarantined:,} records set aside and {kept:,} in quarantine")
    if written != counts.rows:
        raise _refuse(file, f"{counts.rows:,} rows made of accepted records and {written:,} written")
    if counts.cells is not None:
        total = _sum_of(rows, counts.value_field)
        if not math.isclose(total, counts.cells, rel_tol=1e-12, abs_tol=1e-9):
            raise _refuse(file, f"cells that add up to {counts.cells:,} and rows that add up to {total:,}")
    return int(written)


def _sum_of(rows: Path, field: str) -> float:
    total: float = 0
    with pq.ParquetFile(rows) as file:
        for batch in file.iter_batches(columns=[field], use_threads=False):
            total += pc.sum(batch.column(0)).as_py() or 0
    return total


def _refuse(file: str, found: str) -> NotReconciled:
    return NotReconciled(
        file,
        found=found,
        accepted="accepted and set aside records that add up to the records of the file, exactly",
        next_step="keep the file and report it; the store is as it was before",
    )
