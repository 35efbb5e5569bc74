"""Columns of findings as arrays: words as text, numbers with not-a-number for none, dates as days."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from peelian.disclosure.equations import Places, Values


def texts(table: pa.Table, name: str) -> NDArray[Any]:
    """Return a column of words as an array of text, None where there is none."""
    column = table[name].combine_chunks()
    if pa.types.is_dictionary(column.type):
        words = np.array([*column.dictionary.to_pylist(), None], dtype=object)
        codes = column.indices.fill_null(len(words) - 1).to_numpy(zero_copy_only=False)
        return np.asarray(words[codes])
    return np.array(column.to_pylist(), dtype=object)


def numbers(table: pa.Table, name: str) -> Values:
    """Return a column of numbers; not a number where there is none."""
    return np.array(table[name].cast(pa.float64()).to_numpy(), dtype=np.float64)


def days(table: pa.Table, name: str) -> Places:
    """Return a column of dates as days since 1970; -1,000,000 where there is none."""
    column = table[name].combine_chunks().cast(pa.int32()).fill_null(-1_000_000)
    return np.asarray(column.to_numpy(zero_copy_only=False), dtype=np.int64)
