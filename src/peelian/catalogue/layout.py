"""Layouts: how one giver writes one kind of file, and which field of which source each column becomes.

A layout is data. It is recognised by the columns it has, never by the file's name. The warehouse reads files
by it; the providers' folders hold them, one folder for each giver; a workspace may add its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from pydantic import Field as Key
from pydantic import model_validator

from peelian.definitions.model import Definition

FileFormat = Literal["csv", "parquet", "json", "workbook", "old workbook", "geopackage", "geojson"]
ValueType = Literal["text", "integer", "number", "flag", "date", "month", "datetime", "geometry"]


class Column(Definition):
    """One column of a file. Blanks around a value are never part of it.

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
    like
        Regular expression that a value matches in full, such as the form of an official code. A value that
        does not is set aside as unseen.
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
    like: str = ""
    optional: bool = False
    month_to: str = ""


class Wide(Definition):
    """Columns whose headings are values: each record becomes one row for each such column.

    Parameters
    ----------
    columns
        Regular expression that a heading matches in full.
    name
        What the heading itself is (for a month column, a month written "%Y%m"); left out when it is looked
        up.
    value
        What stands in the cells.
    by, to
        Crosswalk in which the heading is looked up, and the fields filled from it ("" for a given value
        that is not kept). A heading that matches `columns` and is not in the crosswalk is not part of the
        layout.
    """

    columns: str
    name: Column | None = None
    value: Column
    by: str = ""
    to: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _name_or_lookup(self) -> Wide:
        if (self.name is None) == (not self.by):
            raise ValueError("either 'name' or 'by' and 'to' in 'wide'")
        return self

    def matches(self, heading: str) -> bool:
        """Say whether a heading is one of these columns."""
        return re.fullmatch(self.columns, heading) is not None


class Lookup(Definition):
    """Fields filled by looking columns up in a crosswalk.

    Parameters
    ----------
    columns
        Columns looked up together, in the crosswalk's order. An empty cell is looked up as "".
    by
        Name of the crosswalk.
    to
        Fields filled, in the order of what the crosswalk gives; "" for a given value that is not kept. A
        given value that is empty leaves the field without a value.
    unseen
        What happens to values that are not in the crosswalk. "set aside" puts the record in quarantine,
        unless all the columns looked up are empty, which leaves the fields without a value; "keep as
        written" (for one column that fills one field) keeps what the file says.
    otherwise
        What unseen values give instead, in the order of `to`.
    """

    columns: tuple[str, ...]
    by: str
    to: tuple[str, ...]
    unseen: Literal["set aside", "keep as missing", "keep as written"] = "set aside"
    otherwise: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _unseen_fits(self) -> Lookup:
        if self.otherwise and len(self.otherwise) != len(self.to):
            raise ValueError("as many values in 'otherwise' as fields in 'to'")
        if self.unseen == "keep as written" and (len(self.columns), len(self.to)) != (1, 1):
            raise ValueError("one column and one field where unseen values are kept as written")
        return self


class Joined(Definition):
    """A value written over several columns (a year and a month), joined with `by` between and then read.

    Parameters
    ----------
    columns
        The columns, in the order they are joined.
    by
        What stands between them.
    value
        How the joined text is read, and the field it becomes.
    """

    columns: tuple[str, ...]
    by: str
    value: Column


class Header(Definition):
    """Where the headings stand.

    `row` counts from 1; `none` means that there are no headings, so that the layout's columns name the
    file's in order. Where they take two `rows`, a heading is the upper text and the lower one with " / "
    between; an upper cell left blank belongs with the one before it, and a lower cell left blank adds
    nothing.

    Parameters
    ----------
    row
        Row of the headings, from 1.
    rows
        How many rows they take.
    none
        True when there are no headings.
    """

    row: int = 1
    rows: int = 1
    none: bool = False

    def names(self, rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
        """Return the headings found in the first rows of a table, with runs of blanks made one.

        Where headings take several rows, the parts are joined by " / ", and a heading that spans columns
        (written once, then blank) is carried to the right over the columns that have a part below it.
        """
        if self.none or len(rows) < self.row + self.rows - 1:
            return ()
        parts = [[" ".join(str(cell).split()) for cell in row] for row in rows[self.row - 1 :][: self.rows]]
        width = max(len(part) for part in parts)
        names = [""] * width
        for depth, part in enumerate(parts):
            cells = [*part, *[""] * (width - len(part))]
            spanning = ""
            for index, cell in enumerate(cells):
                spanning = cell or spanning
                has_part_below = any(len(row) > index and row[index] for row in parts[depth + 1 :])
                text = cell or (spanning if has_part_below else "")
                if text:
                    names[index] = f"{names[index]} / {text}" if names[index] else text
        return tuple(names)


class Sheets(Definition):
    """Which sheets of a workbook hold the table (a regular expression), and the field the name fills.

    Parameters
    ----------
    matching
        Regular expression that the names of the sheets match.
    to
        The field filled with the sheet's name.
    type
        What is written in the name (`as` in YAML).
    """

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
        Columns known and not kept. Columns without a heading are always left.
    shape
        Regular expressions that the first values of a column match in full, empty ones apart: what tells
        apart layouts with the same headings, and files that have none.
    joined
        Values written over several columns. Their columns are named in `columns` too.
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
    layout, title, provider
        Name, plain title, and who gives out the files.
    source
        The source whose rows the records become.
    format
        Kind of file.
    about
        What a reader of the list of layouts should know.
    encoding, delimiter
        Characters and separator of a text file.
    header, sheets
        Where the headings stand, and which sheets of a workbook are read.
    columns
        The columns the file must have, by heading.
    wide
        Columns whose headings are values.
    lookups
        Fields filled through crosswalks.
    newlines_in_quotes
        True when a value in quotes may run over several lines.
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
    shape: dict[str, str] = {}
    joined: tuple[Joined, ...] = ()
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
        named = [("once", name) for name in self.once] + [("shape", name) for name in self.shape]
        named += [("joined", name) for item in self.joined for name in item.columns]
        for where, name in named:
            if name not in self.columns:
                raise ValueError(f"columns of this layout in '{where}' (there is no column '{name}')")
        return self

    def fills(self) -> tuple[str, ...]:
        """Return the names of the source's fields that this layout fills, in a stable order."""
        names = [column.to for column in self.columns.values() if column.to]
        names += [column.month_to for column in self.columns.values() if column.month_to]
        names += list(re.compile(self.name_says).groupindex) if self.name_says else []
        names += [name for item in self.joined for name in (item.value.to, item.value.month_to) if name]
        if self.wide is not None:
            names += [self.wide.name.to] if self.wide.name is not None and self.wide.name.to else []
            names += [*(name for name in self.wide.to if name), self.wide.value.to]
        for lookup in self.lookups:
            names += [name for name in lookup.to if name]
        names += [self.sheets.to] if self.sheets is not None and self.sheets.to else []
        return tuple(dict.fromkeys([*names, *self.constants]))
