"""Apportioning: a whole number dealt out by weights, so that the parts add up to it exactly."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray


def apportion(total: int, weights: ArrayLike) -> NDArray[np.int64]:
    """Deal a whole number out by weights: each part is its share rounded down, or one more.

    What is left after rounding down goes, one each, to the parts with the largest remainders (the method of
    Hamilton, also known as that of largest remainders); among equal remainders the earlier part comes first.

    Parameters
    ----------
    total
        What is dealt out, 0 or more.
    weights
        Shape (n,), none negative and not all 0.

    Returns
    -------
    numpy.ndarray
        Shape (n,), whole numbers that add up to `total`.

    Raises
    ------
    ValueError
        If the total or a weight is negative, or no weight is above 0.
    """
    given = np.asarray(weights, dtype=np.float64)
    if total < 0 or not given.size or given.min() < 0 or given.sum() <= 0:
        raise ValueError("a total from 0 and weights from 0, one of them above 0, are needed")
    exact = total * given / given.sum()
    parts: NDArray[np.int64] = np.floor(exact).astype(np.int64)
    # A part whose weight is 0 gets nothing, whatever is left.
    order = np.argsort(-np.where(given > 0, exact - parts, -1.0), kind="stable")
    parts[order[: total - int(parts.sum())]] += 1
    return parts
