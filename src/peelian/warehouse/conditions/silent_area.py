"""A silent area: months in which one area has no record at all, and should have some."""

from __future__ import annotations

from math import log

import numpy as np
from numpy.typing import NDArray

from peelian.catalogue.vintage import Condition
from peelian.reference.period import month_end
from peelian.warehouse.conditions.area_months import AreaMonths, area_field
from peelian.warehouse.conditions.examined import Examined, month_words
from peelian.warehouse.conditions.filled_by_area import count_filled_by_area

CHANCE = 1e-6


def find_silent_areas(seen: Examined) -> list[Condition]:
    """Find runs of months without a record of an area that usually has its share of all records.

    As many are expected as the area's usual share of the other areas' records makes. Told is a run in which
    none would come by chance less than once in a million, over all areas and months (Poisson); half of what
    is expected is taken, since records come less evenly than pure chance makes them.
    """
    area = area_field(seen)
    if area is None:
        return []
    counted = count_filled_by_area(seen, area)  # as completeness is asked, so that it is asked once
    least = 2 * -log(CHANCE / counted.rows.size)
    found = []
    for row in range(len(counted.areas)):
        expected = _expected(counted.rows, row)
        for first, last in _empty_runs(counted.rows[row]):
            if expected[first : last + 1].sum() >= least:
                number = float(expected[first : last + 1].sum())
                found.append(_explain(seen, counted, row, (first, last), number))
    return found


def _expected(rows: NDArray[np.int64], row: int) -> NDArray[np.float64]:
    """Return the records to expect in each month: the area's share where it has any, of the other areas."""
    others = rows.sum(axis=0) - rows[row]
    there = rows[row] > 0
    share = rows[row][there].sum() / max(others[there].sum(), 1)
    expected: NDArray[np.float64] = others * share
    return expected


def _empty_runs(counts: NDArray[np.int64]) -> list[tuple[int, int]]:
    padded = np.r_[1, counts, 1] == 0
    starts = np.flatnonzero(padded[1:] & ~padded[:-1])
    ends = np.flatnonzero(~padded[1:] & padded[:-1])
    return [(int(first), int(last) - 1) for first, last in zip(starts, ends, strict=True)]


def _explain(
    seen: Examined, counted: AreaMonths, row: int, run: tuple[int, int], expected: float
) -> Condition:
    start, last = counted.months[run[0]], counted.months[run[1]]
    when = month_words(start) if start == last else f"{month_words(start)} to {month_words(last)}"
    return Condition(
        trap="silent-area",
        says=(
            f"{seen.area(counted.areas[row])} has no record at all in {when}, where about "
            f"{expected:,.0f} would be expected: they may be kept elsewhere, such as on paper. It is missing "
            "and not zero; leave the area and the total out of comparisons with these months."
        ),
        start=start,
        end=month_end(last),
        severity="block",
        areas=(counted.areas[row],),
    )
