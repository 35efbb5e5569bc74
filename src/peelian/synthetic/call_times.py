"""When synthetic calls come in: hours of the week differ by what a call is about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from peelian.reference.period import add_months
from peelian.synthetic.call_kinds import ASB, MENTAL_HEALTH, OTHERS

_HOURS = np.array(
    [0.9, 0.7, 0.5, 0.4, 0.35, 0.35, 0.45, 0.65, 0.9, 1.0, 1.05, 1.1,
     1.15, 1.15, 1.15, 1.25, 1.35, 1.4, 1.45, 1.4, 1.35, 1.3, 1.2, 1.1]
)  # fmt: skip
_NIGHT = 2.6
"""Anti-social behaviour from eight to two on Friday and Saturday nights, as times the same hour otherwise."""
_FRIDAY, _SATURDAY, _SUNDAY = 4, 5, 6


def draw_times(
    rng: np.random.Generator,
    months: Sequence[dt.date],
    counts: NDArray[np.int64],
    class_: NDArray[np.int64],
) -> NDArray[np.datetime64]:
    """Draw the time of each call, by the second.

    Parameters
    ----------
    rng
        Source of chance.
    months
        First days of the months.
    counts
        Calls of each class and month, shape (3, months).
    class_
        Class of each call, shape (n,), in the order of the classes.

    Returns
    -------
    numpy.ndarray
        Shape (n,): within each class month by month, in no order within a month.
    """
    when = np.empty(len(class_), dtype="datetime64[s]")
    for kind in (MENTAL_HEALTH, ASB, OTHERS):
        drawn = [
            _in_month(rng, first, int(count), _weights(first, asb=kind == ASB))
            for first, count in zip(months, counts[kind], strict=True)
        ]
        when[class_ == kind] = np.concatenate(drawn)
    return when


def _in_month(
    rng: np.random.Generator, first: dt.date, count: int, weights: NDArray[np.float64]
) -> NDArray[np.datetime64]:
    hour = rng.choice(len(weights), count, p=weights / weights.sum())
    return np.datetime64(first, "s") + 3600 * hour + rng.integers(0, 3600, count)


def _weights(first: dt.date, *, asb: bool) -> NDArray[np.float64]:
    """Return the weight of each hour of a month, shape (24 x days,)."""
    days = (add_months(first, 1) - first).days
    weekday = (first.weekday() + np.arange(days)) % 7
    weights = np.tile(_HOURS, (days, 1))
    if asb:
        weights[np.isin(weekday, (_FRIDAY, _SATURDAY)), 20:] *= _NIGHT
        weights[np.isin(weekday, (_SATURDAY, _SUNDAY)), :2] *= _NIGHT
    if first.month == 3:
        # The clocks go forward on the last Sunday of March: there is no time from one to two.
        weights[np.flatnonzero(weekday == _SUNDAY)[-1], 1] = 0
    return weights.ravel()
