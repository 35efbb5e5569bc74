"""Shares of things that come in clusters, such as crimes of which one person suffers several.

Crimes of one person are not independent: they are repeats together. What is independent are the persons.
The variance of the share is therefore that of a ratio of two sums over persons, and all it needs are a few
sums of products, never the persons themselves.
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


def cluster_dispersion(sums: ClusterSums) -> Numbers:
    """Return by how much the variance of each share is larger than if all it is made of were independent.

    The variance is that of a ratio of sums over clusters drawn with replacement (Taylor; R's
    ``survey::svymean`` with clusters as ``ids``), over the binomial variance p (1 - p) / m. Where the share
    is 0 or 1 neither says anything: the dispersion is then that of clusters which are all of one kind, the
    sum of squared sizes over the sum of sizes.

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


def _variance(sums: ClusterSums) -> Numbers:
    correction = np.where(sums.clusters > 1, sums.clusters / (sums.clusters - 1), np.nan)
    return plain_variance(sums) * correction


def plain_variance(sums: ClusterSums) -> Numbers:
    """Return the variance of each share over clusters, without the correction for how many there are.

    Parameters
    ----------
    sums
        The sums of n shares.
    """
    share = sums.counts / sums.bases
    squares = sums.count_squares - 2 * share * sums.products + share**2 * sums.base_squares
    return np.maximum(squares, 0.0) / sums.bases**2
