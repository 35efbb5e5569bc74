"""What every trap looks at: the rows of one vintage, and what explains them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

import duckdb

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.layout import Layout
from peelian.catalogue.source import Source
from peelian.warehouse.conditions.told import Told
from peelian.warehouse.rows_view import month_of
from peelian.warehouse.slice_sums import amount_of, slice_of
from peelian.warehouse.source_shape import count_field

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Examined:
    """One vintage under examination.

    Parameters
    ----------
    connection
        Open connection in which the rows are the view `rows`.
    source, layout, catalogue
        What the rows are and how they were written.
    columns
        Columns the rows have, without `_record`.
    records
        Physical records of the file.
    encoding
        How the file's text was encoded.
    tables
        Names of the sheets or members that the rows came from.
    told
        What the profile tells of the rows.
    """

    connection: duckdb.DuckDBPyConnection
    source: Source
    layout: Layout
    catalogue: Catalogue
    columns: tuple[str, ...]
    records: int
    encoding: str
    tables: tuple[str, ...]
    told: Told
    _answers: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict, init=False, repr=False)

    def ask(self, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """Return the answer to a query on the view `rows`; what several traps ask is asked once."""
        if parameters:
            answer: list[tuple[Any, ...]] = self.connection.execute(sql, list(parameters)).fetchall()
            return answer
        if sql not in self._answers:
            self._answers[sql] = self.connection.execute(sql).fetchall()
        return self._answers[sql]

    def month(self) -> str:
        """Return the SQL expression for the first day of a row's month."""
        return month_of(self.source)

    def amount(self) -> str:
        """Return the SQL aggregate for what rows count: the sum of the count field, or how many there are."""
        return amount_of(self.source, self.columns)

    def slice(self) -> str:
        """Return the SQL expression for a row's slice."""
        return slice_of(self.source)

    def what(self) -> str:
        """Return what is counted, in words."""
        return self.source.counts if count_field(self.source) else "records"

    def exclusive(self) -> tuple[str, ...]:
        """Return the fields of which a measure must pick one value, as far as the file fills them."""
        fields = self.source.fields
        return tuple(name for name in self.columns if name in fields and fields[name].one_at_a_time)

    def label(self, field: str, value: object) -> str:
        """Return the plain name of a coded value, or the value itself."""
        described = self.source.fields[field]
        shared = self.catalogue.codes.get(described.codes)
        if shared is not None and str(value) in shared.list:
            return shared.list[str(value)].label
        return described.values.get(str(value), str(value))

    def area(self, code: str) -> str:
        """Return the name of an area with its code, where some list of codes has it; else the code."""
        for listed in self.catalogue.codes.values():
            if code in listed.list:
                return f"{listed.list[code].label} ({code})"
        return code


def month_words(month: dt.date) -> str:
    """Return a month as a reader says it, such as "February 2024"."""
    return f"{_MONTHS[month.month - 1]} {month.year}"


def share_words(share: float) -> str:
    """Return a share as a percentage that does not round to nothing, such as "1.6 %" or "under 0.1 %"."""
    return f"{share:.1%}".replace("%", " %") if share >= 0.001 or share == 0 else "under 0.1 %"
