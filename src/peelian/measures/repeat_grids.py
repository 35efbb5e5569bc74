"""Sums of repeats over windows of months: how many, how many persons, and how clustered they are."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from peelian.measures.ground import Ground
from peelian.measures.numbers import Places, Values
from peelian.measures.repeat_sums import FARTHEST
from peelian.measures.windows import YEAR, Counts, fill_grid
from peelian.statistics.clustered_share import ClusterSums
from peelian.statistics.shared_clusters import CrossSums

Window = tuple[Places, Places]


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
        self._shape = len(ground.areas), len(ground.months)
        self._totals: dict[tuple[str, int], NDArray[np.int64]] = {}
        self._grids: dict[tuple[str, int], Counts] = {}
        for what in pc.unique(table["what"]).to_pylist():
            mine = table.filter(pc.equal(table["what"], what))
            for lag in pc.unique(mine["lag"]).to_pylist():
                grid = fill_grid(
                    mine.filter(pc.equal(mine["lag"], lag)),
                    areas=ground.rows,
                    months=ground.months,
                    height=len(ground.areas),
                )
                self._grids[what, lag] = grid
                self._totals[what, lag] = np.concatenate(
                    [np.zeros((len(grid), 1), np.int64), np.cumsum(grid, axis=1)], axis=1
                )

    def grid(self, what: str) -> Counts:
        """Return a sum by area and month, shape (areas, months)."""
        return self._grids.get((what, 0), np.zeros(self._shape, dtype=np.int64))

    def sum(self, what: str, area: Places, window: Window) -> Values:
        """Return a sum over windows of months, shape (n,) like the places of the areas."""
        return np.asarray(self._between(what, 0, area, *window), dtype=np.float64)

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
                grid = self._grids.get((what, gap))
                if grid is not None:
                    found += np.where(inside, grid[area, np.maximum(month, 0)], 0)
        return found.astype(np.float64)

    def clusters(self, area: Places, window: Window) -> ClusterSums:
        """Return the sums over persons that the variance of a share of crimes is made from."""
        first, last = window
        squares = {what: self._between(what, 0, area, first, last) for what in ("nn", "ny", "yy")}
        for lag in range(1, YEAR):
            nn, ny, yn, yy = (
                self._between(what, lag, area, first + lag, last) for what in ("nn", "ny", "yn", "yy")
            )
            squares["nn"] += 2 * nn
            squares["ny"] += ny + yn
            squares["yy"] += 2 * yy
        return ClusterSums(
            self.persons("persons", area, window),
            self.sum("crimes", area, window),
            self.sum("repeats", area, window),
            *(squares[what].astype(np.float64) for what in ("nn", "ny", "yy")),
        )

    def cross(self, area: Places, later: Window, earlier: Window) -> CrossSums:
        """Return the sums over the persons that two windows have in common; the earlier one ends before."""
        found = {what: np.zeros(len(area), dtype=np.int64) for what in ("nn", "ny", "yn", "yy")}
        for lag in range(1, FARTHEST + 1):
            start = np.maximum(later[0], earlier[0] + lag)
            end = np.minimum(later[1], earlier[1] + lag)
            found = {
                what: total + self._between(what, lag, area, start, end) for what, total in found.items()
            }
        return CrossSums(*(found[what].astype(np.float64) for what in ("nn", "ny", "yn", "yy")))

    def _between(self, what: str, lag: int, area: Places, first: Places, last: Places) -> Any:
        total = self._totals.get((what, lag))
        if total is None:
            return np.zeros(len(area), dtype=np.int64)
        # Exact for whole numbers: nothing is lost by subtracting one sum from another.
        start = np.clip(first, 0, self._shape[1])
        end = np.clip(last + 1, start, self._shape[1])
        return total[area, end] - total[area, start]
