"""The control chart of monthly counts: what is usual for a series, and which months are not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from peelian.statistics.calendar_fit import CalendarFit, fit_calendar
from peelian.statistics.chart_rules import find_signals
from peelian.statistics.chart_segments import Segments, lay_segments
from peelian.statistics.count_chart import count_limits
from peelian.statistics.individuals_chart import Limits, individuals_limits

Numbers = NDArray[np.float64]
Truths = NDArray[np.bool_]

INDIVIDUALS_FROM = 10
"""Mean monthly count from which the XmR chart is used; below it the chart of small counts.

The XmR chart takes deviations up and down to be alike, which rare counts are not. With 36 months of Poisson
counts and moving ranges screened, the share of months wrongly outside the limits is (in 40,000 simulated
series) 37 in 1,000 at a mean of 0.5, 18 at 1, 10 at 2, 6.2 at 5, 5.3 at 10, and does not fall below 4.2
however large the mean. And only above nine does the mean lie three standard deviations above zero: under that
the chart has no lower limit and could never show a fall.
"""

_FEWEST = 12
_YEARS = 3
_SEASON_LEVEL = 0.05


@dataclass(frozen=True, slots=True)
class ControlChart:
    """Control charts of many series.

    Parameters
    ----------
    limits
        Centre line and limits, in counts, each of shape (series, months). Not a number where a month was not
        measured or its segment has too few months to say what is usual.
    signal
        Codes of `chart_rules.SIGNALS`, shape (series, months): 0 for none; -1 where there are no limits,
        which is not the same as none.
    individuals
        True for an XmR chart, False for the chart of small counts, shape (series,).
    seasonal
        True where three whole years or more show a season (F test, 5 %), shape (series,). Signals of a
        seasonal series that was left as it is may be no more than its season.
    divided
        True where the season was taken out before the months were judged, shape (series,); the limits then
        move with the calendar month.
    """

    limits: Limits
    signal: NDArray[np.int8]
    individuals: Truths
    seasonal: Truths
    divided: Truths


def chart_months(
    counts: ArrayLike,
    *,
    first_month: int = 1,
    measured: ArrayLike | None = None,
    starts: ArrayLike | None = None,
    baseline: int | None = None,
    season: Literal["divide", "leave"] = "divide",
    mark: Literal["whole pattern", "last month"] = "whole pattern",
) -> ControlChart:
    """Chart monthly counts: XmR, or below a mean of `INDIVIDUALS_FROM` exact limits of small counts.

    Give monthly counts, never rolling sums: those follow each other by construction and would signal without
    end. Rules and limits are those of Making Data Count (NHS England); see `individuals_limits`,
    `count_limits` and `find_signals`. The limits of a segment need twelve measured months.

    A season makes months look unusual every year. With `season` "divide", where each calendar month was
    measured in three years or more and they show a season, every count is judged after division by its
    calendar-month index (fitted together with a level for each twelve months of a segment), and the limits
    are multiplied by it again. As an index from k years follows its own counts, what is left over looks
    steadier than it is by sqrt(1 - 1 / k); the limits are widened by that much.

    Parameters
    ----------
    counts
        Counts of 0 or more, shape (series, months), months in a row; anything where not measured.
    first_month
        Calendar month of the first column, 1 to 12.
    measured
        True where a month was measured, shape (months,) or (series, months); every month without it.
    starts
        True where the limits are worked out anew (at a break), shape (months,) or (series, months).
    baseline
        How many measured months at the start of a segment set its limits; all of them without it.
    season
        "divide" or "leave".
    mark
        As `find_signals` takes it.

    Raises
    ------
    ValueError
        If a measured count is negative, the shapes do not fit, or the baseline is below twelve months.
    """
    if baseline is not None and baseline < _FEWEST:
        raise ValueError(f"a baseline of {_FEWEST} months or more is needed, not {baseline}")
    given = np.asarray(counts, dtype=np.float64)
    if given.ndim != 2:
        raise ValueError(f"counts of shape (series, months) are needed, not {given.shape}")
    shape = (given.shape[0], given.shape[1])
    segments = lay_segments(shape, measured=measured, starts=starts, baseline=baseline)
    known = segments.number >= 0
    n = np.where(known, given, 0.0)
    fit = fit_calendar(n, first_month=first_month, measured=known, levels=_levels(segments))
    seasonal, years = _shows_season(fit, known, first_month)
    divided = seasonal & (season == "divide") & (np.nan_to_num(fit.index, nan=0.0) > 0).all(axis=1)
    month = (np.arange(shape[1]) + first_month - 1) % 12
    index = np.where(divided[:, None], fit.index[:, month], 1.0)
    spread_by = np.where(divided, np.sqrt(years / np.maximum(years - 1, 1)), 1.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        individuals = n.sum(axis=1) / known.sum(axis=1) >= INDIVIDUALS_FROM
    limits = _limits(n, index, segments, individuals=individuals, divided=divided, spread_by=spread_by)
    signal = find_signals(n, limits, segment=segments.number, steps=n / index, mark=mark)
    return ControlChart(limits, signal, individuals, seasonal, divided)


def _levels(segments: Segments) -> NDArray[np.int64]:
    """Number the twelves of months of each segment."""
    column = np.arange(segments.number.shape[1])
    number = np.maximum.accumulate(segments.number, axis=1)
    first = np.where(np.diff(number, axis=1, prepend=-1) > 0, column, 0)
    place = column - np.maximum.accumulate(first, axis=1)
    blocks = np.maximum(number, 0) * (segments.number.shape[1] // 12 + 1) + place // 12
    return np.unique(blocks, return_inverse=True)[1].reshape(blocks.shape)


def _shows_season(fit: CalendarFit, known: Truths, first_month: int) -> tuple[Truths, Numbers]:
    """Return which series show a season, and in how many years each calendar month was measured."""
    month = (np.arange(known.shape[1]) + first_month - 1) % 12
    times = np.stack([known[:, month == m].sum(axis=1) for m in range(12)], axis=1)
    enough = (times.min(axis=1) >= _YEARS) & (fit.degrees > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        f = (fit.deviance_flat - fit.deviance) / 11 / np.maximum(fit.pearson / fit.degrees, 1.0)
    p = special.fdtrc(11, np.maximum(fit.degrees, 1), np.where(enough, f, 0.0))
    return enough & (p < _SEASON_LEVEL), times.mean(axis=1)


def _limits(
    n: Numbers,
    index: Numbers,
    segments: Segments,
    *,
    individuals: Truths,
    divided: Truths,
    spread_by: Numbers,
) -> Limits:
    """Return the limits of every series by its own chart."""
    ends = np.full((6, *n.shape), np.nan)
    large = individuals
    made = individuals_limits(n[large] / index[large], segments.of(large), spread_by=spread_by[large])
    ends[:, large] = np.stack(_ends(made)) * index[large]
    for small, season in ((~individuals & ~divided, False), (~individuals & divided, True)):
        made = count_limits(
            n[small],
            segments.of(small),
            season=index[small] if season else 1.0,
            spread_by=spread_by[small],
        )
        ends[:, small] = np.stack(_ends(made))
    few = segments.spread(np.where(segments.months() >= _FEWEST, 1.0, np.nan))
    centre, lower, upper, near_lower, near_upper, middle = ends + 0 * few
    return Limits(centre, np.maximum(lower, 0.0), upper, np.maximum(near_lower, 0.0), near_upper, middle)


def _ends(limits: Limits) -> tuple[Numbers, ...]:
    return (
        limits.centre, limits.lower, limits.upper, limits.near_lower, limits.near_upper, limits.middle
    )  # fmt: skip
