"""Prediction: how many events the newest months should hold if a series went on as in its own past."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from peelian.statistics.rate_ratio import exact_ratio

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Prediction:
    """Predictions of the newest months together, and how what was counted compares.

    Parameters
    ----------
    count, expected
        What was counted in the newest months, and what their past leads one to expect, shape (series,).
    lower, upper
        Smallest and largest count that would not be called unusual at the level asked for, shape (series,).
    p
        Two-sided p value of the count against the prediction, shape (series,).
    """

    count: Numbers
    expected: Numbers
    lower: Numbers
    upper: Numbers
    p: Numbers


@dataclass(frozen=True, slots=True)
class _Past:
    """What the past says: expected exposure, events it rests on, dispersion and its degrees of freedom."""

    expected: Numbers
    events: Numbers
    exposure: Numbers
    dispersion: Numbers
    degrees: Numbers


def predict_newest(newest: ArrayLike, past: ArrayLike, *, ahead: int = 0, level: float = 0.95) -> Prediction:
    """Predict the sum of the newest months from two or more whole years before them, and compare.

    The past is the table of k years by 12 calendar months, beginning with the calendar month that follows it,
    which with `ahead` 0 is that of the first of the newest months. The expected count is level x share: the
    share of the year's events that the years together had in the calendar months of the newest, and a level
    that is the mean of the years as far as they agree and the last year's as far as they do not (James and
    Stein's estimate: the weight of the last year is 1 - 1 / F, where F compares the years with the variation
    within them, and 0 where F is below 1).

    The past is worth as many events as a Poisson count with the same relative error, that of level and share
    together. Given the sum of those events and the newest count the latter is binomial, as in `exact_ratio`,
    with both divided by the dispersion (variance over mean of what is left over in the table, at least 1; a
    negative-binomial prediction for counts) and t tails; for small counts this is exact. Where yearly
    levels wander, the variance between them is carried on into the newest months as that of a random walk.

    Parameters
    ----------
    newest
        Counts of the newest months, shape (series, w), w from 1 to 12.
    past
        Counts of the years before, shape (series, 12 k), k of 2 or more, in the order of time.
    ahead
        Months that lie between the past and the first of the newest.
    level
        Confidence level of the prediction interval.

    Raises
    ------
    ValueError
        If the shapes do not fit or a count is negative.
    """
    new, old = np.asarray(newest, dtype=np.float64), np.asarray(past, dtype=np.float64)
    whole = old.ndim == 2 and old.shape[1] >= 24 and old.shape[1] % 12 == 0
    if not whole or new.ndim != 2 or not 1 <= new.shape[1] <= 12 or len(new) != len(old):
        raise ValueError(
            f"1 to 12 newest months and 2 years or more are needed, not {new.shape} and {old.shape}"
        )
    if (new < 0).any() or (old < 0).any():
        raise ValueError("counts of 0 or more are needed")
    if ahead < 0:
        raise ValueError(f"0 months or more between the past and the newest are needed, not {ahead}")
    count = new.sum(axis=1)
    known = _read_past(old.reshape(old.shape[0], old.shape[1] // 12, 12), months=new.shape[1], ahead=ahead)
    found = exact_ratio(
        count, known.events, exposure=known.exposure, dispersion=known.dispersion, degrees=known.degrees
    )
    lower, upper = _ends(known, level)
    return Prediction(count, known.expected, lower, upper, found.p)


def _read_past(table: Numbers, *, months: int, ahead: int) -> _Past:
    years = table.shape[1]
    yearly, monthly = table.sum(axis=2), table.sum(axis=1)
    wanted = (ahead + np.arange(months)) % 12
    total, same = yearly.sum(axis=1), monthly[:, wanted].sum(axis=1)
    dispersion, degrees = _left_over(table)
    mean = total / years
    with np.errstate(divide="ignore", invalid="ignore"):
        between = ((yearly - mean[:, None]) ** 2).sum(axis=1) / (years - 1) / mean
        excess = np.nan_to_num(np.maximum(between / dispersion - 1, 0.0))
        weights = np.full(yearly.shape, 1 / years) * (1 / (1 + excess))[:, None]
        weights[:, -1] += excess / (1 + excess)
        height = (weights * yearly).sum(axis=1)
        wander = _carried_on(years, months, ahead) * excess / mean
        variance = (weights**2 * yearly).sum(axis=1) / height**2 + 1 / same - 1 / total + wander
        worth = np.where(same > 0, 1 / variance, 0.0)
        # Nothing counted in these calendar months: no events, but exposed as long as the years were.
        exposure = np.where(
            same > 0, height * same / total * variance, np.where(total > 0, height / total, 1 / years)
        )
        expected = np.where(total > 0, height * same / total, 0.0)
    return _Past(expected, worth, exposure, dispersion, degrees)


def _left_over(table: Numbers) -> tuple[Numbers, Numbers]:
    """Return the dispersion, at least 1, of what "year x calendar month" leaves over, and its degrees."""
    yearly, monthly = table.sum(axis=2), table.sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        fitted = yearly[:, :, None] * (monthly / yearly.sum(axis=1, keepdims=True))[:, None, :]
        misses = (table - fitted) ** 2 / fitted
    pearson = np.where(np.isfinite(misses), misses, 0.0).sum(axis=(1, 2))
    rows, columns = (yearly > 0).sum(axis=1), (monthly > 0).sum(axis=1)
    degrees = (np.maximum(rows - 1, 0) * np.maximum(columns - 1, 0)).astype(np.float64)
    return np.maximum(1.0, pearson / np.maximum(degrees, 1)), degrees


def _carried_on(years: int, months: int, ahead: int) -> float:
    """Return the error variance of carrying a random walk on, in units of the variance between years.

    Averages over two years j apart differ with variance j - 1/3 (in units of the walk's variance a year), and
    the newest months from the last year of the past with 1/3 + ahead/12 + months/36.
    """
    apart = sum((years - j) * (j - 1 / 3) for j in range(1, years)) / (years * (years - 1))
    return (1 / 3 + ahead / 12 + months / 36) / apart


def _ends(past: _Past, level: float) -> tuple[Numbers, Numbers]:
    """Return the smallest and largest count whose tail is larger than that of the level."""
    tail = special.ndtr(special.stdtrit(np.maximum(past.degrees, 1), (1 - level) / 2))
    share = past.exposure / (1 + past.exposure)
    b = past.events / past.dispersion
    above = special.btdtria(tail, b + 1, share) * past.dispersion
    upper = np.maximum(np.ceil(above - 1e-9) - 1, 0.0)
    below = (special.btdtria(1 - tail, np.where(b > 0, b, 1.0), share) - 1) * past.dispersion
    lower = np.where(b > 0, np.maximum(np.floor(below + 1e-9) + 1, 0.0), 0.0)
    return lower, upper
