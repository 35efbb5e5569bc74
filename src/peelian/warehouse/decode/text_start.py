"""How a text file begins: its byte-order mark, its headings, and where its first record starts."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from peelian.catalogue.layout import Layout

BOM = b"\xef\xbb\xbf"
_HEADER_LINES = 50


@dataclass(frozen=True, slots=True)
class TextStart:
    """How a text file begins: its headings, how many lines they take, and the byte after them."""

    headings: tuple[str, ...]
    lines: int
    first_byte: int


def read_start(path: Path, layout: Layout, encoding: str) -> TextStart:
    """Read the headings of a text file as its layout says where they stand."""
    header = layout.header
    with path.open("rb") as file:
        bom = len(BOM) if file.read(len(BOM)) == BOM else 0
        file.seek(bom)
        if header.none:
            return TextStart(tuple(layout.columns), 0, bom)
        raw = [file.readline(1 << 20) for _ in range(header.row + header.rows - 1)]
        while raw[-1].count(b'"') % 2 == 1 and len(raw) < _HEADER_LINES and (more := file.readline(1 << 20)):
            raw[-1] += more
        after = file.tell()
    text = b"".join(raw).decode(codec(encoding), errors="replace")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=layout.delimiter))
    return TextStart(header.names(rows), sum(line.count(b"\n") for line in raw), after)


def codec(encoding: str) -> str:
    """Return Python's name of an encoding."""
    return "cp1252" if encoding == "windows-1252" else encoding
