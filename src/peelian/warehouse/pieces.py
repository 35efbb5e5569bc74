"""Pieces: the values of a record that are read, each with what is asked of it, before they become fields."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from peelian.catalogue.field import FieldType
from peelian.catalogue.layout import Column, ValueType
from peelian.warehouse.rules import Check
from peelian.warehouse.sql_text import literal
from peelian.warehouse.value_sql import DESCRIBED, converted, read_as, typed


@dataclass(frozen=True, slots=True)
class Piece:
    """One value of a record.

    Parameters
    ----------
    number
        Its place, by which its columns in the query are named.
    raw
        SQL of the trimmed text as it is written (bytes for geometry).
    column
        How it is read.
    field_type
        Type of the field it becomes, or None if it becomes none.
    shown
        Headings shown when it is wrong.
    missing
        Texts that mean "no value", in lower case.
    unseen
        SQL that is true where the text was looked up and not found, or "".
    only
        The only texts it can hold, where they are known beforehand (what a crosswalk gives), else None.
    """

    number: int
    raw: str
    column: Column
    field_type: FieldType | None
    shown: tuple[str, ...]
    missing: tuple[str, ...] = ()
    unseen: str = ""
    only: frozenset[str] | None = None

    @property
    def kind(self) -> ValueType:
        """What it is read as."""
        return read_as(self.column.type, self.field_type)

    @property
    def written(self) -> str:
        """Name of the column of the text as it is written: its own, or the column that it is read from."""
        return self.raw if self.raw.isidentifier() else f"r{self.number}"

    @property
    def text(self) -> str:
        """Name of the column of the text that is NULL where it is empty or a mark of missing."""
        return self.written if self.kind == "geometry" else f"x{self.number}"

    @property
    def value(self) -> str:
        """Name of the column of the typed value; text is its own value."""
        return self.text if self.value_sql == self.text else f"v{self.number}"

    @property
    def text_sql(self) -> str:
        """SQL of the text, NULL where there is no value."""
        raw = self.written
        if self.kind == "geometry":
            return raw
        if not self.missing:
            return f"nullif({raw}, '')"
        marks = ", ".join(literal(mark) for mark in ("", *self.missing))
        return f"CASE WHEN lower({raw}) NOT IN ({marks}) THEN {raw} END"

    @property
    def value_sql(self) -> str:
        """SQL of the typed value."""
        return typed(self.text, self.kind, form=self.column.written)

    @property
    def field_sql(self) -> str:
        """SQL of the value as the field keeps it."""
        return self.value if self.field_type is None else converted(self.value, self.kind, self.field_type)

    def checks(self, *, latest: dt.date, latest_year: int | None) -> Iterator[Check]:
        """Yield what is asked of the value.

        Parameters
        ----------
        latest
            The last date that is not in the future.
        latest_year
            The last year that is not in the future, where the value is a year.
        """
        text, value = self.text, self.value
        named = self.column.to or " and ".join(self.shown)
        if self.column.required:
            yield Check(
                "required-missing", named, self.shown, f"{text} IS NULL", "no value where one is required"
            )
        if self.kind not in ("text", "geometry"):
            yield Check(
                f"not-{DESCRIBED[self.kind].split(' (')[0].replace(' ', '-')}",
                named,
                self.shown,
                f"{text} IS NOT NULL AND {value} IS NULL",
                f"'{{value}}' is not {DESCRIBED[self.kind]}",
            )
        if self.column.at_least is not None and self.kind in ("integer", "number"):
            least = self.column.at_least
            yield Check(
                "too-small", named, self.shown, f"{value} < {least!r}", f"{{value}} is below {least:g}"
            )
        if self.column.like:
            unlike = f"NOT regexp_full_match({text}, {literal(self.column.like)})"
            says = f"'{{value}}' is not written like {self.column.like}"
            yield Check("unseen-code", named, self.shown, unlike, says)
        if self.kind in ("date", "month", "datetime"):
            # A date-time on the last day itself is still accepted.
            after = f"{value} >= DATE '{latest + dt.timedelta(days=1):%Y-%m-%d}'"
            yield Check("future-date", named, self.shown, after, "{value} lies in the future")
        elif latest_year is not None:
            yield Check(
                "future-date", named, self.shown, f"{value} > {latest_year}", "{value} lies in the future"
            )
