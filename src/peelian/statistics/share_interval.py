"""Shares and their differences, with intervals that hold for small bases too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from peelian.statistics.rate_interval import Interval

Numbers = NDArray[np.float64]

_HALVINGS = 60
_FARTHEST = 38.0


@dataclass(frozen=True, slots=True)
class ShareDifference:
    """Differences of two shares.

    Parameters
    ----------
    difference
        later share - earlier share, as a fraction (0.05 is five percentage points), shape (n,).
    lower, upper
        Ends of the interval, shape (n,).
    p
        Two-sided p value against no difference: the interval at level 1 - p just touches 0, shape (n,).

    All are not a number where a base is 0 or missing.
    """

    difference: Numbers
    lower: Numbers
    upper: Numbers
    p: Numbers


def share_interval(
    counts: ArrayLike, bases: ArrayLike, *, dispersion: ArrayLike = 1.0, level: float = 0.95
) -> Interval:
    """Return Wilson's score interval of shares: R's ``prop.test(n, base, correct = FALSE)$conf.int``.

    The interval never leaves 0 to 1 and has ends where the share is 0 or 1 (Wilson, Journal of the American
    Statistical Association 22, 1927; Brown, Cai and DasGupta, Statistical Science 16, 2001).

    Parameters
    ----------
    counts, bases
        Counts and what they are counts of, shape (n,). No interval (not a number) where a base is 0 or
        missing.
    dispersion
        Factor of at least 1 by which variances are larger than the binomial law's (events that come in
        series, a design effect), one number or shape (n,): the base counts for that many times less.
    level
        Confidence level between 0 and 1.

    Raises
    ------
    ValueError
        If a count is negative or above its base, or a dispersion is below 1.
    """
    share, size = _shares(counts, bases, dispersion)
    lower, upper = _wilson(share, size, float(special.ndtri((1 + level) / 2)))
    return Interval(lower, upper)


def share_difference(
    later: tuple[ArrayLike, ArrayLike],
    earlier: tuple[ArrayLike, ArrayLike],
    *,
    dispersion: ArrayLike = 1.0,
    dispersion_earlier: ArrayLike | None = None,
    correlation: ArrayLike = 0.0,
    level: float = 0.95,
) -> ShareDifference:
    """Return the difference of two shares with Newcombe's hybrid score interval.

    The interval puts together Wilson's intervals of the two shares (Newcombe, Statistics in Medicine 17,
    1998, page 873, method 10). The p value is that level's complement at which this interval just touches no
    difference, found by halving, so that interval and p value can never disagree.

    Parameters
    ----------
    later, earlier
        (counts, bases), each shape (n,).
    dispersion, dispersion_earlier
        As in `share_interval`, for the later share and the earlier one; left out, the same for both.
    correlation
        Correlation of the two shares, from -1 to 1, one number or shape (n,): 0 where they are independent.
        It enters as in the general form of the hybrid interval (Zou and Donner, Statistics in Medicine 27,
        2008, equation for a difference).
    level
        Confidence level between 0 and 1.

    Raises
    ------
    ValueError
        If a count is negative or above its base, a dispersion is below 1, or a correlation outside -1 to 1.
    """
    rho = np.atleast_1d(np.asarray(correlation, dtype=np.float64))
    if (np.abs(rho) > 1).any():
        raise ValueError("correlations from -1 to 1 are needed")
    first = _shares(*later, dispersion)
    second = _shares(*earlier, dispersion if dispersion_earlier is None else dispersion_earlier)
    difference = first[0] - second[0]
    z = float(special.ndtri((1 + level) / 2))
    lower, upper = _newcombe(first, second, np.full(difference.shape, z), rho)
    return ShareDifference(difference, lower, upper, _p_value(first, second, difference, rho))


def _shares(counts: ArrayLike, bases: ArrayLike, dispersion: ArrayLike) -> tuple[Numbers, Numbers]:
    """Return shares and effective bases, not a number where there is no base."""
    given = (np.atleast_1d(np.asarray(each, dtype=np.float64)) for each in (counts, bases, dispersion))
    n, base, factor = np.broadcast_arrays(*given)
    if (n < 0).any() or (n > base).any():
        raise ValueError("counts between 0 and their bases are needed")
    if (factor < 1).any():
        raise ValueError(f"a dispersion of 1 or more is needed, not {factor.min():g}")
    known = np.where(base > 0, base, np.nan)
    return n / known, known / factor


def _wilson(share: Numbers, size: Numbers, z: float | Numbers) -> tuple[Numbers, Numbers]:
    return _wilson_end(share, size, -1.0)(z), _wilson_end(share, size, 1.0)(z)


def _wilson_end(
    share: Numbers, size: Numbers, side: float | Numbers
) -> Callable[[float | Numbers], Numbers]:
    """Return what gives one end for a deviate, the lower where `side` is -1 and the upper where it is 1."""
    variance = share * (1 - share) / size
    twice, squared = 2 * size, 4 * size**2
    # At 0 and 1 the ends are exactly there, which the difference of two roots only nearly is.
    there = share == (np.asarray(side) > 0)

    def end(z: float | Numbers) -> Numbers:
        square = z**2
        half = z * np.sqrt(variance + square / squared)
        found = (share + square / twice + side * half) / (1 + square / size)
        return np.where(there, share, found)

    return end


def _newcombe(
    first: tuple[Numbers, Numbers], second: tuple[Numbers, Numbers], z: Numbers, rho: Numbers
) -> tuple[Numbers, Numbers]:
    (a, _), (b, _) = first, second
    a_low, a_high = _wilson(*first, z)
    b_low, b_high = _wilson(*second, z)
    return a - b - _joined(a - a_low, b_high - b, rho), a - b + _joined(a_high - a, b - b_low, rho)


def _joined(one: Numbers, other: Numbers, rho: Numbers) -> Numbers:
    # Rounding could take the square of almost nothing below 0.
    return np.sqrt(np.maximum(one**2 + other**2 - 2 * rho * one * other, 0.0))


def _p_value(
    first: tuple[Numbers, Numbers], second: tuple[Numbers, Numbers], difference: Numbers, rho: Numbers
) -> Numbers:
    """Halve the range of normal deviates in which the nearer end of the interval reaches 0."""
    p = np.where(difference == 0, 1.0, np.nan)
    asked = np.flatnonzero(~np.isnan(difference) & (difference != 0))
    if not asked.size:
        return p
    shape = difference.shape
    a, n, b, m, rho = (np.broadcast_to(each, shape)[asked] for each in (*first, *second, rho))
    side = np.sign(difference[asked])
    # Only the end that lies towards 0 is looked at, turned round where the difference is below 0.
    both, turn = np.concatenate([a, b]), np.concatenate([side, -side])
    end, apart = _wilson_end(both, np.concatenate([n, m]), -turn), side * (a - b)
    low, high = np.zeros(asked.size), np.full(asked.size, _FARTHEST)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        reach = turn * (both - end(np.concatenate([middle, middle])))
        beyond = apart > _joined(reach[: asked.size], reach[asked.size :], rho)
        low, high = np.where(beyond, middle, low), np.where(beyond, high, middle)
    p[asked] = 2 * special.ndtr(-(low + high) / 2)
    return p
