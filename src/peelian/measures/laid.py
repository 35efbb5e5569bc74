"""Laid series: series on their ground, with what is reckoned for several of them in one go.

A family has a series for each of its codes, and a measure one for each value of its groups. What is reckoned of
an area's months depends on no other area, so that the areas of several series can stand in one grid, one series
under another: the numbers are the same, and are had for little more than those of one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peelian.measures.ground import Ground
from peelian.measures.limits import Limits
from peelian.measures.month_numbers import month_numbers
from peelian.measures.numbers import Numbers, Places, Slab
from peelian.measures.rolling_numbers import rolling_numbers
from peelian.measures.series import Series, used_of
from peelian.measures.setting import Setting, limits_of
from peelian.measures.slabs import slab_of
from peelian.measures.stacked import part_of
from peelian.measures.usual import usual_columns
from peelian.measures.watching import find_watched
from peelian.measures.year_shape import YearShape, find_year_shapes
from peelian.statistics.watch_list import WatchList

_MOST_CELLS = 50_000
"""Areas times months that are reckoned in one go: more would save nothing and fill the memory."""


@dataclass(frozen=True, slots=True)
class Laid:
    """One series on its ground.

    Parameters
    ----------
    series, limits, slab
        The series, what limits it, and its counts.
    months, years
        Its months, and its rolling years.
    usual
        Columns that say what is usual for each of the months; none for a group.
    shapes
        Its trend and season by the number of whole years; none for a group.
    watched
        Its newest months beside their past; None for a group, or where no month is due.
    """

    series: Series
    limits: Limits
    slab: Slab
    months: Numbers
    years: Numbers
    usual: Mapping[str, NDArray[Any]]
    shapes: tuple[YearShape, ...]
    watched: WatchList | None


def lay_series(many: Iterable[Series], setting: Setting, *, ground: Ground) -> Iterator[Laid]:
    """Yield series on their ground, in the same order.

    Parameters
    ----------
    many
        Series of one level of area.
    setting, ground
        What they are made with, and the areas and months of the level; there are some of both.
    """
    waiting: list[_Waiting] = []
    for series in many:
        limits = limits_of(used_of(series, setting.source, ground), setting, ground)
        one = _Waiting(series, limits, slab_of(series, ground, limits))
        if waiting and not _fits(one, waiting):
            yield from _reckoned(waiting, setting, ground)
            waiting = []
        waiting.append(one)
    if waiting:
        yield from _reckoned(waiting, setting, ground)


@dataclass(frozen=True, slots=True)
class _Waiting:
    series: Series
    limits: Limits
    slab: Slab


def _fits(one: _Waiting, waiting: Sequence[_Waiting]) -> bool:
    first = waiting[0]
    return (
        (len(waiting) + 1) * one.slab.counts.size <= _MOST_CELLS
        and (first.series.group is None) == (one.series.group is None)
        # The newest month that is due is then the same.
        and np.array_equal(first.slab.measured, one.slab.measured)
    )


def _reckoned(waiting: Sequence[_Waiting], setting: Setting, ground: Ground) -> Iterator[Laid]:
    slab = Slab(*(np.concatenate([getattr(each.slab, name) for each in waiting]) for name in Slab.__slots__))
    months, years = month_numbers(slab), rolling_numbers(slab)
    usual: Mapping[str, NDArray[Any]] = {}
    shapes: tuple[YearShape, ...] = ()
    watched = None
    if waiting[0].series.group is None:
        changed = np.concatenate([each.limits.restarts() for each in waiting])
        forbidden = np.concatenate([each.limits.restarts(at="breaks that forbid") for each in waiting])
        usual = usual_columns(setting.columns, slab, months, months=ground.months, restarts=changed)
        shapes, watched = find_year_shapes(slab, ground.months), find_watched(slab, forbidden)
    height = len(ground.areas)
    for number, one in enumerate(waiting):
        rows = slice(number * height, (number + 1) * height)
        mine = _inside(months.area, rows)
        yield Laid(
            one.series,
            one.limits,
            one.slab,
            _of(months, rows),
            _of(years, rows),
            {name: values[mine] for name, values in usual.items()},
            tuple(_of(shape, rows) for shape in shapes),
            None if watched is None else part_of(watched, rows),
        )


def _of(numbers: Any, rows: slice) -> Any:
    """Return what is told of the areas in some rows of the grid, these numbered from 0."""
    mine = part_of(numbers, _inside(numbers.area, rows))
    return replace(mine, area=mine.area - rows.start)


def _inside(area: Places, rows: slice) -> slice:
    first, last = np.searchsorted(area, (rows.start, rows.stop))
    return slice(int(first), int(last))
