"""Shares of things that come in clusters, such as crimes of which one person suffers several.

Crimes of one person are not independent: they are repeats together. What is independent are the persons. The
variance of the share is therefore that of a ratio of two sums over persons, and all it needs are a few sums of
products, never the persons themselves.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ClusterSums:
    """Sums over the clusters of n shares: arrays of shape (n,), with y counted of m in each cluster.

    Parameters
    ----------
    clusters
        How many clusters there are.
    bases, counts
        Sums of m and of y.
    base_squares, products, count_squares
        Sums of m * m, of m * y and of y * y.
    """

    clusters: Numbers
    bases: Numbers
    counts: Numbers
    base_squares: Numbers
    products: Numbers
    count_squares: Numbers


@dataclass(frozen=True, slots=True)
class CrossSums:
    """Sums over the clusters that two shares have in common: arrays of shape (n,).

    Parameters
    ----------
    bases
        Sums of m later * m earlier.
    base_count, count_base
        Sums of m later * y earlier, and of y later * m earlier.
    counts
        Sums of y later * y earlier.
    """

    bases: Numbers
    base_count: Numbers
    count_base: Numbers
    counts: Numbers


def cluster_dispersion(sums: ClusterSums) -> Numbers:
    """Return by how much the variance of each share is larger than if all it is made of were independent.

    The variance is that of a ratio of sums over clusters drawn with replacement (Taylor; R's
    ``survey::svymean`` with clusters as ``ids``), over the binomial variance p (1 - p) / m. Where the share is
    0 or 1 neither says anything: the dispersion is then that of clusters which are all of one kind, the sum
    of squared sizes over the sum of sizes.

    Parameters
    ----------
    sums
        The sums of n shares.

    Returns
    -------
    numpy.ndarray
        Shape (n,), 1 or more: a cluster design is never taken to make a share surer than independence would.
        1 where there is no base.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        share = sums.counts / sums.bases
        binomial = share * (1 - share) / sums.bases
        factor = _variance(sums) / binomial
        alike = sums.base_squares / sums.bases
    factor = np.where(binomial > 0, factor, alike)
    return np.where(np.isfinite(factor), np.maximum(factor, 1.0), 1.0)


def cluster_correlation(later: ClusterSums, earlier: ClusterSums, cross: CrossSums) -> Numbers:
    """Return the correlation of two shares that have clusters in common, such as persons of two years.

    Parameters
    ----------
    later, earlier
        The sums of n shares each.
    cross
        The sums over the clusters that both have.

    Returns
    -------
    numpy.ndarray
        Shape (n,), from -1 to 1; 0 where a share or its variance is not known.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        p, q = later.counts / later.bases, earlier.counts / earlier.bases
        residuals = cross.counts - q * cross.count_base - p * cross.base_count + p * q * cross.bases
        between = residuals / (later.bases * earlier.bases)
        rho = between / np.sqrt(_plain(later) * _plain(earlier))
    return np.where(np.isfinite(rho), np.clip(rho, -1.0, 1.0), 0.0)


def _variance(sums: ClusterSums) -> Numbers:
    correction = np.where(sums.clusters > 1, sums.clusters / (sums.clusters - 1), np.nan)
    return _plain(sums) * correction


def _plain(sums: ClusterSums) -> Numbers:
    share = sums.counts / sums.bases
    squares = sums.count_squares - 2 * share * sums.products + share**2 * sums.base_squares
    return np.maximum(squares, 0.0) / sums.bases**2
