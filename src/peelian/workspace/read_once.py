"""Read once: what was read of a workspace's files is kept for as long as none of them changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")


class ReadOnce:
    """Keeps what was read of files.

    Parameters
    ----------
    files
        Yields the files as they are now.
    """

    def __init__(self, files: Callable[[], Iterable[Path]]) -> None:
        self._files = files
        self._kept: dict[str, tuple[object, Any]] = {}

    def of(self, name: str, read: Callable[[], T]) -> T:
        """Return what is read, from memory where no file has come, gone or changed since it was.

        Parameters
        ----------
        name
            What is read.
        read
            Reads it.
        """
        marks = [(path, path.stat()) for path in self._files()]
        stamp = tuple((path, mark.st_mtime_ns, mark.st_size) for path, mark in marks)
        if name not in self._kept or self._kept[name][0] != stamp:
            self._kept[name] = stamp, read()
        known: T = self._kept[name][1]
        return known
