"""Glimpses: what one sees on opening a file. Its kind is told from its first bytes, never from its name."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from peelian.catalogue.glimpse import Glimpse
from peelian.errors import FileRefused
from peelian.warehouse.decode.geojson import glimpse_geojson
from peelian.warehouse.decode.geopackage import glimpse_geopackage
from peelian.warehouse.decode.json_array import glimpse_json, read_json
from peelian.warehouse.decode.parquet import glimpse_parquet
from peelian.warehouse.decode.text_start import BOM
from peelian.warehouse.decode.workbook import glimpse_workbook
from peelian.warehouse.limits import Limits
from peelian.warehouse.unpack import is_workbook

_HEAD = 256 << 10
_ROWS = 8
_DELIMITERS = (",", "\t", ";", "|")
_OTHER_KINDS = {
    b"%PDF": "a PDF document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"Rar!": "a RAR archive",
}
_TABLES = "a table: CSV, Parquet, Excel, JSON, GeoPackage or GeoJSON, plain or packed as gzip or zip"


def take_glimpses(path: Path, *, name: str, limits: Limits) -> tuple[Glimpse, ...]:
    """Look at the first rows of each table of a file.

    Parameters
    ----------
    path
        An uncompressed file.
    name
        The file as its user wrote it, for messages.
    limits
        What is accepted at most.

    Raises
    ------
    FileRefused
        If it is empty, or not a table of any kind that is read.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise _refuse(name, "an empty file", next_step="ask the sender for the file again")
    if head.startswith(b"PK") and is_workbook(path):
        return glimpse_workbook(path, "workbook", name=name)
    if head.startswith(b"PK\x03\x04"):
        raise _refuse(
            name,
            "a zip archive or workbook that is cut short",
            next_step="copy or download it again and compare its size with the sender's",
        )
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return glimpse_workbook(path, "old workbook", name=name)
    if head.startswith(b"PAR1"):
        return _parquet(path, name)
    if head.startswith(b"SQLite format 3\0"):
        return glimpse_geopackage(path, name=name)
    for magic, kind in _OTHER_KINDS.items():
        if head.startswith(magic):
            raise _refuse(name, kind, next_step="load the table it was made from")
    return _json_or_text(path, head, name, limits)


def _json_or_text(path: Path, head: bytes, name: str, limits: Limits) -> tuple[Glimpse, ...]:
    start = head.removeprefix(BOM).lstrip()
    if start.startswith(b"{") or (start.startswith(b"[") and start[1:].lstrip()[:1] in (b"{", b"]")):
        data = read_json(path, name=name, limits=limits)
        if isinstance(data, dict) and data.get("type") == "FeatureCollection":
            return glimpse_geojson(data, name=name)
        return glimpse_json(data, name=name)
    if start[:1] == b"<":
        raise _refuse(name, "a web page or XML", next_step="download the data file itself")
    return (glimpse_text(head, name=name),)


def glimpse_text(head: bytes, *, name: str) -> Glimpse:
    """Return the first rows of a text file, given its first bytes."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _refuse(name, "text saved as UTF-16 ('Unicode text')", next_step="save it as 'CSV UTF-8'")
    control = sum(head.count(bytes([code])) for code in range(32) if code not in (9, 10, 12, 13))
    if control > len(head) * 0.02:
        raise _refuse(name, "bytes that are not text", next_step="ask the sender what kind of file it is")
    if b"\n" not in head and b"\r" in head:
        raise _refuse(
            name,
            "lines that end with a carriage return alone",
            next_step="save it with the line ends of Windows or Unix",
        )
    encoding, text = _decoded(head)
    delimiter = _delimiter(text)
    rows: list[tuple[str, ...]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    while len(rows) < _ROWS:
        try:
            row = next(reader, None)
        except csv.Error:  # a quote that is never closed makes one endless value; the line scan will say so
            break
        if row is None:
            break
        rows.append(tuple(value.strip() for value in row))
    return Glimpse("csv", "", tuple(rows), encoding, delimiter)


def _decoded(head: bytes) -> tuple[str, str]:
    body = head.removeprefix(BOM)
    whole_lines = body[: body.rfind(b"\n") + 1] if len(head) == _HEAD and b"\n" in body else body
    try:
        return "utf-8", whole_lines.decode("utf-8")
    except UnicodeDecodeError as problem:
        if problem.start >= len(whole_lines) - 3 and len(head) == _HEAD:
            return "utf-8", whole_lines[: problem.start].decode("utf-8")
    try:
        return "windows-1252", whole_lines.decode("cp1252")
    except UnicodeDecodeError:
        return "latin-1", whole_lines.decode("latin-1")


def _delimiter(text: str) -> str:
    """Return the character that most often stands between values on the first line that has any."""
    for line in text.splitlines()[:_ROWS]:
        outside = "".join(line.split('"')[0::2])
        counts = {candidate: outside.count(candidate) for candidate in _DELIMITERS}
        best = max(_DELIMITERS, key=lambda candidate: counts[candidate])
        if counts[best]:
            return best
    return ","


def _parquet(path: Path, name: str) -> tuple[Glimpse, ...]:
    try:
        return glimpse_parquet(path)
    except (OSError, ValueError) as problem:
        raise _refuse(
            name,
            f"a Parquet file that is cut short or damaged ({problem})",
            next_step="copy or download it again and compare its size with the sender's",
        ) from problem


def _refuse(name: str, found: str, *, next_step: str) -> FileRefused:
    return FileRefused(name, found=found, accepted=_TABLES, next_step=next_step)
