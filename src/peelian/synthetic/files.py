"""Writing synthetic files: every name begins with SYNTHETIC and no existing file is touched."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as arrow_csv

PREFIX = "SYNTHETIC-"


def write_csv(folder: Path, name: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> Path:
    """Write one CSV file in UTF-8 with LF line ends, and return its path.

    Parameters
    ----------
    folder
        Where to write; made if it is not there.
    name
        Name of the file, to which the prefix is added.
    headings, rows
        What to write.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{PREFIX}{name}"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(headings)
        writer.writerows(rows)
    return path


def write_columns(folder: Path, name: str, columns: Mapping[str, Any]) -> Path:
    """Write a table given by its columns as one CSV file, in UTF-8 with LF line ends.

    Text that needs quotes gets them; a null is an empty cell. Much faster than row by row.

    Parameters
    ----------
    folder, name
        Where to write, and the name of the file, to which the prefix is added.
    columns
        Heading -> values, all of one length: Arrow or NumPy arrays, or lists.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{PREFIX}{name}"
    # Arrow would take a column in chunks apart value by value.
    ready = (pa.Array, pa.ChunkedArray)
    table = pa.table(
        {name: values if isinstance(values, ready) else pa.array(values) for name, values in columns.items()}
    )
    arrow_csv.write_csv(table, path, arrow_csv.WriteOptions(quoting_style="needed"))
    return path
