"""Quantiles of counts: Poisson, or negative-binomial where counts vary more than Poisson's law says."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

Numbers = NDArray[np.float64]

_PLAIN = 1.001


def count_quantile(probability: float, mean: ArrayLike, factor: ArrayLike = 1.0) -> Numbers:
    """Return the smallest count that is not exceeded with at least the given probability.

    Parameters
    ----------
    probability
        Between 0 and 1.
    mean
        Expected counts of 0 or more, any shape; the quantile of what is not a number is none.
    factor
        Variance over mean, of the shape of `mean` or one number. Above 1 the counts are taken to be negative
        binomial with that variance (so the tails are longer as well as wider), up to 1 Poisson.
    """
    m, phi = np.broadcast_arrays(np.asarray(mean, dtype=np.float64), np.asarray(factor, dtype=np.float64))
    found = np.full(m.shape, np.nan)
    known = np.isfinite(m) & np.isfinite(phi)
    found[known] = _search(probability, m[known], np.maximum(phi[known], 1.0))
    return found


def _search(probability: float, mean: Numbers, factor: Numbers) -> Numbers:
    """Start near (Cornish and Fisher's expansion) and step to the exact whole number."""
    z = float(special.ndtri(probability))
    skewed = (z * z - 1) / 6 * (2 * factor - 1)
    x = np.maximum(np.floor(mean + z * np.sqrt(mean * factor) + skewed), 0.0)
    active = np.arange(x.size)
    while active.size:
        low = _not_above(x[active], mean[active], factor[active]) < probability
        active = active[low]
        x[active] += 1
    active = np.flatnonzero(x > 0)
    while active.size:
        high = _not_above(x[active] - 1, mean[active], factor[active]) >= probability
        active = active[high]
        x[active] -= 1
        active = active[x[active] > 0]
    return x


def _not_above(count: Numbers, mean: Numbers, factor: Numbers) -> Numbers:
    """Return the probability of at most so many."""
    plain = (factor < _PLAIN) | (mean == 0)
    size = np.where(plain, 1.0, mean / np.where(plain, 1.0, factor - 1))
    long_tailed = special.betainc(size, count + 1, 1 / factor)
    found: Numbers = np.where(plain, special.pdtr(count, mean), long_tailed)
    return found
