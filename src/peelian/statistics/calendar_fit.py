"""The model "level times calendar month" of monthly counts: what season there is, and what is left over."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]
Truths = NDArray[np.bool_]

_ROUNDS = 200
_CLOSE = 1e-12


@dataclass(frozen=True, slots=True)
class CalendarFit:
    """Fit of many series of monthly counts.

    Parameters
    ----------
    index
        What each calendar month is of the average month, January first, shape (series, 12); the mean of the
        twelve, each with its exposure, is 1. Not a number for a calendar month that was never measured.
    fitted
        Expected counts, shape (series, months).
    pearson
        Pearson's X2 of what is left over, shape (series,).
    degrees
        Residual degrees of freedom, shape (series,).
    deviance, deviance_flat
        Deviance of this model, and of the one without calendar months, shape (series,).
    """

    index: Numbers
    fitted: Numbers
    pearson: Numbers
    degrees: Numbers
    deviance: Numbers
    deviance_flat: Numbers


def fit_calendar(
    counts: ArrayLike,
    *,
    first_month: int = 1,
    measured: ArrayLike | None = None,
    levels: ArrayLike | None = None,
    exposure: ArrayLike | None = None,
) -> CalendarFit:
    """Fit levels and calendar months to counts: R's ``glm(n ~ level + month, family = quasipoisson)``.

    With a log link the maximum-likelihood fit has the observed totals of every level and of every calendar
    month, so that it is found by scaling rows and columns in turn (Deming and Stephan, Annals of
    Mathematical Statistics 11, 1940). Where every level has every month once, the first turn is already the
    answer: total of the level x total of the month / total.

    Parameters
    ----------
    counts
        Counts, shape (series, months), months in a row.
    first_month
        Calendar month of the first column, 1 to 12.
    measured
        True where a month was measured, shape (months,) or (series, months).
    levels
        Which level, from 0, each month belongs to, shape (months,) or (series, months); without it each
        twelve months from the first are one.
    exposure
        What each calendar month would count for without a season (its days), January first, shape (12,);
        equal without it.

    Raises
    ------
    ValueError
        If a count is negative, the shapes do not fit or the first month is not one of twelve.
    """
    n, known, level, month = _laid_out(counts, first_month, measured, levels)
    index, fitted = _scale(n, known, level, month)
    share = np.ones(12) if exposure is None else np.asarray(exposure, dtype=np.float64)
    flat = _level_of(_by_level(n, level, levels=_levels(level)), np.where(known, share[month], 0.0), level)
    flat = np.where(known, flat * share[month], 0.0)
    used = known & (fitted > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        pearson = np.where(used, (n - fitted) ** 2 / fitted, 0.0).sum(axis=1)
    inside = _by_month(known, month) > 0
    degrees = _degrees(used, level, month)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = np.where(inside, index, 0.0).sum(axis=1) / (inside * share).sum(axis=1)
        index = np.where(inside, index / share / mean[:, None], np.nan)
    return CalendarFit(
        index, fitted, pearson, degrees, _deviance(n, fitted, known), _deviance(n, flat, known)
    )


def _laid_out(
    counts: ArrayLike, first_month: int, measured: ArrayLike | None, levels: ArrayLike | None
) -> tuple[Numbers, Truths, NDArray[np.int64], NDArray[np.int64]]:
    n = np.asarray(counts, dtype=np.float64)
    if n.ndim != 2 or not 1 <= first_month <= 12:
        raise ValueError(
            f"counts of shape (series, months) and a first month from 1 to 12 are needed, not {n.shape} "
            f"and {first_month}"
        )
    known = np.broadcast_to(True if measured is None else np.asarray(measured, dtype=np.bool_), n.shape)
    if (n[known] < 0).any():
        raise ValueError(f"counts of 0 or more are needed, not {n[known].min():g}")
    columns = np.arange(n.shape[1])
    level = np.broadcast_to(columns // 12 if levels is None else np.asarray(levels, dtype=np.int64), n.shape)
    return np.where(known, n, 0.0), known, level, (columns + first_month - 1) % 12


def _scale(
    n: Numbers, known: Truths, level: NDArray[np.int64], month: NDArray[np.int64]
) -> tuple[Numbers, Numbers]:
    """Return the index of each calendar month and the fitted counts."""
    month_total = _by_month(n, month)
    level_total = _by_level(n, level, levels=_levels(level))
    index = np.ones((n.shape[0], 12))
    fitted = np.zeros(n.shape)
    active = np.arange(n.shape[0])
    for _ in range(_ROUNDS):
        if not active.size:
            break
        held, at = known[active], level[active]
        weight = np.where(held, index[active][:, month], 0.0)
        height = _level_of(level_total[active], weight, at)
        fresh = _over(month_total[active], _by_month(np.where(held, height, 0.0), month))
        made = np.where(held, height * fresh[:, month], 0.0)
        moved = np.abs(made - fitted[active]).max(axis=1, initial=0.0)
        index[active], fitted[active] = fresh, made
        active = active[moved > _CLOSE * np.maximum(1.0, made.max(axis=1, initial=0.0))]
    return index, fitted


def _level_of(total: Numbers, weight: Numbers, level: NDArray[np.int64]) -> Numbers:
    """Return at each month the level of its block: total over total weight."""
    weights = _by_level(weight, level, levels=total.shape[1])
    return np.take_along_axis(_over(total, weights), level, axis=1)


def _over(total: Numbers, weights: Numbers) -> Numbers:
    """Return totals over weights, 0 where there is no weight."""
    return np.divide(total, weights, out=np.zeros(total.shape), where=weights > 0)


def _by_level(values: Numbers, level: NDArray[np.int64], *, levels: int) -> Numbers:
    """Return values added up by level, shape (series, levels)."""
    return np.stack([np.where(level == each, values, 0.0).sum(axis=1) for each in range(levels)], axis=1)


def _levels(level: NDArray[np.int64]) -> int:
    return int(level.max(initial=0)) + 1


def _degrees(used: Truths, level: NDArray[np.int64], month: NDArray[np.int64]) -> Numbers:
    """Return months with an expected count, less one for each level and each calendar month that has any."""
    blocks = range(_levels(level))
    rows = np.stack([(used & (level == block)).any(axis=1) for block in blocks], axis=1).sum(axis=1)
    columns = (_by_month(used, month) > 0).sum(axis=1)
    left: Numbers = np.maximum(used.sum(axis=1) - rows - columns + 1, 0).astype(np.float64)
    return left


def _by_month(values: Numbers | Truths, month: NDArray[np.int64]) -> Numbers:
    return np.stack([values[:, month == m].sum(axis=1) for m in range(12)], axis=1)


def _deviance(n: Numbers, fitted: Numbers, known: Truths) -> Numbers:
    with np.errstate(divide="ignore", invalid="ignore"):
        unit = np.where(n > 0, n * np.log(n / fitted), 0.0) - (n - fitted)
    total: Numbers = 2 * np.where(known, unit, 0.0).sum(axis=1)
    return total
