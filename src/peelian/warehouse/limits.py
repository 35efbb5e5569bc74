"""Limits that keep one bad file from filling the disk or the memory."""

from __future__ import annotations

from dataclasses import dataclass

_MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What a load accepts at most.

    Parameters
    ----------
    unpacked_bytes
        Bytes that one file or archive may unpack to.
    unpacked_ratio
        How many times its packed size a file may unpack to (looked at once 16 MiB have come out).
    members
        Files in one archive.
    line_bytes
        Bytes in one line of a text file; a longer line is set aside.
    joined_lines
        Lines that one quoted value may run over, where the layout declares line breaks in quotes.
    json_bytes
        Bytes of one JSON or GeoJSON file, which is read whole.
    raw_bytes
        Bytes of a line set aside that are kept; the rest of an enormous line is only counted.
    refused_rows
        Lines of a refused file that are written out for its sender.
    """

    unpacked_bytes: int = 64 << 30
    unpacked_ratio: int = 250
    members: int = 20_000
    line_bytes: int = _MIB
    joined_lines: int = 1_000
    json_bytes: int = 1 << 30
    raw_bytes: int = 65_536
    refused_rows: int = 100_000
