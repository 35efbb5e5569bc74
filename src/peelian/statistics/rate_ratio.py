"""Rate ratios: how many times one count is of another, with an interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from peelian.statistics.dispersion import estimate_dispersion

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ratio:
    """Ratios of later to earlier counts.

    Parameters
    ----------
    ratio
        later / earlier, shape (n,). Infinite when only the earlier count is 0, not a number when both are.
    lower, upper
        Ends of the interval, shape (n,); `lower` may be 0 and `upper` infinite.
    dispersion
        Factor by which variances were enlarged, shape (n,), at least 1.
    degrees
        Degrees of freedom that the dispersion was estimated with, shape (n,); infinite when it was given.
    p
        Two-sided p value against a ratio of 1, shape (n,): the interval at level 1 - p just touches 1. 1
        where the interval runs from 0 to infinity because nothing is known.
    """

    ratio: Numbers
    lower: Numbers
    upper: Numbers
    dispersion: Numbers
    degrees: Numbers
    p: Numbers


def quasi_poisson_ratio(later: ArrayLike, earlier: ArrayLike, *, level: float = 0.95) -> Ratio:
    """Compare two years of monthly counts, allowing for season and for more variation than chance.

    This is the year effect of R's ``glm(y ~ year + month, family = quasipoisson)`` in closed form: the
    ratio is that of the two totals A and B, the variance of its logarithm is phi (1/A + 1/B), and the
    interval is Wald's on the log scale with the t quantile of the residual degrees of freedom. `phi` is
    held at 1 or above. Without a count in either year, or with counts in one calendar month only, there is
    no interval: it runs from 0 to infinity.

    Parameters
    ----------
    later, earlier
        Counts, shape (n, k): one row a series, one column a calendar month, in the same order.
    level
        Confidence level between 0 and 1.

    Raises
    ------
    ValueError
        If the shapes differ or a count is negative.
    """
    spread = estimate_dispersion(later, earlier)
    a = np.asarray(later, dtype=np.float64).sum(axis=1)
    b = np.asarray(earlier, dtype=np.float64).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = a / b
        error = np.sqrt(spread.factor * (1 / a + 1 / b))
        half = _t_quantile(spread.degrees, level=level) * error
        lower, upper = ratio * np.exp(-half), ratio * np.exp(half)
        p = _two_sided(np.abs(np.log(ratio)) / error, spread.degrees)
    unknown = (a == 0) | (b == 0) | (spread.degrees == 0)
    return Ratio(
        ratio,
        np.where(unknown, 0.0, lower),
        np.where(unknown, np.inf, upper),
        spread.factor,
        spread.degrees,
        np.where(unknown, 1.0, p),
    )


def exact_ratio(
    later: ArrayLike,
    earlier: ArrayLike,
    *,
    exposure: ArrayLike = 1.0,
    dispersion: ArrayLike = 1.0,
    degrees: ArrayLike = np.inf,
    level: float = 0.95,
) -> Ratio:
    """Compare two counts exactly: given their sum, the later one is binomial.

    With `dispersion` 1 and no `degrees` the interval is that of R's ``poisson.test(c(later, earlier))``
    (Clopper and Pearson, Biometrika 26, 1934, turned into a ratio). With a dispersion phi both counts are
    divided by phi before the beta quantiles are taken, so that they carry the information of phi times
    fewer independent events; with `degrees` the tail probability is that at which a normal deviate equals
    the t quantile, because phi is then itself an estimate. The p value is twice the smaller of the two
    tails and at most 1, which is the central one (Fay, R Journal 2, 2010, page 53) and agrees with the
    interval; the p value that ``poisson.test`` prints adds up the less likely outcomes instead and need not.

    Parameters
    ----------
    later, earlier
        Counts, shape (n,).
    exposure
        Exposure of the later count over that of the earlier (months, residents), above 0, one number or shape
        (n,): the ratio is then one of rates, R's ``poisson.test(c(later, earlier), T = c(exposure, 1))``.
    dispersion
        Factor of at least 1, one number or shape (n,).
    degrees
        Degrees of freedom that the dispersion was estimated with, one number or shape (n,); infinite when
        it is known. Below 1 is read as 1.
    level
        Confidence level between 0 and 1.

    Raises
    ------
    ValueError
        If a count is negative, an exposure not above 0 or a dispersion below 1.
    """
    given = (np.asarray(each, dtype=np.float64) for each in (later, earlier, exposure, dispersion, degrees))
    a, b, per, phi, freedom = np.broadcast_arrays(*given)
    if a.size and (min(a.min(), b.min()) < 0 or phi.min() < 1):
        least = min(a.min(), b.min())
        raise ValueError(f"counts from 0 and a dispersion from 1 are needed, not {least:g} and {phi.min():g}")
    if a.size and not per.min() > 0:
        raise ValueError(f"an exposure above 0 is needed, not {per.min():g}")
    shape = a.shape
    first, place = _distinct([each.ravel() for each in (a, b, per, phi, freedom)])
    a, b, per, phi, freedom = (each.ravel()[first] for each in (a, b, per, phi, freedom))
    tail = special.ndtr(-_t_quantile(freedom, level=level))
    low = np.where(a > 0, special.betaincinv(np.where(a > 0, a / phi, 1.0), b / phi + 1, tail), 0.0)
    high = np.where(b > 0, special.betaincinv(a / phi + 1, np.where(b > 0, b / phi, 1.0), 1 - tail), 1.0)
    p = _two_sided(-special.ndtri(_smaller_tail(a / phi, b / phi, per / (1 + per))), freedom)
    with np.errstate(divide="ignore", invalid="ignore"):
        ends = low / (1 - low), np.where(high < 1, high / (1 - high), np.inf)
        found = (a / b / per, ends[0] / per, ends[1] / per, phi, freedom, p)
    return Ratio(*(each[place].reshape(shape) for each in found))


def _distinct(columns: Sequence[Numbers]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the places of rows that differ from one another, and which of these each row equals.

    Months of small areas have the same few counts again and again, and the tails of a beta are dear.
    """
    order = np.lexsort(columns)
    fresh = np.zeros(len(order), dtype=np.bool_)
    fresh[:1] = True
    for column in columns:
        ordered = column[order]
        fresh[1:] |= ordered[1:] != ordered[:-1]
    place = np.empty_like(order)
    place[order] = np.cumsum(fresh) - 1
    return order[fresh], place


