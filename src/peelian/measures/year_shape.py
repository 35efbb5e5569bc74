"""The shape of the years: a steady trend over the newest whole years, and the calendar month of the peak."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from peelian.measures.block_frame import Label
from peelian.measures.columns import Columns
from peelian.measures.ground import Ground
from peelian.measures.limits import Limits
from peelian.measures.numbers import Slab
from peelian.measures.windows import YEAR
from peelian.measures.write_single import Single, write_single
from peelian.statistics.seasonality import measure_season
from peelian.statistics.year_trend import fit_year_trend

MOST_YEARS = 3
"""Newest whole years over which a trend is fitted and a season looked for, where there are as many."""

FEWEST_YEARS = 2

_SEASON_LEVEL = 0.05


def write_year_shape(columns: Columns, label: Label, *, slab: Slab, ground: Ground, limits: Limits) -> None:
    """Add trend and peak month of each area, over the whole years that end with the newest month.

    Areas with fewer than two whole years up to the newest month have neither, nor have those for which a
    break that forbids comparisons lies inside. Where no season shows (F test, 5 %), the peak is of low
    reliability.

    Parameters
    ----------
    columns, label
        The columns under construction, and what the findings are called.
    slab, ground, limits
        The counts, the grid they are laid out on, and what limits them.
    """
    due = np.flatnonzero(slab.told.any(axis=0))
    if not due.size:
        return
    newest = int(due[-1])
    years = _whole_years(slab, newest)
    for count in range(FEWEST_YEARS, MOST_YEARS + 1):
        area = np.flatnonzero(years == count)
        first = newest + 1 - YEAR * count
        if not area.size:
            continue
        begin, end = np.full_like(area, first), np.full_like(area, newest)
        origin = limits.behind(area, begin, end, months="all")
        free = ~origin.blocked
        if free.any():
            area, begin, end = area[free], begin[free], end[free]
            _write(columns, label, slab, ground, limits, stretch=(area, begin, end))


def _whole_years(slab: Slab, newest: int) -> NDArray[np.int64]:
    """Return how many whole years up to the newest month each area has, at most `MOST_YEARS`."""
    whole = (slab.measured & (slab.gravity == 0))[:, : newest + 1]
    run = np.logical_and.accumulate(whole[:, ::-1], axis=1).sum(axis=1)
    return np.asarray(np.minimum(run // YEAR, MOST_YEARS), dtype=np.int64)


def _write(
    columns: Columns,
    label: Label,
    slab: Slab,
    ground: Ground,
    limits: Limits,
    *,
    stretch: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]],
) -> None:
    area, begin, end = stretch
    counts = slab.counts[area, int(begin[0]) : int(end[0]) + 1]
    total = counts.sum(axis=1).astype(np.float64)
    none, sure = np.full(area.size, np.nan), np.zeros(area.size, dtype=np.bool_)
    origin = limits.behind(area, begin, end, months="all")
    trend = fit_year_trend(counts)
    rows = Single(area, begin, end, trend.change, trend.lower, trend.upper, none, none, total, sure)
    write_single(
        columns,
        replace(label, unit="per cent a year", period_kind="span", method="trend.quasi_poisson"),
        ground=ground,
        numbers=rows,
        origin=origin,
        kind="trend",
    )
    calendar = ground.months[int(begin[0])].month
    season = measure_season(counts, first_month=calendar)
    month = np.maximum(season.peak, 1)
    folded = counts.reshape(area.size, -1, YEAR).sum(axis=1)
    at_peak = folded[np.arange(area.size), (month - calendar) % YEAR].astype(np.float64)
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
