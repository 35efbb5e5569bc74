"""The turn of the month: whether days just before it hold fewer or more records than days just after it."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from peelian.statistics.sign import Sign

Numbers = NDArray[np.float64]
Places = NDArray[np.int64]

_ROUNDS = 50
_CLOSE = 1e-12


def check_month_turn(
    counts: ArrayLike, weekday: ArrayLike, day: ArrayLike, *, days: int, level: float, least: float
) -> Sign | None:
    """Compare the first days of each month with the last days of the month before it.

    The value is how many times as many records a first day has as a last day, weekdays allowed for. Above 1,
    records wait for the new month; below 1, they are brought into the old one. At each turn the records of
    its first days are binomial among those of first and last days together; the odds are those of the
    weekdays in question (their means over the days that lie near no turn) times one ratio for all turns,
    which is fitted. Its variance is widened by how much more than chance the turns differ from each other
    (Pearson's X2 over its degrees of freedom, at least 1), and the deviate is one of Student's t. Days a few
    apart are compared, so season and trend hardly matter. Public holidays do: New Year's Day always comes
    first; `least` should be more than they can make.

    Parameters
    ----------
    counts
        Records of each day of whole months, days in a row, shape (days,).
    weekday, day
        Day of the week, 0 to 6, and of the month, from 1, of each, shape (days,).
    days
        How many first and last days are compared.
    level
        Level of the test, such as 0.05 for one test by itself.
    least
        Smallest share more or fewer that is a signal: 0.05 for a ratio above 1.05 or below 1 / 1.05.

    Returns
    -------
    Sign or None
        None where there are fewer than four turns, or nothing was counted at them or away from them.
    """
    n, week, of_month = (np.asarray(each) for each in (counts, weekday, day))
    turns = np.flatnonzero(of_month == 1)
    turns = turns[(turns >= days) & (turns + days <= len(n))]
    if len(turns) < 4:
        return None
    after = turns[:, None] + np.arange(days)
    before = turns[:, None] - 1 - np.arange(days)
    # Where the series ends a month ends too, though no first day of the next is there to compare with.
    ends = np.r_[np.flatnonzero(of_month == 1), len(n)][:, None] - 1 - np.arange(days)
    near = np.r_[np.flatnonzero(of_month <= days), ends[ends >= 0]]
    weight = _weekdays(n.astype(np.float64), week.astype(np.int64), near)
    a, b = n[after].sum(axis=1).astype(np.float64), n[before].sum(axis=1).astype(np.float64)
    e, f = weight[week[after]].sum(axis=1), weight[week[before]].sum(axis=1)
    if not (a.sum() > 0 and b.sum() > 0 and (e > 0).all() and (f > 0).all()):
        return None
    size, error, freedom = _fit(a, a + b, e / f)
    t = float(special.stdtrit(freedom, 1 - level / 2))
    half = float(special.stdtrit(freedom, 0.975)) * error
    edge = max(t * error, math.log1p(least))
    p = 2 * float(special.stdtr(freedom, -abs(size) / error))
    return Sign(
        math.exp(size), math.exp(size - half), math.exp(size + half), p, math.exp(-edge), math.exp(edge)
    )


def _weekdays(counts: Numbers, week: Places, near: Places) -> Numbers:
    """Return the mean count of each weekday over the days that lie near no turn, shape (7,)."""
    away = np.ones(len(counts), dtype=np.bool_)
    away[near] = False
    total = np.bincount(week[away], weights=counts[away], minlength=7)
    met = np.bincount(week[away], minlength=7)
    found: Numbers = total / np.maximum(met, 1)
    return found


def _fit(first: Numbers, both: Numbers, odds: Numbers) -> tuple[float, float, int]:
    """Return the log of the one ratio, its standard error and the degrees of freedom."""
    size = 0.0
    share = odds / (1 + odds)
    for _ in range(_ROUNDS):
        share = odds * math.exp(size) / (1 + odds * math.exp(size))
        step = float((first - both * share).sum() / (both * share * (1 - share)).sum())
        size += step
        if abs(step) < _CLOSE:
            break
    spread = both * share * (1 - share)
    freedom = len(first) - 1
    with np.errstate(divide="ignore", invalid="ignore"):
        pearson = float(np.nansum((first - both * share) ** 2 / spread))
    factor = max(1.0, pearson / freedom)
    return size, math.sqrt(factor / float(spread.sum())), freedom
