"""The stretch of one series that is loaded, for a source of which there is less than a year."""

from __future__ import annotations

import numpy as np

from peelian.measures.numbers import Flags, Numbers, Slab
from peelian.measures.windows import YEAR


def span_numbers(slab: Slab) -> Numbers:
    """Return, for each area, the count of the newest unbroken stretch of whole months, compared with nothing.

    Only where it has two to eleven months: a month is told by itself, and twelve months as a rolling year. A
    month that is missing, a stub or a floor ends the stretch, because a rate over it would be too low.
    """
    return _summed(slab, [run for run in _runs(slab) if 1 < run[2] - run[1] + 1 < YEAR])


def together_numbers(slab: Slab, months: int) -> Numbers:
    """Return, for each area, the count of the newest so many whole months together, compared with nothing.

    Where fewer months are loaded without a break, it is told over those.
    """
    return _summed(slab, [(row, max(first, last - months + 1), last) for row, first, last in _runs(slab)])


def _runs(slab: Slab) -> list[tuple[int, int, int]]:
    """Return area, first and last month of each newest unbroken stretch."""
    whole = slab.measured & (slab.gravity == 0)
    return [(row, *newest_run(whole[row])) for row in np.flatnonzero(whole.any(axis=1)).tolist()]


def _summed(slab: Slab, kept: list[tuple[int, int, int]]) -> Numbers:
    places = np.array(kept, dtype=np.int64).reshape(-1, 3)
    sums = [slab.counts[row, first : last + 1].sum() for row, first, last in kept]
    nothing = np.full(len(kept), np.nan)
    never = np.zeros(len(kept), dtype=np.bool_)
    return Numbers(
        places[:, 0],
        places[:, 1],
        places[:, 2],
        np.array(sums, dtype=np.float64),
        never,
        never,
        never,
        nothing,
        nothing,
        nothing,
        nothing,
        never,
        nothing,
    )


def newest_run(whole: Flags) -> tuple[int, int]:
    """Return the first and last place of the newest unbroken run of True.

    Parameters
    ----------
    whole
        Shape (months,); at least one is True.
    """
    end = int(np.flatnonzero(whole)[-1])
    gaps = np.flatnonzero(~whole[:end])
    return (int(gaps[-1]) + 1 if len(gaps) else 0), end
