"""A random number for each row of a list that belongs to it for good, given a seed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

_BITS = 53


def random_numbers(seed: int, references: Iterable[str], *, purpose: str) -> NDArray[np.float64]:
    """Return a number from 0 to under 1 for each reference, shape (n,).

    The number is made of the SHA-256 digest of seed, purpose and reference, so that it does not depend on the
    order of rows, on what else is in the list, on the machine or on the version of any package: the same
    sample can be drawn again in ten years. For any list fixed beforehand and a seed chosen apart from it,
    such numbers cannot be told from independent uniform ones.

    Parameters
    ----------
    seed
        Any whole number.
    references
        What each number belongs to.
    purpose
        What it is used for; numbers for different purposes are independent.
    """
    start = hashlib.sha256(f"{seed}\x1f{purpose}\x1f".encode())
    found = []
    for reference in references:
        digest = start.copy()
        digest.update(reference.encode())
        found.append(int.from_bytes(digest.digest()[:8], "big") >> (64 - _BITS))
    return np.array(found, dtype=np.float64) / 2.0**_BITS
