"""Whole numbers moved so that drawn counts have exactly the figures that are told of them.

What a cell gains, another offence of the same borough and month gives, so that what every borough and London
record in a month stays as it was drawn.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from peelian.synthetic.choices import Chosen
from peelian.synthetic.count_plan import JUNE, MAY
from peelian.synthetic.offences import DONOR, OFFENCES
from peelian.synthetic.spread import spread

_LOW, _HIGH = 690, 699
# Months in both the year to June 2017 and that to July, without May and June, whose sums are forced.
_COMMON = slice(JUNE - 10, MAY)
_DONOR = next(k for k, offence in enumerate(OFFENCES) if offence.minor == DONOR)

Counts = npt.NDArray[np.int64]


def repair_counts(counts: Counts, chosen: Sequence[Chosen], *, rng: np.random.Generator) -> Counts:
    """Return counts in which the chosen offences of June 2017 and of the rolling years are as told.

    Together they are 690 to 699 more than in May; each rises or falls, as its choice says, from one twelve
    months to the next, both to June and to July 2017.

    Parameters
    ----------
    counts
        Shape (boroughs, offences, months).
    chosen
        The offences chosen.
    rng
        Decides which of 690 to 699 it is, and by how little a rise is a rise.
    """
    counts = counts.copy()
    rise = int(rng.integers(_LOW, _HIGH + 1))
    borough, offence = np.array([(each.borough, each.offence) for each in chosen]).T
    now = counts[borough, offence, JUNE]
    lacking = rise - int((now - counts[borough, offence, MAY]).sum())
    for each, more in zip(chosen, spread(lacking, now), strict=True):
        _move(counts, each, slice(JUNE, JUNE + 1), np.array([more]))
    for each in chosen:
        sign = 1 if each.rises else -1
        margin = int(rng.integers(1, 12))
        series = counts[each.borough, each.offence]
        lack = max(margin - sign * _change(series, end) for end in (JUNE, JUNE + 1))
        if lack > 0:
            cells = counts[each.borough, each.offence, _COMMON]
            _move(counts, each, _COMMON, sign * spread(lack, cells))
    return counts


def _change(series: Counts, end: int) -> int:
    """Return by how much the twelve months to a month differ from the twelve before."""
    return int(series[end - 11 : end + 1].sum() - series[end - 23 : end - 11].sum())


def _move(counts: Counts, each: Chosen, months: slice, more: Counts) -> None:
    """Give a chosen offence more (or less) in some months, and take it from the donor there."""
    cells = counts[each.borough, each.offence, months]
    donor = counts[each.borough, _DONOR, months]
    moved = np.clip(more, -cells, donor)
    cells += moved
    donor -= moved
