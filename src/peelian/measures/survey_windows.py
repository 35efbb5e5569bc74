"""Windows of a survey: months, quarters, six and twelve months, or the stretch loaded where it is shorter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from peelian.measures.ground import Ground, between
from peelian.measures.measure import Measure
from peelian.measures.numbers import Numbers, Slab
from peelian.measures.span_numbers import span_numbers
from peelian.measures.survey_keys import Window
from peelian.measures.windowed import Windowed
from peelian.measures.windows import YEAR, Counts

_LENGTHS: dict[Window, tuple[str, int]] = {
    "month": ("month", 1),
    "quarter": ("quarter", 3),
    "rolling 6 months": ("rolling6", 6),
    "rolling 12 months": ("rolling12", YEAR),
}
_USUAL: tuple[Window, ...] = ("month", "rolling 12 months")


def slab_of_answers(people: Counts, ground: Ground, *, gravity: Sequence[NDArray[np.int8]]) -> Slab:
    """Return the people of series that share a ground, one above the other, with what may be read where.

    Parameters
    ----------
    people
        People in the base, shape (series x areas, months).
    ground
        The areas and months.
    gravity
        For each series, how far caveats spoil its months, shape (areas, months).
    """
    told, measured = (
        np.tile(each, (len(gravity), 1)) for each in (between(ground.measured), ground.measured)
    )
    return Slab(people, told, measured, np.concatenate(gravity))


def survey_windows(measure: Measure, slab: Slab, ground: Ground) -> Iterator[Windowed]:
    """Yield the windows that a share of a survey is told for, each beside the same window a year earlier.

    The values are the numbers of people in the base. A window in which any month is missing, a stub or a
    floor has no number; a single month that is a floor is of low reliability. Quarters are those of the
    calendar. The stretch loaded stands in where less than twelve months are.

    Parameters
    ----------
    measure
        The recipe, with its `windows`.
    slab
        People in the base by area and month; several series may be stacked.
    ground
        The areas and months.
    """
    for window in measure.windows or _USUAL:
        method, length = _LENGTHS[window]
        numbers = _numbers(slab, length)
        if window == "quarter":
            ends = np.array([month.month % 3 == 0 for month in ground.months], dtype=np.bool_)
            numbers = _kept(numbers, ends[numbers.last])
        yield Windowed(method, window, (numbers,))
    yield Windowed("span", "span", (span_numbers(slab),))


def _numbers(slab: Slab, length: int) -> Numbers:
    months = slab.counts.shape[1]
    starts = max(months - length + 1, 0)
    most = 1 if length == 1 else 0
    told, measured = (np.zeros((len(slab.counts), starts), dtype=np.bool_) for _ in range(2))
    whole, sure = measured.copy(), measured.copy()
    sums = np.zeros(told.shape)
    for start in range(starts):
        window = slice(start, start + length)
        told[:, start] = slab.told[:, start] & slab.told[:, start + length - 1]
        measured[:, start] = slab.measured[:, window].all(axis=1)
        whole[:, start] = measured[:, start] & (slab.gravity[:, window] <= most).all(axis=1)
        sure[:, start] = measured[:, start] & (slab.gravity[:, window] == 0).all(axis=1)
        sums[:, start] = slab.counts[:, window].sum(axis=1)
    area, first = np.nonzero(told)
    valued, earlier = whole[area, first], np.maximum(first - YEAR, 0)
    compared = valued & (first >= YEAR) & measured[area, earlier]
    comparable = compared & sure[area, first] & sure[area, earlier]
    nothing, never = np.full(len(area), np.nan), np.zeros(len(area), dtype=np.bool_)
    return Numbers(
        area,
        first,
        first + length - 1,
        np.where(valued, sums[area, first], np.nan),
        valued & ~sure[area, first],
        compared,
        comparable,
        nothing,
        nothing,
        nothing,
        nothing,
        never,
        nothing,
    )


def _kept(numbers: Numbers, which: np.ndarray) -> Numbers:
    return Numbers(*(getattr(numbers, name)[which] for name in Numbers.__slots__))
