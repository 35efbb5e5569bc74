"""Spooling: content is copied into the staging folder while its size and SHA-256 are taken."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from peelian.errors import FileRefused
from peelian.warehouse.limits import Limits

_CHUNK = 1 << 20
_RATIO_FROM = 16 << 20


class _Readable(Protocol):
    """Anything bytes can be read from."""

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes, and none at the end."""


@dataclass(frozen=True, slots=True)
class Spooled:
    """Content lying in the staging folder.

    Parameters
    ----------
    path
        Where it lies. Its name says nothing.
    sha256, size
        Hash and length in bytes.
    """

    path: Path
    sha256: str
    size: int


@dataclass(slots=True)
class Budget:
    """How much one offered file may still unpack to.

    Parameters
    ----------
    name
        The file, as its user wrote it.
    packed
        Its size in bytes as it lies on disk.
    limits
        What is accepted.
    used
        Bytes unpacked so far, over all members.
    """

    name: str
    packed: int
    limits: Limits
    used: int = 0

    def spend(self, size: int) -> None:
        """Count bytes; raise `FileRefused` where they pass the limits."""
        self.used += size
        over_ratio = self.used > _RATIO_FROM and self.used > self.packed * self.limits.unpacked_ratio
        if self.used <= self.limits.unpacked_bytes and not over_ratio:
            return
        times = self.used / max(self.packed, 1)
        most = self.limits
        raise FileRefused(
            self.name,
            found=f"{self.packed:,} bytes that unpack to over {self.used:,} ({times:,.0f} times as many)",
            accepted=f"at most {most.unpacked_ratio} times as many, and {most.unpacked_bytes:,} bytes",
            next_step="ask the sender what the file is; if it is genuine, unpack it and load what is inside",
        )


def spool(stream: _Readable, target: Path, *, budget: Budget | None = None) -> Spooled:
    """Copy a stream to a file, hashing it on the way.

    Parameters
    ----------
    budget
        Bytes are counted against it where the stream unpacks something; a plain copy needs none.
    """
    digest = hashlib.sha256()
    size = 0
    with target.open("wb") as out:
        while chunk := stream.read(_CHUNK):
            if budget is not None:
                budget.spend(len(chunk))
            digest.update(chunk)
            out.write(chunk)
            size += len(chunk)
    return Spooled(target, digest.hexdigest(), size)
