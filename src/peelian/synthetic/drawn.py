"""Drawn columns: codes, flags, references and times of many records at once, ready to be written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from peelian.reference.period import add_months


def picked(texts: Sequence[str], places: NDArray[np.int64]) -> pa.Array:
    """Return the text at each place, with "" for an empty cell.

    Parameters
    ----------
    texts
        What may be written.
    places
        Shape (n,): which of them each record has.
    """
    return pa.array([text or None for text in texts], pa.string()).take(pa.array(places))


def references(prefix: str, size: int, *, digits: int = 7) -> pa.Array:
    """Return references 1 to `size`: a prefix and a number with leading noughts."""
    numbers = pc.utf8_lpad(pa.array(np.arange(1, size + 1)).cast(pa.string()), digits, "0")
    return pc.binary_join_element_wise(prefix, numbers, "")


def moments(
    rng: np.random.Generator, months: Sequence[dt.date], counts: NDArray[np.int64]
) -> NDArray[np.datetime64]:
    """Return a minute for each of so many records of each month, in order of time.

    Parameters
    ----------
    rng
        Source of chance.
    months
        First days of months.
    counts
        Records of each, shape (months,).

    Returns
    -------
    numpy.ndarray
        Shape (counts.sum(),), by the minute.
    """
    drawn = []
    for first, count in zip(months, counts.tolist(), strict=True):
        minutes = (add_months(first, 1) - first).days * 1440
        drawn.append(np.datetime64(first, "m") + np.sort(rng.integers(0, minutes, count)))
    return np.concatenate(drawn)
