"""Season: whether counts depend on the calendar month, which month is the peak, and how high it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from peelian.statistics.calendar_fit import fit_calendar

Numbers = NDArray[np.float64]

DAYS = (31, 28.2425, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""Days in each calendar month, averaged over the Gregorian calendar's 400 years."""


@dataclass(frozen=True, slots=True)
class Season:
    """Calendar-month pattern of many series.

    Parameters
    ----------
    index
        What each calendar month is of the average month, January first, shape (series, 12); not a number for
        a series without any count.
    peak
        The calendar month with the largest index, 1 to 12, shape (series,); 0 for a series without any count.
        The earliest of equals.
    ratio, lower, upper
        Index of the peak and its interval, shape (series,).
    f, p
        F statistic and p value of "there is a season" against none, shape (series,); not a number with fewer
        than two years.
    dispersion, degrees
        Variance over mean of what is left over (not held at 1), and its degrees of freedom, shape (series,).
    """

    index: Numbers
    peak: NDArray[np.int64]
    ratio: Numbers
    lower: Numbers
    upper: Numbers
    f: Numbers
    p: Numbers
    dispersion: Numbers
    degrees: Numbers


def measure_season(
    counts: ArrayLike,
    *,
    first_month: int = 1,
    level: float = 0.95,
    days: Literal["as they are", "adjusted"] = "as they are",
    covers: Literal["any month", "one month"] = "any month",
) -> Season:
    """Measure the season of whole years of monthly counts.

    The index of a calendar month is its total over the years divided by the mean total of the twelve: the
    month effects of R's ``glm(n ~ year + month, family = quasipoisson)`` in closed form. The test is the F
    test of that model against the one without months (``anova(flat, full, test = "F")``; McCullagh and
    Nelder, Generalized Linear Models, 2nd edition, 1989, section 12.5), with the dispersion from Pearson's
    X2. Of series without a season it finds one in 5 % at 50 a month, in 7 % at 5 a month that come in bursts
    (three times Poisson's variance).

    Given the total of all months that of one month is binomial, so that the interval of the peak is the exact
    one of a share (Clopper and Pearson, Biometrika 26, 1934), widened by the dispersion, held at 1 or above,
    as in `exact_ratio`: counts are divided by it and the tail is that of the t quantile. The peak was picked
    because it is the largest of twelve, so that an interval for one month named beforehand would promise too
    much: `covers` "any month" divides the error over the twelve (Bonferroni).

    Parameters
    ----------
    counts
        Counts, shape (series, 12 k): k whole years, in the order of the calendar from `first_month` on.
    first_month
        Calendar month of the first column, 1 to 12.
    level
        Confidence level between 0 and 1.
    days
        "adjusted" takes each month per day, with a February of 28.2425 days.
    covers
        Whether the interval holds for "any month" or for "one month" named beforehand.

    Raises
    ------
    ValueError
        If the months are not whole years or a count is negative.
    """
    n = np.asarray(counts, dtype=np.float64)
    if n.ndim != 2 or n.shape[1] == 0 or n.shape[1] % 12:
        raise ValueError(f"counts of shape (series, months of whole years) are needed, not {n.shape}")
    fit = fit_calendar(n, first_month=first_month, exposure=DAYS if days == "adjusted" else None)
    with np.errstate(divide="ignore", invalid="ignore"):
        dispersion = fit.pearson / np.where(fit.degrees > 0, fit.degrees, np.nan)
        f = (fit.deviance_flat - fit.deviance) / 11 / dispersion
    index = np.where(n.sum(axis=1, keepdims=True) > 0, fit.index, np.nan)
    p = np.where(np.isnan(f), np.nan, special.fdtrc(11, np.maximum(fit.degrees, 1), f))
    none = np.isnan(index[:, 0])
    peak = np.where(none, 0, np.argmax(np.where(none[:, None], 0.0, index), axis=1) + 1)
    ratio = np.where(none, np.nan, np.nanmax(np.where(none[:, None], 0.0, index), axis=1))
    tail = (1 - level) / 2 / (12 if covers == "any month" else 1)
    lower, upper = _peak_ends(n, peak, first_month, dispersion=dispersion, degrees=fit.degrees, tail=tail)
    lengths = np.array(DAYS) if days == "adjusted" else np.ones(12)
    part = lengths[np.maximum(peak, 1) - 1] / lengths.sum()
    return Season(index, peak, ratio, lower / part, upper / part, f, p, dispersion, fit.degrees)


def _peak_ends(
    n: Numbers,
    peak: NDArray[np.int64],
    first_month: int,
    *,
    dispersion: Numbers,
    degrees: Numbers,
    tail: float,
) -> tuple[Numbers, Numbers]:
    """Return the ends of the share that the peak month has of all; from 0 to 1 where nothing is left over."""
    column = (np.maximum(peak, 1) - first_month) % 12
    calendar = n.reshape(n.shape[0], n.shape[1] // 12, 12).sum(axis=1)
    month = np.take_along_axis(calendar, column[:, None], axis=1)[:, 0]
    known = (degrees > 0) & (month > 0)
    phi = np.maximum(np.where(known, dispersion, 1.0), 1.0)
    a, b = np.where(known, month, 1.0) / phi, np.maximum(n.sum(axis=1) - month, 0.0) / phi
    outside = special.ndtr(-special.stdtrit(np.maximum(degrees, 1), 1 - tail))
    lower = special.betaincinv(a, b + 1, outside)
    upper = np.where(b > 0, special.betaincinv(a + 1, np.where(b > 0, b, 1.0), 1 - outside), 1.0)
    none = np.where(peak > 0, 0.0, np.nan)
    return np.where(known, lower, 0.0) + none, np.where(known, upper, 1.0) + none
