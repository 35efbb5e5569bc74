"""Sharing a whole number out in whole numbers."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


def spread(number: int, weights: npt.NDArray[np.number]) -> npt.NDArray[np.int64]:
    """Share a whole number out in proportion to weights, the largest remainders first.

    Parameters
    ----------
    number
        What is shared out; it may be negative.
    weights
        Not negative and not all 0, shape (n,).

    Returns
    -------
    numpy.ndarray
        Whole numbers of shape (n,) that add up to `number`.
    """
    exact = number * np.asarray(weights, dtype=np.float64) / np.sum(weights)
    shared = np.floor(exact).astype(np.int64)
    order = np.argsort(shared - exact, kind="stable")
    shared[order[: number - int(shared.sum())]] += 1
    return np.asarray(shared)
