"""Number texts: the numbers of many rows at once as they stand in CSV."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from peelian.publication.csv_text import number

_LEAST, _MOST = 1e-4, 1e10
"""Between these Arrow and Python write a number alike; beyond, one of them takes to exponents."""


def number_texts(rows: npt.NDArray[np.float64], widths: Sequence[int]) -> list[list[str]]:
    """Return the numbers of each row as `number` writes them, with commas between, in pieces.

    Both write the shortest text that is read back as the same number, and Python takes five times as long
    over one that is not whole. For fewer than a dozen rows it does not matter.

    Parameters
    ----------
    rows
        The numbers, NaN where one is missing; (rows, numbers).
    widths
        How many numbers each piece of a row holds, in their order; together all of them.

    Returns
    -------
    list of list of str
        For each piece its text in every row.
    """
    texts = _texts(rows.ravel())
    ends = np.zeros(len(rows) * len(widths) + 1, dtype=np.int32)
    np.cumsum(np.tile(np.array(widths), len(rows)), out=ends[1:])
    joined = pc.binary_join(pa.ListArray.from_arrays(pa.array(ends), texts), ",").to_pylist()
    return [joined[piece :: len(widths)] for piece in range(len(widths))]


def _texts(values: npt.NDArray[np.float64]) -> pa.Array:
    plain = values + 0.0  # no negative zero
    texts = pa.array(plain, from_pandas=True).cast(pa.string()).fill_null("")
    size = np.abs(plain)
    odd = (size >= _MOST) | ((size < _LEAST) & (size > 0))
    if not odd.any():
        return texts
    return pc.replace_with_mask(
        texts, pa.array(odd), pa.array([number(value) for value in plain[odd].tolist()])
    )
