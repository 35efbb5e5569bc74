"""Sums of a sample by stratum, which say all that a weighted share of yes and no needs, and its variance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class DesignSums:
    """What n shares need of a sample of several strata, arrays of shape (n, strata).

    A unit is what was drawn: a person, or where people were drawn in clusters the cluster, whose people's
    weights are added up first.

    Parameters
    ----------
    units
        Units of the whole sample of the stratum, those outside the base of the share included.
    inside
        Units with anybody in the base.
    base
        People in the base.
    weight, yes
        Weights of the people in the base, and of those of them who said yes, added up over units.
    weight_weight, weight_yes, yes_yes
        Over units, the sums of the squared weight, of weight times weight of yes, and of the squared weight
        of yes.
    """

    units: Counts
    inside: Counts
    base: Counts
    weight: Values
    yes: Values
    weight_weight: Values
    weight_yes: Values
    yes_yes: Values


def spread_of(sums: DesignSums, share: Values) -> Values:
    """Return the variance of the total of weight x (answer - share), shape (n,), for shares given.

    Parameters
    ----------
    sums
        The sums by stratum.
    share
        The share that answers are held against, shape (n,).
    """
    p = share[:, None]
    squares = sums.yes_yes - 2 * p * sums.weight_yes + p**2 * sums.weight_weight
    total = sums.yes - p * sums.weight
    between = between_units(squares, total**2, sums.units)
    # A difference of sums that is 0 can come out a little under it.
    return np.maximum(between, 0.0)


def between_units(products: Values, total_product: Values, units: Counts) -> Values:
    """Return, added up over strata, m / (m - 1) x (sum of products - product of totals / m), shape (n,).

    Parameters
    ----------
    products
        Sum over units of the product of two values, shape (n, strata).
    total_product
        Product of the two totals, shape (n, strata).
    units
        Number of units m; a stratum with one gives its product as it is, shape (n, strata).
    """
    several = np.maximum(units, 2)
    spread = several / (several - 1) * (products - total_product / several)
    parts = np.where(units > 1, spread, np.where(units == 1, products, 0.0))
    return np.asarray(parts.sum(axis=1))
