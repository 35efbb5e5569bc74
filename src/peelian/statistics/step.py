"""Steps: how much more was counted in one month than in another, as a difference and as a ratio."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from peelian.statistics.rate_ratio import Ratio, exact_ratio

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Step:
    """Steps from earlier to later counts.

    Parameters
    ----------
    difference, lower, upper
        later - earlier, each over its exposure, and the ends of its interval, shape (n,). Nothing is known
        where both counts are 0, and the ends are then those of no difference.
    ratio
        The ratio of the two, each over its exposure, with its interval and p value.
    """

    difference: Numbers
    lower: Numbers
    upper: Numbers
    ratio: Ratio


def measure_step(
    later: ArrayLike,
    earlier: ArrayLike,
    *,
    exposures: tuple[ArrayLike, ArrayLike] = (1.0, 1.0),
    dispersion: ArrayLike = 1.0,
    degrees: ArrayLike = np.inf,
    level: float = 0.95,
) -> Step:
    """Measure the step from one count to another.

    The ratio and its p value are those of `exact_ratio`. The interval of the difference is the wider, at each
    end, of two. The first is the ratio's: given their sum, the two counts follow from their ratio, so that
    the difference leaves out 0 exactly where the ratio leaves out 1. That one takes the sum for known, which
    makes it too narrow where the two counts are far apart; the second, the difference with the variance of
    both counts, dispersion x (later + earlier), and the t quantile, does not. From 4 degrees on the two agree
    about 0 for every pair of counts up to 30,000. In simulations the 95 % interval holds the true difference
    in 94 % or more where both counts are expected to be 3 or more, and in 92 % where 5 and 0.5 are.

    Parameters
    ----------
    later, earlier
        Counts, shape (n,).
    exposures
        Exposure of the later and of the earlier count (days of the month), each one number or shape (n,).
    dispersion, degrees
        Variance over mean, at least 1, and the degrees of freedom it was estimated with, as for
        `exact_ratio`.
    level
        Confidence level between 0 and 1.

    Raises
    ------
    ValueError
        If a count is negative, an exposure not above 0 or a dispersion below 1.
    """
    a, b = (np.asarray(each, dtype=np.float64) for each in (later, earlier))
    over, under = (np.broadcast_to(np.asarray(each, dtype=np.float64), a.shape) for each in exposures)
    if a.size and not min(over.min(), under.min()) > 0:
        raise ValueError(f"exposures above 0 are needed, not {min(over.min(), under.min()):g}")
    ratio = exact_ratio(a, b, exposure=over / under, dispersion=dispersion, degrees=degrees, level=level)
    difference = a / over - b / under
    freedom = np.maximum(np.broadcast_to(np.asarray(degrees, dtype=np.float64), a.shape), 1.0)
    known = np.isinf(freedom)
    t = np.where(
        known,
        special.ndtri((1 + level) / 2),
        special.stdtrit(np.where(known, 1.0, freedom), (1 + level) / 2),
    )
    half = t * np.sqrt(ratio.dispersion * (a / over**2 + b / under**2))
    ends = [_of_ratio(end, a + b, over, under) for end in (ratio.lower, ratio.upper)]
    return Step(
        difference,
        np.minimum(ends[0], difference - half),
        np.maximum(ends[1], difference + half),
        ratio,
    )


def _of_ratio(ratio: Numbers, total: Numbers, over: Numbers, under: Numbers) -> Numbers:
    """Return the difference that a ratio of rates makes of a total count."""
    with np.errstate(invalid="ignore"):
        odds = ratio * over / under
        share = np.where(np.isinf(odds), 1.0, odds / (1 + odds))
    made: Numbers = total * share / over - total * (1 - share) / under
    return made
