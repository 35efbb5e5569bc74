"""Writing synthetic files: every name begins with SYNTHETIC and no existing file is touched."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

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
