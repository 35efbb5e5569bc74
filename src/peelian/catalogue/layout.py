"""Layouts: how one giver writes one kind of file, and which field of which source each column becomes.

A layout is data. It is recognised by the columns it has, never by the file's name. The warehouse reads files
by it; the providers' folders hold them, one folder for each giver; a workspace may add its own.
"""

from __future__ import annotations

import re
from typing import Literal

from pydantic import Field as Key
from pydantic import model_validator

from peelian.definitions.model import Definition

FileFormat = Literal["csv", "parquet", "json", "workbook", "old workbook", "geopackage", "geojson"]
ValueType = Literal["text", "integer", "number", "flag", "date", "month", "datetime", "geometry"]


class Column(Definition):
    """One column of a file.

    Parameters
    ----------
    type
        What is written in it (`as` in YAML).
    written
        For dates and months: the strptime form it is written in, such as "%b-%y".
    to
        The source's field it becomes; left out when it is only looked up by a crosswalk or not kept.
    missing
        Texts that mean "no value", beside the empty one.
    required
        True when a record without it cannot be used.
    at_least
        Smallest number accepted.
    optional
        True when some files of the layout lack the column.
    month_to
        For dates and date-times: a month field of the source that is filled from it as well. Date-times that
        carry an offset are kept as wall-clock time in Europe/London.
    """

    type: ValueType = Key("text", alias="as")
    written: str = ""
    to: str = ""
    missing: tuple[str, ...] = ()
    required: bool = False
    at_least: float | None = Key(None, alias="at least")
    optional: bool = False
    month_to: str = ""


class Wide(Definition):
    """Columns whose headings are values: each record becomes one row for each such column.

    `columns` is a regular expression that a heading matches in full; `name` says what the heading is (for a
    month column, a month written "%Y%m") and `value` what stands in the cells.
    """

    columns: str
    name: Column
    value: Column

    def matches(self, heading: str) -> bool:
        """Say whether a heading is one of these columns."""
        return re.fullmatch(self.columns, heading) is not None


class Lookup(Definition):
    """Fields filled by looking columns up in a crosswalk; `unseen` says what happens to a value not in it."""

    columns: tuple[str, ...]
    by: str
    to: tuple[str, ...]
    unseen: Literal["set aside", "keep as missing"] = "set aside"


class Header(Definition):
    """Where the headings stand: `row` counts from 1, `rows` says how many there are; "none": no headings."""

    row: int = 1
    rows: int = 1
    none: bool = False


class Sheets(Definition):
    """Which sheets of a workbook hold the table (a regular expression), and the field the name fills."""

    matching: str
    to: str = ""
    type: ValueType = Key("text", alias="as")


class Layout(Definition):
    """How one giver writes one kind of file.

    Parameters
    ----------
    gather
        True when the members of an archive are pieces of one table and load as one vintage.
    ignore
        Columns known and not kept.
    constants
        Fields that have one value in every row.
    name_says
        Regular expression with named groups, searched in the file's name: facts that the giver writes nowhere
        else (the force of a stop file). Each group fills the field of its name. The layout itself is never
        told from the name.
    once
        Columns that together must not repeat: a second record with the same values is set aside.
    set_aside_share, set_aside_rows
        The file is refused when more records than the larger of the two would be set aside.
    """

    layout: str
    title: str
    provider: str
    source: str
    format: FileFormat
    about: str = ""
    encoding: Literal["utf-8", "latin-1", "windows-1252"] = "utf-8"
    delimiter: str = ","
    header: Header = Header()
    sheets: Sheets | None = None
    gather: bool = False
    columns: dict[str, Column]
    ignore: tuple[str, ...] = ()
    wide: Wide | None = None
    constants: dict[str, str] = {}
    name_says: str = ""
    lookups: tuple[Lookup, ...] = ()
    once: tuple[str, ...] = ()
    newlines_in_quotes: bool = False
    set_aside_share: float = 0.001
    set_aside_rows: int = 10

    @model_validator(mode="after")
    def _parts_agree(self) -> Layout:
        for lookup in self.lookups:
            for name in lookup.columns:
                if name not in self.columns:
                    raise ValueError(f"columns of this layout in 'lookups' (there is no column '{name}')")
        for name in self.once:
            if name not in self.columns:
                raise ValueError(f"columns of this layout in 'once' (there is no column '{name}')")
        return self

    def fills(self) -> tuple[str, ...]:
        """Return the names of the source's fields that this layout fills, in a stable order."""
        names = [column.to for column in self.columns.values() if column.to]
        names += [column.month_to for column in self.columns.values() if column.month_to]
        names += list(re.compile(self.name_says).groupindex) if self.name_says else []
        if self.wide is not None:
            names += [self.wide.name.to, self.wide.value.to]
        for lookup in self.lookups:
            names += [name for name in lookup.to if name]
        names += [self.sheets.to] if self.sheets is not None and self.sheets.to else []
        return tuple(dict.fromkeys([*names, *self.constants]))
