"""Sums of repeats over windows of months: how many, how many persons, and how clustered they are."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from peelian.measures.fill_grids import fill_grids
from peelian.measures.ground import Ground
from peelian.measures.numbers import Places, Values
from peelian.measures.repeat_sums import FARTHEST
from peelian.measures.windows import YEAR, Counts
from peelian.statistics.clustered_share import ClusterSums
from peelian.statistics.shared_clusters import CrossSums

Window = tuple[Places, Places]
_PRODUCTS = ("nn", "ny", "yn", "yy")


class RepeatGrids:
    """The sums of one view, level and group on its ground.

    Parameters
    ----------
    table
        Its rows, with `REPEAT_SCHEMA`.
    ground
        The areas and months of the level.
    """

    def __init__(self, table: pa.Table, ground: Ground) -> None:
        self._width = len(ground.months)
        code = table["what"].combine_chunks().dictionary_encode()
        lag, size = table["lag"].to_numpy(), FARTHEST + 1
        kinds, kind = np.unique(code.indices.to_numpy().astype(np.int64) * size + lag, return_inverse=True)
        names = code.dictionary.to_pylist()
        self._place = {(names[each // size], each % size): place for place, each in enumerate(kinds.tolist())}
        # The last grid is that of every sum of which there is no row.
        self._grids = fill_grids(
            table,
            kind,
            len(kinds) + 1,
            areas=ground.rows,
            months=ground.months,
            height=len(ground.areas),
        )
        self._totals = np.zeros((*self._grids.shape[:2], self._width + 1), dtype=np.int64)
        np.cumsum(self._grids, axis=2, out=self._totals[:, :, 1:])

    def grid(self, what: str) -> Counts:
        """Return a sum by area and month, shape (areas, months)."""
        counts: Counts = self._grids[self._place.get((what, 0), -1)]
        return counts

    def sum(self, what: str, area: Places, window: Window) -> Values:
        """Return a sum over windows of months, shape (n,) like the places of the areas."""
        (found,) = self._between((what,), 0, area, window)
        return np.asarray(found, dtype=np.float64)

    def persons(self, what: str, area: Places, window: Window) -> Values:
        """Return how many different persons a window has, of up to twelve months.

        A person is counted in the last of the months of the window in which it appears: that is where its
        next month lies outside.
        """
        first, last = window
        found = np.zeros(len(area), dtype=np.int64)
        for back in range(YEAR):
            month = last - back
            inside = month >= first
            for gap in range(back + 1, YEAR + 1):
                if (place := self._place.get((what, gap))) is not None:
                    found += np.where(inside, self._grids[place, area, np.maximum(month, 0)], 0)
        return found.astype(np.float64)

    def clusters(self, area: Places, window: Window) -> ClusterSums:
        """Return the sums over persons that the variance of a share of crimes is made from."""
        first, last = window
        nn, ny, _, yy = self._between(_PRODUCTS, 0, area, window)
        for lag in range(1, YEAR):
            more = self._between(_PRODUCTS, lag, area, (first + lag, last))
            nn, ny, yy = nn + 2 * more[0], ny + more[1] + more[2], yy + 2 * more[3]
        return ClusterSums(
            self.persons("persons", area, window),
            self.sum("crimes", area, window),
            self.sum("repeats", area, window),
            *(each.astype(np.float64) for each in (nn, ny, yy)),
        )

    def cross(self, area: Places, later: Window, earlier: Window) -> CrossSums:
        """Return the sums over the persons that two windows have in common; the earlier one ends before."""
        found = np.zeros((len(_PRODUCTS), len(area)), dtype=np.int64)
        for lag in range(1, FARTHEST + 1):
            start = np.maximum(later[0], earlier[0] + lag)
            end = np.minimum(later[1], earlier[1] + lag)
            found += self._between(_PRODUCTS, lag, area, (start, end))
        return CrossSums(*found.astype(np.float64))

    def _between(self, sums: tuple[str, ...], lag: int, area: Places, window: Window) -> Counts:
        """Return some sums over windows, shape (sums, n)."""
        place = np.array([self._place.get((what, lag), -1) for what in sums])[:, None]
        # Exact for whole numbers: nothing is lost by subtracting one sum from another.
        start = np.clip(window[0], 0, self._width)
        end = np.clip(window[1] + 1, start, self._width)
        found: Counts = self._totals[place, area, end] - self._totals[place, area, start]
        return found
