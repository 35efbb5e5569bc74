"""A table as a file: a workbook, CSV, JSON or plain text, told from the ending of its name."""

from __future__ import annotations

import json
from pathlib import Path

from peelian.errors import NotFound
from peelian.surveys.tables.laid_out import text_of
from peelian.surveys.tables.table import SurveyTable
from peelian.surveys.tables.workbook import workbook_of
from peelian.surveys.tables.written import csv_of, json_of
from peelian.surveys.written_beside import refuse_written_over, write_whole

_ENDINGS = (".csv", ".xlsx", ".json", ".txt")


def refuse_place(out: str, *, data: str) -> None:
    """Refuse a name that a table cannot be written to, before it is made.

    Parameters
    ----------
    out
        The name.
    data
        The file that is read, which is never written over.

    Raises
    ------
    NotFound
        If its ending is none of those there are.
    FileRefused
        If it is the file that is read.
    """
    suffix = Path(out).suffix.lower()
    if suffix not in _ENDINGS:
        raise NotFound(
            f"--out {out}",
            found=f"a name that ends in '{suffix}'" if suffix else "a name without an ending",
            accepted=".csv, .xlsx, .json or .txt",
            next_step="give the file one of these endings",
        )
    refuse_written_over([Path(out)], read=[Path(data)])


def write_table(table: SurveyTable, path: Path) -> None:
    """Write a table in the form of the ending of its name.

    Parameters
    ----------
    table
        The table.
    path
        Where to: .csv, .xlsx, .json, or plain text.
    """
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        write_whole(path, workbook_of(table))
    elif suffix == ".json":
        write_whole(path, json.dumps(json_of(table), ensure_ascii=False, indent=1) + "\n")
    else:
        write_whole(path, csv_of(table) if suffix == ".csv" else text_of(table))
