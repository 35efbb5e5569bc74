"""Finding the lines of a block of text, and the quotes in them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Positions = npt.NDArray[np.int64]

_LF, _CR, _QUOTE = 10, 13, 34


def find_lines(data: bytes) -> tuple[Positions, Positions]:
    """Return where each line starts, and where it ends without its LF or CRLF."""
    array = np.frombuffer(data, dtype=np.uint8)
    breaks = np.flatnonzero(array == _LF)
    if not data.endswith(b"\n"):
        breaks = np.append(breaks, len(data))
    starts = np.concatenate(([0], breaks[:-1] + 1)).astype(np.int64)
    before = array[np.maximum(breaks - 1, 0)]
    ends = breaks - ((before == _CR) & (breaks > starts))
    return starts, ends


def quotes_in_lines(data: bytes, starts: Positions) -> Positions:
    """Return how many quotes each line holds."""
    quotes = np.flatnonzero(np.frombuffer(data, dtype=np.uint8) == _QUOTE)
    bounds = np.append(starts, len(data))
    return np.diff(np.searchsorted(quotes, bounds))
