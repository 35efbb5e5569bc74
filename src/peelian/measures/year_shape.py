"""The shape of the years: a steady trend over the newest whole years, and the calendar month of the peak."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from peelian.measures.block_frame import Label
from peelian.measures.columns import Columns
from peelian.measures.ground import Ground
from peelian.measures.limits import Limits, Origin
from peelian.measures.numbers import Places, Slab
from peelian.measures.stacked import part_of
from peelian.measures.windows import YEAR, Counts
from peelian.measures.write_single import Single, write_single
from peelian.statistics.seasonality import Season, measure_season
from peelian.statistics.year_trend import Trend, fit_year_trend

MOST_YEARS = 3
"""Newest whole years over which a trend is fitted and a season looked for, where there are as many."""

FEWEST_YEARS = 2

_SEASON_LEVEL = 0.05


@dataclass(frozen=True, slots=True)
class YearShape:
    """Trend and season of the areas with one number of whole years, arrays of shape (n,).

    Parameters
    ----------
    first, last
        Place of the first and last month of those years.
    calendar
        Calendar month of the first, 1 to 12.
    area
        Place of each area.
    counts
        Its counts, shape (n, months).
    trend, season
        What they show.
    """

    first: int
    last: int
    calendar: int
    area: Places
    counts: Counts
    trend: Trend
    season: Season


def find_year_shapes(slab: Slab, months: Sequence[dt.date]) -> tuple[YearShape, ...]:
    """Return trend and season over the whole years that end with the newest month, by the number of years.

    Areas with fewer than two whole years up to the newest month have neither.

    Parameters
    ----------
    slab, months
        The counts, and the first days of their months.
    """
    due = np.flatnonzero(slab.told.any(axis=0))
    if not due.size:
        return ()
    newest = int(due[-1])
    years = _whole_years(slab, newest)
    found = []
    for count in range(FEWEST_YEARS, MOST_YEARS + 1):
        area, first = np.flatnonzero(years == count), newest + 1 - YEAR * count
        if area.size:
            counts, calendar = slab.counts[area, first : newest + 1], months[first].month
            season = measure_season(counts, first_month=calendar)
            trend = fit_year_trend(counts)
            found.append(YearShape(first, newest, calendar, area, counts, trend, season))
    return tuple(found)


def write_year_shapes(
    columns: Columns, label: Label, shapes: Sequence[YearShape], *, ground: Ground, limits: Limits
) -> None:
    """Add trend and peak month of each area.

    Areas for which a break that forbids comparisons lies inside have neither. Where no season shows (F test,
    5 %), the peak is of low reliability.

    Parameters
    ----------
    columns, label
        The columns under construction, and what the findings are called.
    shapes
        What was found of a series.
    ground, limits
        The grid the series is laid out on, and what limits it.
    """
    for shape in shapes:
        begin, end = np.full_like(shape.area, shape.first), np.full_like(shape.area, shape.last)
        origin = limits.behind(shape.area, begin, end, months="all")
        free = ~origin.blocked
        if free.any():
            _write(columns, label, part_of(shape, free), ground=ground, origin=part_of(origin, free))


def _whole_years(slab: Slab, newest: int) -> NDArray[np.int64]:
    """Return how many whole years up to the newest month each area has, at most `MOST_YEARS`."""
    whole = (slab.measured & (slab.gravity == 0))[:, : newest + 1]
    run = np.logical_and.accumulate(whole[:, ::-1], axis=1).sum(axis=1)
    return np.asarray(np.minimum(run // YEAR, MOST_YEARS), dtype=np.int64)


def _write(columns: Columns, label: Label, shape: YearShape, *, ground: Ground, origin: Origin) -> None:
    area, counts, trend, season = shape.area, shape.counts, shape.trend, shape.season
    begin, end = np.full_like(area, shape.first), np.full_like(area, shape.last)
    total = counts.sum(axis=1).astype(np.float64)
    none, sure = np.full(area.size, np.nan), np.zeros(area.size, dtype=np.bool_)
    rows = Single(area, begin, end, trend.change, trend.lower, trend.upper, none, none, total, sure)
    write_single(
        columns,
        replace(label, unit="per cent a year", period_kind="span", method="trend.quasi_poisson"),
        ground=ground,
        numbers=rows,
        origin=origin,
        kind="trend",
    )
    month = np.maximum(season.peak, 1)
    folded = counts.reshape(area.size, -1, YEAR).sum(axis=1)
    at_peak = folded[np.arange(area.size), (month - shape.calendar) % YEAR].astype(np.float64)
    doubtful = ~(season.p < _SEASON_LEVEL)
    rows = Single(
        area, begin, end, season.ratio, season.lower, season.upper, at_peak, total / YEAR, total, doubtful
    )
    write_single(
        columns,
        replace(label, unit="times the average month", period_kind="span", method="peak.quasi_poisson"),
        ground=ground,
        numbers=rows,
        origin=origin,
        kind="peak",
        beside={"group": columns.words("group", [f"calendar month={each}" for each in month.tolist()])},
    )
