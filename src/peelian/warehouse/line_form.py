"""What each line of a text file should look like."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LineForm:
    """What each line of a file should look like.

    Parameters
    ----------
    delimiter
        The character between values, as one byte.
    values
        How many values a record has.
    encoding
        "utf-8", "latin-1" or "windows-1252".
    line_bytes
        Longest line accepted.
    joined_lines
        Lines one record may run over by line breaks inside quotes; 1 where the layout declares none.
    joined_bytes
        Longest record accepted where lines are joined.
    """

    delimiter: bytes
    values: int
    encoding: str = "utf-8"
    line_bytes: int = 1 << 20
    joined_lines: int = 1
    joined_bytes: int = 4 << 20
