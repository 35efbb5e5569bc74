"""Columns of the data that weights are made from."""

from __future__ import annotations

import csv
import difflib
import hashlib
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from peelian.errors import FileRefused, NotFound

Values = NDArray[np.float64]


class Columns:
    """A table read column by column, with messages that name the column and the row.

    Parameters
    ----------
    table
        The rows.
    name
        What the data are called in messages, such as the name of a file.
    """

    def __init__(self, table: pa.Table, *, name: str = "the data") -> None:
        self.table = table
        self.name = name

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def words(self, column: str) -> list[str]:
        """Return a column as text, "" where there is no value.

        Raises
        ------
        NotFound
            If there is no such column.
        """
        return ["" if _is_missing(value) else str(value).strip() for value in self._values(column)]

    def numbers(self, column: str) -> Values:
        """Return a column as numbers.

        Raises
        ------
        NotFound
            If there is no such column.
        FileRefused
            If a value is missing or no number: names the first row.
        """
        made = np.full(len(self), np.nan)
        for row, value in enumerate(self.words(column)):
            try:
                made[row] = float(value)
            except ValueError:
                continue
        bad = np.flatnonzero(~np.isfinite(made))
        if len(bad):
            raise FileRefused(
                f"{self.name}, column '{column}'",
                found=f"{len(bad):,} of {len(self):,} rows without a number (the first is row "
                f"{bad[0] + 1:,}: '{self.words(column)[bad[0]]}')",
                accepted="a number in every row",
                next_step="ask for the numbers that are missing, or leave those rows out",
            )
        return made

    def fingerprint(self, columns: Sequence[str]) -> str:
        """Return a SHA-256 of some columns, of their names and their values as text in the order of rows."""
        digest = hashlib.sha256()
        for column in columns:
            for word in (column, *self.words(column)):
                digest.update(f"{len(word)}:{word}".encode())
        return digest.hexdigest()

    def _values(self, column: str) -> list[Any]:
        names = self.table.column_names
        if column not in names:
            near = difflib.get_close_matches(column, names, n=1)
            raise NotFound(
                f"{self.name}, column '{column}'",
                found="no such column",
                accepted=", ".join(names[:30]) + (f" and {len(names) - 30} more" if len(names) > 30 else ""),
                next_step=f"write '{near[0]}' in the recipe" if near else "name a column of the data",
            )
        return list(self.table.column(column).to_pylist())


def read_columns(path: Path) -> pa.Table:
    """Return a CSV file as a table of text, every value as it is written.

    Parameters
    ----------
    path
        The file, UTF-8 with a line of headings.

    Raises
    ------
    FileRefused
        If it cannot be read as CSV, a heading stands twice or is empty, or a line has more or fewer fields
        than there are headings.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.reader(lines, strict=True)
            headings = next(reader, [])
            rows = []
            for row in reader:
                if len(row) != len(headings) and row:
                    raise _refusal(
                        f"{path.name}, line {reader.line_num}",
                        f"{len(row)} fields under {len(headings)} headings",
                    )
                if row:
                    rows.append(row)
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        raise _refusal(path.name, f"a file that cannot be read ({problem})") from problem
    twice = sorted({name for name in headings if headings.count(name) > 1 or not name})
    if twice or not headings or not rows:
        said = f"the heading '{twice[0]}' twice or empty" if twice else f"{len(rows)} rows under the headings"
        raise _refusal(f"{path.name}, line 1" if twice else path.name, said)
    columns = zip(*rows, strict=True)
    return pa.table(
        {name: pa.array(column, pa.string()) for name, column in zip(headings, columns, strict=True)}
    )


def _is_missing(value: Any) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value))


def _refusal(thing: str, found: str) -> FileRefused:
    return FileRefused(
        thing,
        found=found,
        accepted="a CSV file in UTF-8 with a line of headings and as many fields on every line",
        next_step="save it again as CSV in UTF-8; a stray quotation mark is the usual cause",
    )
