"""The correlation of two shares that have clusters in common, such as persons of two years."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peelian.statistics.clustered_share import ClusterSums, plain_variance

Numbers = NDArray[np.float64]


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
        rho = between / np.sqrt(plain_variance(later) * plain_variance(earlier))
    return np.where(np.isfinite(rho), np.clip(rho, -1.0, 1.0), 0.0)
