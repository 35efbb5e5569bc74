"""One writer at a time: a lock that the operating system frees when the process ends, however it ends."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from peelian.errors import Busy
from peelian.warehouse.store import Store


@contextmanager
def writing(store: Store) -> Iterator[None]:
    """Hold the store for writing while the block runs.

    Raises
    ------
    Busy
        If another command holds it.
    """
    store.create()
    with store.lock.open("a+b") as file:
        if not _take(file):
            raise Busy(
                f"the store '{store.folder.name}'",
                found="another command is writing to it",
                accepted="one writing command at a time",
                next_step="wait until the other command has ended and run this one again",
            )
        try:
            yield
        finally:
            _free(file)


if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes]) -> bool:
        file.seek(0)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _free(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _free(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_UN)
