"""The watch list: which series have newest months that their own past does not lead one to expect."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from peelian.statistics.false_discovery import adjust_for_false_discovery
from peelian.statistics.prediction import Prediction, predict_newest

Numbers = NDArray[np.float64]
Truths = NDArray[np.bool_]

FALSE_ALARMS = 0.05
"""The stated rate: at most this share of series in which nothing has changed is on the list in any month."""

_YEARS = (3, 2)


@dataclass(frozen=True, slots=True)
class WatchList:
    """The newest months of many series, each judged by its own past.

    Parameters
    ----------
    alert
        True for a series on the list, shape (series,).
    judged
        True where the newest months and two years before them were measured, shape (series,). What was not
        judged is not on the list, and that does not mean that it is as usual.
    p
        P value of the newest months, all windows taken together, shape (series,); not a number if not judged.
    q
        The p values adjusted for false discovery over the whole list, shape (series,).
    months
        How many of the newest months depart most (the window with the smallest p), shape (series,); 0 if not
        judged.
    count, expected, lower, upper
        What was counted in that window, what was expected and the interval at 1 - rate within which a count
        would not have been unusual for that window alone, shape (series,).
    """

    alert: Truths
    judged: Truths
    p: Numbers
    q: Numbers
    months: NDArray[np.int64]
    count: Numbers
    expected: Numbers
    lower: Numbers
    upper: Numbers


def watch_newest(
    counts: ArrayLike,
    *,
    measured: ArrayLike | None = None,
    windows: tuple[int, ...] = (1, 3),
    rate: float = FALSE_ALARMS,
    held: Literal["each series", "whole list"] = "each series",
) -> WatchList:
    """Put series on the list whose newest months are not what their own past leads one to expect.

    The newest month alone and the newest three together (`windows`) are compared with the prediction that
    `predict_newest` makes from the three years before them (two where three were not measured). The p values
    of the windows are put together by Simes' rule (Biometrika 73, 1986), which holds for windows that
    overlap.

    With `held` "each series" an alert is a p value of at most `rate`: of series in which nothing changes at
    most that share is on the list in any month. In simulations (Poisson and twice or four times its variance,
    with and without season, from 0.1 to 500 a month) the share was 0 to 5 %, and near 2 % for small or
    Poisson counts. With "whole list" an alert is an adjusted p value of at most `rate`: of the series on the
    list at most that share is expected to be there wrongly (Benjamini and Hochberg).

    What it can find: with three years of past, a rise of a fifth over the newest three months is found in
    nine of ten series when the expected monthly count is at least about 170 times the dispersion (a fall from
    140 times on): 340 a month where counts vary twice as much as Poisson's law says. That is a borough's
    theft or violence, not its robbery, and no single offence of a ward. In the newest month alone a fifth is
    found reliably only well above a thousand a month.

    An alert says that the months differ from the past, not why. Where levels wander from month to month of
    themselves, more than the stated share is on the list, because they truly differ from their past.

    Parameters
    ----------
    counts
        Counts, shape (series, months), months in a row, the newest last; anything where not measured.
    measured
        True where a month was measured, shape (months,) or (series, months). Give False for months before a
        break too: a past that cannot be compared is no past.
    windows
        How many of the newest months are taken together, each from 1 to 12.
    rate
        The stated rate of false alarms.
    held
        What the rate is held for, "each series" or the "whole list".

    Raises
    ------
    ValueError
        If there are no windows, or a measured count is negative.
    """
    n = np.asarray(counts, dtype=np.float64)
    if n.ndim != 2 or not windows or not all(1 <= each <= 12 for each in windows):
        raise ValueError(
            f"counts (series, months) and windows of 1 to 12 are needed, not {n.shape}, {windows}"
        )
    known = np.broadcast_to(True if measured is None else np.asarray(measured, dtype=np.bool_), n.shape)
    made = np.stack([_predict(n, known, months, level=1 - rate) for months in windows], axis=2)
    judged = ~np.isnan(made[4]).any(axis=1)
    p = np.where(judged, _simes(made[4]), np.nan)
    q = adjust_for_false_discovery(p)
    best = np.argmin(np.where(judged[:, None], made[4], 1.0), axis=1)
    count, expected, lower, upper = (
        np.where(judged, np.take_along_axis(each, best[:, None], axis=1)[:, 0], np.nan) for each in made[:4]
    )
    alert = np.nan_to_num(p if held == "each series" else q, nan=1.0) <= rate
    months = np.where(judged, np.array(windows)[best], 0)
    return WatchList(alert, judged, p, q, months, count, expected, lower, upper)


def _predict(n: Numbers, known: Truths, months: int, *, level: float) -> Numbers:
    """Return count, expected, ends and p of one window, shape (5, series); none where not judged."""
    made = np.full((5, n.shape[0]), np.nan)
    left = np.ones(n.shape[0], dtype=np.bool_)
    for years in _YEARS:
        start = n.shape[1] - months - 12 * years
        if start < 0:
            continue
        able = left & known[:, start:].all(axis=1)
        used = n[able, start:]
        found = predict_newest(used[:, -months:], used[:, :-months], level=level)
        made[:, able] = _stacked(found)
        left &= ~able
    return made


def _stacked(found: Prediction) -> Numbers:
    return np.stack([found.count, found.expected, found.lower, found.upper, found.p])


def _simes(p: Numbers) -> Numbers:
    """Return one p value for the windows of each series, shape (series,)."""
    places = np.arange(1, p.shape[1] + 1)
    together: Numbers = np.minimum(1.0, (np.sort(p, axis=1) * p.shape[1] / places).min(axis=1))
    return together
