"""Windows: counts on a full grid of areas and months, and the sums of twelve months that slide along it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TypeVar

import numpy as np
import pyarrow as pa
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from peelian.measures.fill_grids import fill_grids

YEAR = 12

Counts = NDArray[np.int64]
S = TypeVar("S", bound=np.generic)


def fill_grid(cube: pa.Table, *, areas: Mapping[str, int], months: Sequence[dt.date], height: int) -> Counts:
    """Lay the rows of a cube on a grid; a place and month without a row is 0.

    Parameters
    ----------
    cube
        Rows of one series with `CUBE_SCHEMA`: columns `area`, `month` and `n`.
    areas
        Code of an area as the rows write it -> its row of the grid. Several codes may share a row, and are
        added.
    months
        First days of consecutive months, the columns of the grid.
    height
        Rows of the grid.

    Returns
    -------
    numpy.ndarray
        Counts of shape (height, months). Rows of the cube for other areas or months are left out.
    """
    kind = np.zeros(len(cube), dtype=np.int64)
    grid: Counts = fill_grids(cube, kind, 1, areas=areas, months=months, height=height)[0]
    return grid


def rolling_sums(counts: Counts) -> Counts:
    """Return the sums of every twelve consecutive months, along the last axis.

    Each block is added up by itself. Adding the newest month to a running total and taking the oldest away
    would be quicker and, once numbers are weighted, wrong: rounding errors would pile up along the series.

    Parameters
    ----------
    counts
        Shape (..., months).

    Returns
    -------
    numpy.ndarray
        Shape (..., months - 11); empty along the last axis when there are fewer than twelve months.
    """
    return np.asarray(year_blocks(counts).sum(axis=-1), dtype=np.int64)


def year_blocks(counts: NDArray[S]) -> NDArray[S]:
    """Return a view of every twelve consecutive months: shape (..., months - 11, 12)."""
    if counts.shape[-1] < YEAR:
        return np.zeros((*counts.shape[:-1], 0, YEAR), dtype=counts.dtype)
    return sliding_window_view(counts, YEAR, axis=-1)
