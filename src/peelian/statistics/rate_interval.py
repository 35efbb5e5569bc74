"""Intervals of a count or a rate: how far chance alone might have moved it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Interval:
    """Ends of an interval.

    Parameters
    ----------
    lower, upper
        The two ends, arrays of the shape of what was given.
    """

    lower: Numbers
    upper: Numbers


def exact_count_interval(counts: ArrayLike, *, level: float = 0.95) -> Interval:
    """Return the exact Poisson interval of counts (Garwood, Biometrika 28, 1936; R's ``poisson.test``).

    Parameters
    ----------
    counts
        Counts of 0 or more, any shape.
    level
        Confidence level between 0 and 1.

    Raises
    ------
    ValueError
        If a count is negative.
    """
    n = _counts(counts)
    tail = (1 - level) / 2
    lower = np.where(n > 0, special.gammaincinv(np.maximum(n, 1), tail), 0.0)
    return Interval(lower, special.gammaincinv(n + 1, 1 - tail))


def count_interval(counts: ArrayLike, *, level: float = 0.95) -> Interval:
    """Return the interval of counts that public health tables for England use: exact below 10, else Byar's.

    Byar's approximation (Breslow and Day, Statistical Methods in Cancer Research II, 1987, page 69) differs
    from the exact interval by less than one per cent from a count of 10 on and costs a fraction of the
    time. For a rate, divide both ends by the denominator.

    Parameters
    ----------
    counts
        Counts of 0 or more, any shape.
    level
        Confidence level between 0 and 1.
    """
    n = _counts(counts)
    z = -float(special.ndtri((1 - level) / 2))
    safe, more = np.maximum(n, 1), n + 1
    lower = safe * (1 - 1 / (9 * safe) - z / (3 * np.sqrt(safe))) ** 3
    upper = more * (1 - 1 / (9 * more) + z / (3 * np.sqrt(more))) ** 3
    few = n < 10
    exact = exact_count_interval(n[few], level=level)
    lower[few], upper[few] = exact.lower, exact.upper
    return Interval(lower, upper)


def _counts(counts: ArrayLike) -> Numbers:
    n = np.atleast_1d(np.asarray(counts, dtype=np.float64))
    if n.size and n.min() < 0:
        raise ValueError(f"counts of 0 or more are needed, not {n.min():g}")
    return n
