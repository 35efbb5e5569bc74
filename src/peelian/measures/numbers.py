"""Numbers of one series: what it counts on a grid of areas and months, and what is made of that."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]
Places = NDArray[np.int64]
Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Slab:
    """Counts of one series at one level of area.

    Parameters
    ----------
    counts
        Counts by area and month, shape (areas, months); 0 where the source has no row.
    told
        True where a finding is due: from the first to the last month the source speaks for, gaps included.
    measured
        True where the source speaks for the month.
    gravity
        How far a caveat spoils a month: 0 not, 1 the count is a floor and is compared with nothing, 2 no
        number.
    """

    counts: NDArray[np.int64]
    told: Flags
    measured: Flags
    gravity: NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Numbers:
    """Values and comparisons, one row for each area and window that is due: all arrays of shape (n,).

    Parameters
    ----------
    area, first, last
        Place of the area, and of the first and last month of the window.
    value
        The count; not a number where it is not measured.
    doubtful
        True where the count is a floor.
    compared
        True where there is an earlier window to compare with.
    comparable
        True where the comparison may be made, as far as blocked months go; breaks are judged elsewhere.
    previous, ratio, lower, upper
        The earlier count, and the ratio of the two with its interval; not a number where unknown.
    exact
        True where the interval is the exact one.
    p
        P value of the comparison by itself; not a number where none is made.
    """

    area: Places
    first: Places
    last: Places
    value: Values
    doubtful: Flags
    compared: Flags
    comparable: Flags
    previous: Values
    ratio: Values
    lower: Values
    upper: Values
    exact: Flags
    p: Values
