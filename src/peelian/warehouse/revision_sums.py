"""Sums of one vintage by slice, month and code, ready to be set beside those of another edition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import duckdb

from peelian.catalogue.source import Source
from peelian.warehouse.breakdown import breakdown_fields
from peelian.warehouse.rows_view import month_of, open_rows, quoted
from peelian.warehouse.slice_sums import amount_of, slice_of

Part = tuple[tuple[str, ...], dt.date]
"""A slice and the first day of a month."""


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums of one vintage: field ("" for the total) -> slice and month -> code -> sum."""

    table: dict[str, dict[Part, dict[str, int]]]

    @property
    def fields(self) -> tuple[str, ...]:
        """The total and the fields summed by, in the order of the source."""
        return tuple(self.table)

    def of(self, part: Part, field: str) -> dict[str, int]:
        """Return the sums in one slice and month, by code."""
        return self.table[field].get(part, {})

    def codes(self, field: str) -> set[str]:
        """Return every code that has a sum anywhere."""
        return {code for sums in self.table[field].values() for code in sums}


def sum_parts(
    rows_path: Path, source: Source, parts: Collection[Part], *, pick: dict[str, str] | None = None
) -> Sums:
    """Sum the rows of a vintage in some of its slices and months, in all and by each coded field.

    Parameters
    ----------
    pick
        For fields whose values count the same things over again, the value that is summed; a field is not
        held to its own picked value when it is what the sums are broken down by.
    """
    with open_rows(rows_path) as connection:
        rows = _Rows(connection, source, _columns(connection))
        fields = ["", *(name for name in breakdown_fields(source) if name in rows.columns)]
        return Sums({field: rows.sums_by(field, parts, pick or {}) for field in fields})


def largest_values(rows_path: Path, source: Source) -> dict[str, str]:
    """Return the value with the largest sum, of each field of which a measure must pick one."""
    names = [name for name, field in source.fields.items() if field.one_at_a_time]
    if not names:
        return {}
    with open_rows(rows_path) as connection:
        rows = _Rows(connection, source, _columns(connection))
        found = {
            name: rows.largest(name) for name in names if name in rows.columns and name not in source.slices
        }
    return {name: value for name, value in found.items() if value is not None}


def _columns(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    return frozenset(row[0] for row in connection.execute("DESCRIBE rows").fetchall())


@dataclass(frozen=True, slots=True)
class _Rows:
    connection: duckdb.DuckDBPyConnection
    source: Source
    columns: frozenset[str]

    def largest(self, name: str) -> str | None:
        value = f"CAST({quoted(name)} AS VARCHAR)"
        rows = self.connection.execute(
            f"SELECT {value} AS value, {amount_of(self.source, self.columns)} AS n FROM rows "
            f"WHERE {quoted(name)} IS NOT NULL GROUP BY 1 ORDER BY n DESC, value LIMIT 1"
        ).fetchall()
        return str(rows[0][0]) if rows else None

    def sums_by(
        self, field: str, parts: Collection[Part], pick: dict[str, str]
    ) -> dict[Part, dict[str, int]]:
        held = {name: value for name, value in pick.items() if name != field and name in self.columns}
        where = [f"CAST({quoted(name)} AS VARCHAR) = ?" for name in held]
        where += [f"{quoted(field)} IS NOT NULL"] if field else ["TRUE"]
        by = f"CAST({quoted(field)} AS VARCHAR)" if field else "''"
        rows = self.connection.execute(
            f"SELECT {slice_of(self.source)}, {month_of(self.source)}, {by}, "
            f"{amount_of(self.source, self.columns)} FROM rows WHERE {' AND '.join(where)} GROUP BY 1, 2, 3",
            list(held.values()),
        ).fetchall()
        sums: dict[Part, dict[str, int]] = {}
        for key, month, code, amount in rows:
            if (tuple(key), month) in parts:
                sums.setdefault((tuple(key), month), {})[code] = amount
        return sums
