"""Why records were set aside, counted by rule, without showing any record."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq


def reasons_set_aside(quarantine: Path) -> tuple[str, ...]:
    """Return a line for each rule that records broke, the commonest first, with the first line number.

    Parameters
    ----------
    quarantine
        The Parquet file of records set aside; a file that is not there gives no lines.
    """
    if not quarantine.is_file():
        return ()
    table = pq.read_table(quarantine, columns=["rule", "field", "line"])
    counted = table.group_by(["rule", "field"]).aggregate([("line", "count"), ("line", "min")])
    rows = sorted(counted.to_pylist(), key=lambda row: -row["line_count"])
    return tuple(
        f"{row['line_count']:,} {row['rule']}"
        + (f" in {row['field']}" if row["field"] else "")
        + f", first on line {row['line_min']:,}"
        for row in rows
    )
