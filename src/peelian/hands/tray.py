"""A tray: what one process hands over to another, with large arrays in memory that both see."""

from __future__ import annotations

import mmap
import os
import pickle
from multiprocessing.connection import Connection
from typing import Any

_LARGE = 1 << 16
"""Bytes from which on an array is put into shared memory; smaller ones go through the pipe with the words."""
_ALIGNED = 64


class Tray:
    """A way for objects from a process that was forked to the one that forked it; Linux only.

    A pipe alone copies an array some eight times on its way, into ever longer texts of bytes; here it is
    copied once. What arrives is the receiver's own and may be changed.

    Parameters
    ----------
    here, there
        The ends of a pipe: what is put at `there` is taken at `here`.
    """

    def __init__(self, here: Connection, there: Connection) -> None:
        self.here, self.there = here, there
        self._memory = os.memfd_create("peelian", os.MFD_CLOEXEC)
        self._full = 0

    def put(self, told: Any) -> None:
        """Hand something over, in the process that was forked.

        Raises
        ------
        BrokenPipeError
            If the receiver is gone.
        pickle.PicklingError
            If it cannot be handed over; nothing was then.
        """
        large: list[memoryview] = []

        def in_words(buffer: pickle.PickleBuffer) -> bool:
            raw = buffer.raw()
            if raw.nbytes < _LARGE:
                return True
            large.append(raw)
            return False

        words = pickle.dumps(told, protocol=5, buffer_callback=in_words)
        start = self._full
        places = [self._lay(raw) for raw in large]
        self._full = _next(self._full, mmap.ALLOCATIONGRANULARITY)
        self.there.send_bytes(pickle.dumps((start, places, words)))

    def take(self) -> Any:
        """Take what was put next, waiting for it, in the process that forked.

        Raises
        ------
        EOFError
            If the other process is gone.
        """
        start, places, words = pickle.loads(self.here.recv_bytes())  # noqa: S301 - our own bytes
        if not places:
            return pickle.loads(words)  # noqa: S301
        end = sum(places[-1])
        # Pages are copied only when they are changed; they are there until the last array in them is gone.
        seen = memoryview(mmap.mmap(self._memory, end - start, access=mmap.ACCESS_COPY, offset=start))
        arrays = [seen[place - start : place - start + size] for place, size in places]
        return pickle.loads(words, buffers=arrays)  # noqa: S301

    def close(self) -> None:
        """Close the receiver's end. What was taken stays."""
        self.here.close()
        os.close(self._memory)

    def _lay(self, raw: memoryview) -> tuple[int, int]:
        """Write an array behind what lies in memory already, and return where and how long it is."""
        place = _next(self._full, _ALIGNED)
        written = 0
        while written < raw.nbytes:
            written += os.pwrite(self._memory, raw[written:], place + written)
        self._full = place + written
        return place, written


def _next(place: int, step: int) -> int:
    """Return the first multiple of `step` that is not before a place."""
    return -(-place // step) * step
