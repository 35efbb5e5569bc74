"""One of: which findings have one of some words in a column, asked of each word once and not of each row."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa
import pyarrow.compute as pc


def one_of(column: pa.ChunkedArray, words: Iterable[str]) -> pa.ChunkedArray:
    """Return whether each row of a column of words has one of those asked for; a row without a word has not.

    Parameters
    ----------
    column
        A column of words of `FINDINGS_SCHEMA`: what its rows hold are numbers of words.
    words
        The words; none of them need be there.
    """
    wanted = pa.array(list(words), pa.string())
    found = [pc.is_in(part.dictionary, wanted).take(part.indices) for part in column.chunks]
    return pc.fill_null(pa.chunked_array(found, pa.bool_()), False)
