"""How near weights come to a margin."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from peelian.statistics.survey.fitted import usable_weights
from peelian.statistics.survey.margin import Margin

Values = NDArray[np.float64]
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class MarginReached:
    """How near weights come to a margin, arrays of shape (k,).

    Parameters
    ----------
    margin
        The margin.
    rows
        Rows of each category with a weight above 0.
    reached
        Weight of each category.
    miss
        Distance from the total as a fraction of it, above 0 where there is too much; not a number where the
        total is 0.
    """

    margin: Margin
    rows: Counts
    reached: Values
    miss: Values

    @property
    def largest_miss(self) -> float:
        """Largest distance of all categories, whichever way."""
        known = self.miss[~np.isnan(self.miss)]
        return float(np.abs(known).max(initial=0.0))


def margin_reached(weights: ArrayLike, margin: Margin) -> MarginReached:
    """Return how near weights come to the totals of a margin.

    Parameters
    ----------
    weights
        Shape (n,).
    margin
        The margin.
    """
    given = usable_weights(weights, zeros="kept")
    size = len(margin.totals)
    reached = np.bincount(margin.codes, weights=given, minlength=size).astype(np.float64)
    rows = np.bincount(margin.codes[given > 0], minlength=size).astype(np.int64)
    with np.errstate(divide="ignore", invalid="ignore"):
        miss = np.where(margin.totals > 0, reached / margin.totals - 1, np.nan)
    return MarginReached(margin, rows, reached, miss)
