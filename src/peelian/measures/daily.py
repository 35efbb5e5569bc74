"""Daily means: how many there were a day on average, in each month and each twelve months."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy import special

from peelian.measures.block_frame import Label
from peelian.measures.columns import Columns
from peelian.measures.ground import Ground
from peelian.measures.limits import Limits
from peelian.measures.numbers import Numbers, Places, Slab, Values
from peelian.measures.windowed import in_windows
from peelian.measures.windows import YEAR
from peelian.measures.write_quotients import Quotients, write_quotients
from peelian.reference.period import month_end
from peelian.statistics.rate_interval import count_interval

_DEVIATE = float(special.ndtri(0.975))


def write_daily(columns: Columns, label: Label, *, slab: Slab, ground: Ground, limits: Limits) -> None:
    """Add the daily mean of each month, of each twelve months, and of a stretch loaded of under a year.

    The mean is the count over the days of the period, February 29 included where there is one. Its interval
    is Byar's for the count, over the same days. Its change is that of the count, set right where the two
    periods differ by a day.

    Parameters
    ----------
    columns, label
        The columns under construction, and what the counts are called; their unit is told "a day".
    slab, ground, limits
        The counts, the grid they are laid out on, and what limits them.
    """
    lengths = _days_of(ground.months)
    for told in in_windows(slab, intervals=True):
        numbers = told.series[0]
        days = _days_between(lengths, numbers.first, numbers.last)
        before = _days_between(
            lengths, np.maximum(numbers.first - YEAR, 0), np.maximum(numbers.last - YEAR, 0)
        )
        named = replace(
            label, unit=f"{label.unit} a day", period_kind=told.period_kind, method=f"mean.{told.method}"
        )
        write_quotients(
            columns,
            named,
            ground=ground,
            numbers=numbers,
            origin=told.behind(limits),
            quotients=_mean(numbers, days, before),
            kind="mean",
            change_unit="percent",
            compared_by=".as_counts",
        )


def _days_of(months: Sequence[dt.date]) -> Places:
    return np.array([month_end(month).day for month in months], dtype=np.int64)


def _days_between(lengths: Places, first: Places, last: Places) -> Values:
    """Return the days from the first day of one month to the last day of another, shape (n,)."""
    ends = np.concatenate([[0], np.cumsum(lengths)])
    days: Values = (ends[last + 1] - ends[first]).astype(np.float64)
    return days


def _mean(numbers: Numbers, days: Values, before: Values) -> Quotients:
    known = ~np.isnan(numbers.value)
    ends = count_interval(np.where(known, numbers.value, 0))
    longer = before / days
    ratio, lower, upper = (each * longer for each in (numbers.ratio, numbers.lower, numbers.upper))
    return Quotients(
        value=numbers.value / days,
        lower=np.where(known, ends.lower / days, np.nan),
        upper=np.where(known, ends.upper / days, np.nan),
        numerator=numbers.value,
        denominator=days,
        base=numbers.value,
        previous=numbers.previous / before,
        change=_finite(ratio - 1),
        change_lower=_finite(lower - 1),
        change_upper=_finite(upper - 1),
        p=np.where(longer == 1, numbers.p, _p(ratio, lower, upper)),
        compared=numbers.compared & known,
    )


def _p(ratio: Values, lower: Values, upper: Values) -> Values:
    """Return the p value that a ratio's interval gives on the log scale, by the half towards no change."""
    with np.errstate(divide="ignore", invalid="ignore"):
        middle = np.log(ratio)
        half = np.where(middle > 0, middle - np.log(lower), np.log(upper) - middle)
        p = np.asarray(2 * special.ndtr(-_DEVIATE * np.abs(middle) / half))
    told: Values = np.where(np.isnan(ratio), np.nan, np.where(np.isfinite(p), p, 1.0))
    return told


def _finite(values: Values) -> Values:
    told: Values = np.where(np.isfinite(values), values, np.nan)
    return told
