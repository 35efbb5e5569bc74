"""A glimpse: what one sees on opening a file, enough to recognise its layout from content."""

from __future__ import annotations

from dataclasses import dataclass

from peelian.catalogue.layout import FileFormat


@dataclass(frozen=True, slots=True)
class Glimpse:
    """The first rows of one table of a file.

    Parameters
    ----------
    format
        Kind of file, told from its first bytes and not from its name.
    table
        Name of the sheet or table, or "" where a file holds only one.
    rows
        Up to 8 first rows as text (the headings among them where the file has any). For formats that name
        their columns themselves (Parquet, JSON, GeoPackage, GeoJSON) the first row is those names.
    encoding
        "utf-8", "latin-1" or "windows-1252" for text files.
    delimiter
        The character between values of a text file, or "".
    """

    format: FileFormat
    table: str
    rows: tuple[tuple[str, ...], ...]
    encoding: str = "utf-8"
    delimiter: str = ""

    def headings(self, *, row: int = 1) -> tuple[str, ...]:
        """Return row `row` (from 1), or an empty tuple if the table has fewer."""
        return self.rows[row - 1] if len(self.rows) >= row else ()
