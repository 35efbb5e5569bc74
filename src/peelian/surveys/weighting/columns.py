"""Columns of the data that weights are made from."""

from __future__ import annotations

import difflib
import hashlib
import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from peelian.errors import FileRefused, NotFound
from peelian.surveys.answer_column import AnswerColumn
from peelian.surveys.answer_file import AnswerFile

Values = NDArray[np.float64]

_MOST_NAMED = 30


class Columns:
    """A survey's answers column by column, with messages that name the column and the row.

    Parameters
    ----------
    columns
        Heading -> answers.
    rows
        How many rows there are.
    name
        What the data are called in messages, such as the name of a file.
    """

    def __init__(self, columns: Mapping[str, AnswerColumn], *, rows: int, name: str = "the data") -> None:
        self._columns = columns
        self._rows = rows
        self.name = name

    @classmethod
    def of_file(cls, file: AnswerFile) -> Columns:
        """Return the columns that were read of a file."""
        return cls(file.columns, rows=file.rows, name=file.name)

    @classmethod
    def of_table(cls, table: pa.Table, *, name: str = "the data") -> Columns:
        """Return the columns of an Arrow table; values that are null or not a number are missing."""
        made = {}
        for heading in table.column_names:
            values = [_word(value) for value in table.column(heading).to_pylist()]
            words = np.array(values, dtype=object)
            made[heading] = AnswerColumn(name, heading, words, words, {"blank": values.count(None)})
        return cls(made, rows=int(table.num_rows), name=name)

    def __len__(self) -> int:
        return self._rows

    def words(self, column: str) -> list[str]:
        """Return a column in words, "" where there is no answer.

        Raises
        ------
        NotFound
            If there is no such column.
        """
        return ["" if word is None else str(word) for word in self._column(column).words]

    def numbers(self, column: str) -> Values:
        """Return a column as numbers.

        Raises
        ------
        NotFound
            If there is no such column.
        FileRefused
            If a value is missing or no number: names the first row.
        """
        found = self._column(column)
        made = np.full(len(self), np.nan)
        for row, code in enumerate(found.codes):
            try:
                made[row] = float(str(code).replace(found.decimal, "."))
            except ValueError:
                continue
        bad = np.flatnonzero(~np.isfinite(made))
        if len(bad):
            first = found.codes[bad[0]]
            raise FileRefused(
                f"{self.name}, column '{column}'",
                found=f"{len(bad):,} of {len(self):,} rows without a number (the first is row "
                f"{bad[0] + 1:,}: {'blank' if first is None else repr(first)})",
                accepted="a number in every row",
                next_step="ask for the numbers that are missing, or leave those rows out",
            )
        return made

    def fingerprint(self, columns: Sequence[str]) -> str:
        """Return a SHA-256 of some columns, of their names and their codes in the order of rows."""
        digest = hashlib.sha256(f"{len(self)}".encode())
        for column in columns:
            codes = ("" if code is None else str(code) for code in self._column(column).codes)
            for word in (column, *codes):
                digest.update(f"{len(word)}:{word}".encode())
        return digest.hexdigest()

    def _column(self, column: str) -> AnswerColumn:
        if column in self._columns:
            return self._columns[column]
        names = list(self._columns)
        near = difflib.get_close_matches(column, names, n=1)
        more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
        raise NotFound(
            f"{self.name}, column '{column}'",
            found="no such column",
            accepted=", ".join(names[:_MOST_NAMED]) + more,
            next_step=f"write '{near[0]}' in the recipe" if near else "name a column of the data",
        )


def _word(value: Any) -> str | None:
    missing = value is None or value == "" or (isinstance(value, float) and math.isnan(value))
    return None if missing else str(value).strip()
