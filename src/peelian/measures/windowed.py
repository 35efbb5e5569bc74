"""Windowed numbers: a series by month, by rolling year and over the stretch loaded, each with its names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from peelian.measures.limits import Limits, Origin
from peelian.measures.month_numbers import month_counts, month_numbers
from peelian.measures.numbers import Numbers, Slab
from peelian.measures.rolling_numbers import rolling_counts, rolling_numbers
from peelian.measures.span_numbers import span_numbers, together_numbers
from peelian.measures.windows import YEAR, Counts

_FORMS = (
    ("month", "month", month_counts, month_numbers),
    ("rolling12", "rolling 12 months", rolling_counts, rolling_numbers),
    ("span", "span", span_numbers, span_numbers),
)


@dataclass(frozen=True, slots=True)
class Windowed:
    """Several series that share a ground, in one form of window; their rows stand side by side.

    Parameters
    ----------
    method
        "month", "rolling12", "span" or "together", as method ids write it.
    period_kind
        The kind of period of its findings.
    series
        The numbers of each series, in the order given; all have the same areas and windows.
    """

    method: str
    period_kind: str
    series: tuple[Numbers, ...]

    def behind(self, limits: Limits) -> Origin:
        """Return what stands behind the numbers, those they are compared with included."""
        numbers = self.series[0]
        earliest = np.where(numbers.compared, numbers.first - YEAR, numbers.first)
        return limits.behind(
            numbers.area, earliest, numbers.last, months="ends" if self.method == "month" else "all"
        )


def in_windows(
    slab: Slab, *more: Counts, together: int | None = None, intervals: bool = False
) -> Iterator[Windowed]:
    """Yield the numbers of a slab, and of other counts on the same ground, for each form of window.

    Parameters
    ----------
    slab
        Counts of one series with what may be read where.
    *more
        Counts of other series of shape (areas, months), of which the same may be read.
    together
        Only the newest so many months, told together; None for months, rolling years and the stretch loaded.
    intervals
        Whether the comparisons of the counts have intervals. A quotient of two counts has one of its own.
    """
    slabs = [slab, *(replace(slab, counts=counts) for counts in more)]
    if together is not None:
        yield Windowed("together", "span", tuple(together_numbers(each, together) for each in slabs))
        return
    for method, kind, counts_of, numbers_of in _FORMS:
        made = numbers_of if intervals else counts_of
        yield Windowed(method, kind, tuple(made(each) for each in slabs))
