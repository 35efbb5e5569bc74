"""Written: what was put on disk, told to whoever keeps count."""

from __future__ import annotations

from dataclasses import dataclass

FileLine = tuple[str, str, str, str, int, str]
"""A line of the list of files: name, page, what it holds, format, bytes and SHA-256."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was put on disk for one page, or for one file about the whole edition.

    Parameters
    ----------
    path, size
        The page and its size with the style sheet; "" and 0 for a file alone.
    bytes
        Size of everything together.
    files
        Lines of the list of files.
    """

    path: str
    size: int
    bytes: int
    files: tuple[FileLine, ...]
