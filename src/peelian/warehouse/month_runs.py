"""Runs of months: what was noticed month by month is told once for each unbroken stretch."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from peelian.reference.period import add_months
from peelian.warehouse.conditions.examined import month_words

MOST_RUNS = 6


def runs_of(months: Collection[dt.date]) -> list[tuple[dt.date, ...]]:
    """Return the months in unbroken stretches, or all in one when there are more than six stretches.

    Parameters
    ----------
    months
        First days of months, in any order.
    """
    runs: list[list[dt.date]] = []
    for month in sorted(set(months)):
        if runs and add_months(runs[-1][-1], 1) == month:
            runs[-1].append(month)
        else:
            runs.append([month])
    if len(runs) > MOST_RUNS:
        return [tuple(month for run in runs for month in run)]
    return [tuple(run) for run in runs]


def run_words(run: Sequence[dt.date]) -> str:
    """Return a run as a reader says it, such as "in August 2019" or "from May 2019 to July 2019"."""
    if len(run) == 1:
        return f"in {month_words(run[0])}"
    between = (run[-1].year - run[0].year) * 12 + run[-1].month - run[0].month + 1
    stretch = f"from {month_words(run[0])} to {month_words(run[-1])}"
    return stretch if between == len(run) else f"in {len(run)} of the months {stretch}"