def _smaller_tail(a: Numbers, b: Numbers, share: Numbers) -> Numbers:
    """Return the tail at which the nearer end of the exact interval is the share given; at most a half."""
    # A beta's median lies between its mean and its mode, so that the tail on the other side is above a half.
    above = a >= (a + b) * share
    at, under = np.flatnonzero(above & (a > 0)), np.flatnonzero(~above & (b > 0))
    tail = np.where(np.isnan(a + b + share), np.nan, 1.0)
    tail[at] = special.betainc(a[at], b[at] + 1, share[at])
    tail[under] = special.betaincc(a[under] + 1, b[under], share[under])
    smaller: Numbers = np.minimum(0.5, tail)
    return smaller


def _two_sided(deviate: Numbers, degrees: Numbers) -> Numbers:
    """Return the two-sided p value of t deviates of 0 or more."""
    freedom = np.maximum(degrees, 1.0)
    known = np.isinf(freedom)
    tail = np.where(known, special.ndtr(-deviate), special.stdtr(np.where(known, 1.0, freedom), -deviate))
    p: Numbers = np.minimum(1.0, 2 * tail)
    return p


def _t_quantile(degrees: Numbers, *, level: float) -> Numbers:
    """Return t quantiles, worked out once for each different number of degrees."""
    kinds, place = np.unique(np.maximum(degrees, 1.0), return_inverse=True)
    found: Numbers = np.asarray(special.stdtrit(kinds, (1 + level) / 2))[place]
    return found.reshape(degrees.shape)
