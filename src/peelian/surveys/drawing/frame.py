"""The list that a sample is drawn from: columns of a CSV, .sav or Parquet file, or of loaded rows."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from peelian.errors import FileRefused, NotFound
from peelian.surveys.answer_column import AnswerColumn

Days = NDArray[np.float64]

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Frame:
    """A list to draw from.

    Parameters
    ----------
    name
        What it is called in messages.
    rows
        How many rows it has.
    columns
        The columns that are read, by heading.
    written
        How days are written, in strptime form; "" for 2018-03-31.
    """

    name: str
    rows: int
    columns: Mapping[str, AnswerColumn]
    written: str = ""

    def days(self, heading: str) -> Days:
        """Return a column of dates as days since 1 January of year 1, not a number where blank.

        Raises
        ------
        FileRefused
            If a value is no date in the form expected.
        """
        codes = self.columns[heading].codes
        day_of: dict[str, float] = {}
        found = np.full(self.rows, np.nan)
        for row, code in enumerate(codes):
            if code is None:
                continue
            if code not in day_of:
                day_of[code] = self._day(heading, code, row)
            found[row] = day_of[code]
        return found

    def _day(self, heading: str, code: str, row: int) -> float:
        try:
            if self.written:
                return float(dt.datetime.strptime(code, self.written).toordinal())
            return float(dt.date.fromisoformat(code[:10]).toordinal())
        except ValueError as problem:
            raise FileRefused(
                f"{self.name}, column {heading}",
                found=f"'{code}' in row {row + 1:,}, where a date is needed",
                accepted=f"dates written as {self.written or '2018-03-31'}",
                next_step="mend the column, or say how dates are written by the key 'written'",
            ) from problem


def frame_of(table: pa.Table, *, name: str, columns: Sequence[str], written: str = "") -> Frame:
    """Return columns of a table as a list to draw from; a null is a blank.

    Parameters
    ----------
    table
        The rows.
    name
        What they are called in messages.
    columns
        Headings wanted.
    written
        How days are written where they are text.

    Raises
    ------
    NotFound
        If a column is not there.
    FileRefused
        If there are no rows.
    """
    for column in columns:
        if column not in table.column_names:
            near = difflib.get_close_matches(column, table.column_names, n=3)
            raise NotFound(
                name,
                found=f"no column '{column}'",
                accepted=", ".join(near or table.column_names[:_SHOWN]),
                next_step=f"write '{near[0]}'" if near else "use one of those listed",
            )
    if not len(table):
        raise FileRefused(
            name,
            found="no rows",
            accepted="a row for each that may be drawn",
            next_step="load or export it again",
        )
    made = {}
    for column in columns:
        values = [_word(value) for value in table[column].to_pylist()]
        words = np.empty(len(values), dtype=object)
        words[:] = values
        made[column] = AnswerColumn(name, column, words, words, {"blank": values.count(None)})
    return Frame(name, len(table), made, written)


def _word(value: object) -> str | None:
    if value is None or value == "" or (isinstance(value, float) and np.isnan(value)):
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, dt.date) else str(value).strip()
