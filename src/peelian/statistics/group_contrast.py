"""Group contrast: how many times the rate of one group of areas that of another is, with its interval."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class GroupContrast:
    """The rate of one group of areas over that of another.

    Parameters
    ----------
    ratio, lower, upper
        The ratio and its interval; not a number where it cannot be told.
    rate, against
        The pooled rates of the two groups.
    degrees
        Degrees of freedom of the interval (Welch and Satterthwaite).
    """

    ratio: float
    lower: float
    upper: float
    rate: float
    against: float
    degrees: float


def contrast_groups(
    counts: ArrayLike,
    against: ArrayLike,
    *,
    exposure: ArrayLike | None = None,
    exposure_against: ArrayLike | None = None,
    level: float = 0.95,
) -> GroupContrast:
    """Compare two groups of areas whose counts vary more from area to area than chance makes them.

    The ratio is that of the pooled rates, sum of counts over sum of exposures; without exposures it is that
    of the mean counts for each area. The interval is on the logarithm. Each group's variance is that of a
    ratio estimator seen from its areas (Cochran, Sampling Techniques, 3rd edition, 1977, section 6.4):
    n / (n - 1) x sum of (count - rate x exposure)^2 / (sum of counts)^2. Without exposures this is the robust
    variance of a Poisson regression on the group, of the kind known as HC2 (MacKinnon and White, Journal of
    Econometrics 29, 1985). It takes every area as one observation, so it holds whatever the spread of counts
    between areas. It is never taken below 1 / sum of counts, what chance alone makes. Degrees of freedom are
    Welch's and Satterthwaite's.

    Parameters
    ----------
    counts, against
        Counts of the areas of the two groups, 0 or more, shapes (n,) and (m,).
    exposure, exposure_against
        What each area is divided by, above 0, of the same shapes; 1 for each without them.
    level
        Confidence level.

    Returns
    -------
    GroupContrast
        Not numbers where a group has fewer than two areas or the count of either group is 0.

    Raises
    ------
    ValueError
        If a count is negative, an exposure is not above 0, or shapes differ.
    """
    one, two = _part(counts, exposure), _part(against, exposure_against)
    (rate, variance, areas), (other, other_variance, others) = one, two
    if min(areas, others) < 2 or not rate > 0 or not other > 0:
        none = float("nan")
        return GroupContrast(none, none, none, rate, other, none)
    whole = variance + other_variance
    degrees = whole**2 / (variance**2 / (areas - 1) + other_variance**2 / (others - 1))
    half = -float(special.stdtrit(degrees, (1 - level) / 2)) * whole**0.5
    ratio = rate / other
    return GroupContrast(
        ratio, float(ratio * np.exp(-half)), float(ratio * np.exp(half)), rate, other, float(degrees)
    )


def _part(counts: ArrayLike, exposure: ArrayLike | None) -> tuple[float, float, int]:
    """Return the pooled rate of a group, the variance of its logarithm, and how many areas it has."""
    y = np.asarray(counts, dtype=np.float64)
    x = np.ones_like(y) if exposure is None else np.asarray(exposure, dtype=np.float64)
    if y.ndim != 1 or x.shape != y.shape or not (x > 0).all():
        raise ValueError(
            f"counts and exposures above 0 of one shape (n,) are needed, not {y.shape}, {x.shape}"
        )
    if (y < 0).any():
        raise ValueError(f"counts of 0 or more are needed, not {y.min():g}")
    n, total = len(y), float(y.sum())
    if not n:
        return float("nan"), float("nan"), 0
    rate = total / float(x.sum())
    if n < 2 or not total:
        return rate, float("nan"), n
    spread = n / (n - 1) * float(((y - rate * x) ** 2).sum()) / total**2
    return rate, max(spread, 1 / total), n
