"""Opening a recognised file as a table of records, whatever its format; text is scanned first."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

from peelian.catalogue.layout import Layout
from peelian.errors import FileRefused
from peelian.warehouse.decode.geojson import GeoJsonTable
from peelian.warehouse.decode.geopackage import GeoPackageTable
from peelian.warehouse.decode.json_array import JsonTable
from peelian.warehouse.decode.parquet import ParquetTable
from peelian.warehouse.decode.table import DecodedTable
from peelian.warehouse.decode.text import TextTable
from peelian.warehouse.decode.text_start import read_start
from peelian.warehouse.decode.workbook import read_sheets
from peelian.warehouse.limits import Limits
from peelian.warehouse.line_form import LineForm
from peelian.warehouse.quarantine import Quarantine, SetAside, as_text
from peelian.warehouse.scan import scan_text
from peelian.warehouse.text_scan import BadLine, TextScan

_READ = 4 << 20


@dataclass(frozen=True, slots=True)
class Offered:
    """A file (or the gathered members of an archive) to be read by one layout.

    Parameters
    ----------
    file
        Its name, as it is recorded.
    paths
        Pairs (name shown, spooled content).
    layout
        How to read it.
    tables
        Sheets or tables that have the layout.
    """

    file: str
    paths: tuple[tuple[str, Path], ...]
    layout: Layout
    tables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenTable:
    """An open file.

    Parameters
    ----------
    parts
        Its records; sheets of a workbook are parts with headings of their own.
    records
        Physical records of the file: those of the parts and those the scan set aside.
    encoding
        How its text is encoded; "utf-8" for files that are no text.
    scan
        What the line scan found, or None for files that are no text.
    """

    parts: tuple[DecodedTable, ...]
    records: int
    encoding: str = "utf-8"
    scan: TextScan | None = None

    @property
    def hard_blanks(self) -> bool:
        """True where values may have tabs or hard spaces around them."""
        return self.scan is None or self.scan.odd_blanks


def open_table(offered: Offered, quarantine: Quarantine, limits: Limits) -> OpenTable:
    """Open a file; bad lines of text files go into quarantine.

    Raises
    ------
    FileRefused
        If the file holds no records, or cannot be read.
    """
    opened = _text(offered, quarantine, limits) if offered.layout.format == "csv" else _other(offered, limits)
    if opened.records == 0:
        raise FileRefused(
            offered.file,
            found=f"the headings of '{offered.layout.title}' and no records",
            accepted="at least one record below the headings",
            next_step="ask the sender for the file with its records",
        )
    return opened


def _other(offered: Offered, limits: Limits) -> OpenTable:
    layout = offered.layout
    name, path = offered.paths[0]
    parts: tuple[DecodedTable, ...]
    if layout.format == "parquet":
        parts = (ParquetTable.open(path),)
    elif layout.format == "json":
        parts = (JsonTable.open(offered.paths, limits),)
    elif layout.format == "geojson":
        parts = (GeoJsonTable.open(path, name=name, limits=limits),)
    elif layout.format == "geopackage":
        parts = (GeoPackageTable.open(path, offered.tables, name=name),)
    else:
        parts = read_sheets(path, layout, offered.tables, name=name)
    return OpenTable(parts, sum(part.records for part in parts))


def _text(offered: Offered, quarantine: Quarantine, limits: Limits) -> OpenTable:
    layout = offered.layout
    if len(offered.paths) > 1:
        raise FileRefused(
            offered.file,
            found=f"{len(offered.paths)} text files of a layout that gathers them",
            accepted="gathered files in JSON",
            next_step="leave 'gather' out of the layout, so that each file is loaded by itself",
        )
    _, path = offered.paths[0]
    encoding = _encoding(path, layout)
    start = read_start(path, layout, encoding)
    form = LineForm(
        layout.delimiter.encode(),
        len(start.headings),
        encoding,
        line_bytes=limits.line_bytes,
        joined_lines=limits.joined_lines if layout.newlines_in_quotes else 1,
    )

    def set_aside(line: BadLine) -> None:
        raw = as_text(line.raw, encoding)
        quarantine.add([SetAside(line.line, line.byte, raw, line.rule, "", "", line.reason)])

    scan = scan_text(
        path,
        form=form,
        header_lines=start.lines,
        first_byte=start.first_byte,
        limits=limits,
        set_aside=set_aside,
    )
    return OpenTable((TextTable(scan, start.headings, layout.delimiter),), scan.records, encoding, scan)


def _encoding(path: Path, layout: Layout) -> str:
    """Return the encoding to read by: UTF-8 wherever the whole file is UTF-8."""
    if layout.encoding == "utf-8":
        return "utf-8"
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_READ):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return layout.encoding
    return "utf-8"
