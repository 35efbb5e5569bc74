"""Disparity: how many times the rate of one group is of the rate of a reference group."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from peelian.statistics.rate_ratio import exact_ratio

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Disparity:
    """Rate ratios of groups against a reference group.

    Parameters
    ----------
    ratio
        Rate of the group / rate of the reference group, shape (series, groups). Not a number where either
        group has no denominator or the reference group no count: a rate cannot be a number of times zero.
    lower, upper
        Ends of the interval, shape (series, groups). Not a number where the ratio is none, and for the
        reference group itself.
    p
        Two-sided p value against equal rates, consistent with the interval, shape (series, groups); not a
        number where there is no interval.
    """

    ratio: Numbers
    lower: Numbers
    upper: Numbers
    p: Numbers


def compare_groups(
    counts: ArrayLike,
    denominators: ArrayLike,
    *,
    reference: int,
    dispersion: ArrayLike = 1.0,
    degrees: ArrayLike = np.inf,
    level: float = 0.95,
) -> Disparity:
    """Compare the rates of groups with the rate of a reference group, exactly.

    Given the sum of two Poisson counts one of them is binomial, which gives the exact interval and twice the
    smaller tail as p value: R's ``poisson.test(c(group, reference), T = c(denominators))$conf.int`` (see
    `exact_ratio`). A group without any count has the ratio 0 and an upper end. Denominators are taken as
    known; where they are estimates (census, survey) the interval does not hold their error.

    A ratio describes rates and not why they differ: who is counted in the denominator (residents, people in
    the street) decides much of it.

    Parameters
    ----------
    counts
        Counts of each group, shape (series, groups); not a number where not measured.
    denominators
        What each group is counted per, shape (groups,) or (series, groups); 0 or not a number where there is
        none.
    reference
        Column of the reference group.
    dispersion
        Variance over mean of the counts, at least 1 (from the months: `estimate_dispersion`), one number or
        shape (series,).
    degrees
        Degrees of freedom that it was estimated with, one number or shape (series,).
    level
        Confidence level between 0 and 1.

    Raises
    ------
    ValueError
        If a count or a denominator is negative, the shapes do not fit or there is no such group.
    """
    n, per = _given(counts, denominators, reference)
    base, base_per = n[:, [reference]], per[:, [reference]]
    known = (per > 0) & (base_per > 0) & (base > 0) & ~np.isnan(n)

    def each(value: ArrayLike) -> Numbers:
        spread = np.reshape(np.asarray(value, dtype=np.float64), (-1, 1))
        return np.broadcast_to(spread, n.shape)[known]

    found = exact_ratio(
        n[known],
        np.broadcast_to(base, n.shape)[known],
        exposure=(per / np.where(base_per > 0, base_per, np.nan))[known],
        dispersion=each(dispersion),
        degrees=each(degrees),
        level=level,
    )
    made = np.full((4, *n.shape), np.nan)
    made[:, known] = found.ratio, found.lower, found.upper, found.p
    made[1:, :, reference] = np.nan
    return Disparity(*made)


def _given(counts: ArrayLike, denominators: ArrayLike, reference: int) -> tuple[Numbers, Numbers]:
    n = np.asarray(counts, dtype=np.float64)
    per = np.asarray(denominators, dtype=np.float64)
    if n.ndim != 2 or per.shape not in (n.shape, n.shape[1:]):
        raise ValueError(
            f"counts (series, groups), each with a denominator, are needed, not {n.shape}, {per.shape}"
        )
    if not 0 <= reference < n.shape[1]:
        raise ValueError(f"a reference group from 0 to {n.shape[1] - 1} is needed, not {reference}")
    if (n < 0).any() or (per < 0).any():
        raise ValueError("counts and denominators of 0 or more are needed")
    return n, np.broadcast_to(per, n.shape)
