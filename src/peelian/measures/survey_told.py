"""What is told of several series of a survey at once, and how many are reckoned at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from peelian.measures.numbers import Numbers
from peelian.measures.stacked import part_of
from peelian.measures.windowed import Windowed
from peelian.measures.write_quotients import Quotients

_MOST_CELLS = 100_000
"""About so many cells of a grid are reckoned at once: more would save no time, and take memory."""

_OF_CHANCE = ("lower", "upper", "previous", "change", "change_lower", "change_upper", "p", "effective")


@dataclass(frozen=True, slots=True)
class Told:
    """Quotients of series in one form of window, with the windows in order of their rows.

    Parameters
    ----------
    window
        The form of window.
    numbers, quotients
        The windows, with what of them may be told, and the quotients, of n rows.
    """

    window: Windowed
    numbers: Numbers
    quotients: Quotients

    def without_margin(self) -> Told:
        """Return the same values with what they rest on, and nothing that chance would have to be known for.

        Without a sample drawn by chance neither an interval nor an effective base has a meaning, nor has a
        comparison with other people who chose themselves a year before.
        """
        nothing = np.full(len(self.quotients.value), np.nan)
        never = np.zeros(len(nothing), dtype=np.bool_)
        untold = dict.fromkeys(_OF_CHANCE, nothing)
        return Told(
            self.window,
            replace(self.numbers, compared=never, comparable=never),
            replace(self.quotients, compared=never, **untold),
        )

    def of(self, series: int, areas: int) -> Told:
        """Return those of one series, whose rows are then those of the areas.

        Parameters
        ----------
        series, areas
            Place of the series in the stack, and how many areas each has.
        """
        start, end = np.searchsorted(self.numbers.area, (series * areas, (series + 1) * areas)).tolist()
        mine = part_of(self.numbers, slice(start, end))
        mine = replace(mine, area=mine.area - series * areas)
        return Told(self.window, mine, part_of(self.quotients, slice(start, end)))


def in_batches(series: range, *, cells: int) -> Iterator[range]:
    """Yield the places of so many series as are reckoned at once.

    Parameters
    ----------
    series
        The places of all.
    cells
        Cells that the grid of each has.
    """
    size = max(_MOST_CELLS // max(cells, 1), 1)
    for first in range(0, len(series), size):
        yield series[first : first + size]
