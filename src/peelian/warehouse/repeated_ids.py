"""Records whose identifying columns were seen before in the same file: all but the first are set aside."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import pyarrow as pa


class RepeatedIds:
    """Finds repeats without holding every identifier in memory.

    Parameters
    ----------
    hashes
        64-bit hashes of the identifiers of all records, in batches; 8 bytes a record are held while they are
        sorted. Only identifiers whose hash occurs twice are then compared as text, so that two different
        ones with one hash are never confused.
    """

    def __init__(self, hashes: Iterable[npt.NDArray[np.uint64]]) -> None:
        held = list(hashes)
        together = np.sort(np.concatenate(held)) if held else np.array([], dtype=np.uint64)
        self._suspects = np.unique(together[1:][together[1:] == together[:-1]])
        self._seen: set[str] = set()

    def find(self, keys: pa.Array, hashes: npt.NDArray[np.uint64]) -> npt.NDArray[np.bool_]:
        """Return which records of a batch repeat an earlier one; one without identifier repeats none."""
        found = np.zeros(len(keys), dtype=np.bool_)
        if not len(self._suspects):
            return found
        for at in np.flatnonzero(np.isin(hashes, self._suspects)):
            key = keys[int(at)].as_py()
            if key is not None:
                found[at] = key in self._seen
                self._seen.add(key)
        return found
