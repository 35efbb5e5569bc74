"""Filling grids: rows of a cube laid on grids of areas and months."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray


def fill_grids(
    cube: pa.Table,
    kind: NDArray[np.int64],
    many: int,
    *,
    areas: Mapping[str, int],
    months: Sequence[dt.date],
    height: int,
) -> NDArray[np.int64]:
    """Lay the rows of a cube on several grids in one pass; a place and month without a row is 0.

    Parameters
    ----------
    cube
        Rows with columns `area`, `month` and `n`.
    kind, many
        Number of the grid that each row goes to, and how many grids there are.
    areas
        Code of an area as the rows write it -> its row of the grids. Several codes may share a row, and are
        added.
    months
        First days of consecutive months, the columns of the grids.
    height
        Rows of the grids.

    Returns
    -------
    numpy.ndarray
        Counts of shape (many, height, months). Rows of the cube for other areas or months are left out.
    """
    grids = np.zeros((many, height, len(months)), dtype=np.int64)
    if not len(cube) or not months:
        return grids
    named = cube["area"].combine_chunks().dictionary_encode()
    rows = np.array([areas.get(code, -1) for code in named.dictionary.to_pylist()], dtype=np.int64)
    row = rows[named.indices.to_numpy()]
    first = np.datetime64(months[0], "M")
    column = (cube["month"].to_numpy().astype("datetime64[M]") - first).astype(np.int64)
    inside = (row >= 0) & (column >= 0) & (column < len(months))
    np.add.at(grids, (kind[inside], row[inside], column[inside]), cube["n"].to_numpy()[inside])
    return grids
