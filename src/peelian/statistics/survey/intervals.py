"""Intervals of estimates of a survey, with Student's t and the degrees of freedom of the design."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import special

from peelian.statistics.rate_interval import Interval
from peelian.statistics.survey.estimate import SurveyEstimate
from peelian.statistics.survey.interval_ends import logit_ends, student, wilson_ends

Values = NDArray[np.float64]

_NONE = 1e-12

ShareMethod = Literal["logit", "wilson", "t", "beta", "arcsine"]
"""How the interval of a share is made: `logit` (R's `svyciprop(method = "logit")` and `"xlogit"`, which
differ only in how far R iterates), `wilson` on the effective base p (1 - p) / variance, `t` (R's `"mean"`),
`beta` (Korn and Graubard; R's `"beta"`) or `arcsine` (R's `"asin"`, kept within 0 to 1).
"""


def t_interval(estimate: SurveyEstimate, *, level: float = 0.95) -> Interval:
    """Return value plus and minus t standard errors, shape (k,) (R's `confint(..., df = degf(design))`).

    Parameters
    ----------
    estimate
        The values. The ends are not numbers without a degree of freedom.
    level
        Confidence level between 0 and 1.
    """
    half = student(estimate.degrees, level) * estimate.errors
    return Interval(estimate.values - half, estimate.values + half)


def share_intervals(
    estimate: SurveyEstimate,
    *,
    weights_squared: Values,
    rows: int | None = None,
    method: ShareMethod = "logit",
    level: float = 0.95,
) -> Interval:
    """Return intervals of shares, shape (k,).

    Where all or none said yes, the linearised variance is 0, which nobody believes: there Wilson's interval
    on Kish's effective base (squared sum of the weights over the sum of their squares) takes the place of
    logit, wilson and arcsine.

    Parameters
    ----------
    estimate
        Values from 0 to 1.
    weights_squared
        Sum of the squared weights in each part, shape (k,).
    rows
        Rows of the design that `beta` counts (all of a `subset` in R); left out, the base of each value.
    method
        How the interval is made.
    level
        Confidence level between 0 and 1.

    Raises
    ------
    ValueError
        If a value lies outside 0 to 1.
    """
    share, variance = estimate.values, estimate.variances
    if np.any((share < -1e-12) | (share > 1 + 1e-12)):
        raise ValueError("an interval of a share needs values from 0 to 1")
    share = np.clip(share, 0.0, 1.0)
    t = student(estimate.degrees, level)
    if method == "t":
        return t_interval(estimate, level=level)
    with np.errstate(divide="ignore", invalid="ignore"):
        size = share * (1 - share) / variance
    if method == "beta":
        count = estimate.base if rows is None else np.full(len(share), rows)
        return Interval(*_beta(share, size, (count, estimate.degrees), level))
    lower, upper = _ends(method, share, variance, t)
    flat = (share <= _NONE) | (share >= 1 - _NONE)
    with np.errstate(divide="ignore", invalid="ignore"):
        kish = estimate.weight**2 / weights_squared
    low, high = wilson_ends(np.where(flat, np.round(share), share), kish, t)
    return Interval(np.where(flat, low, lower), np.where(flat, high, upper))


def _ends(method: ShareMethod, share: Values, variance: Values, t: Values) -> tuple[Values, Values]:
    if method == "logit":
        return logit_ends(share, variance, t)
    with np.errstate(divide="ignore", invalid="ignore"):
        if method == "wilson":
            # A share known without error has an endless effective base and no width.
            low, high = wilson_ends(share, share * (1 - share) / variance, t)
            known = variance > 0
            return np.where(known, low, share + variance), np.where(known, high, share + variance)
        turned = np.arcsin(np.sqrt(share))
        half = t * np.sqrt(variance) / (2 * np.sqrt(share * (1 - share)))
    ends = np.clip(turned - half, 0, np.pi / 2), np.clip(turned + half, 0, np.pi / 2)
    return np.sin(ends[0]) ** 2, np.sin(ends[1]) ** 2


def _beta(
    share: Values, size: Values, counts: tuple[NDArray[np.int64], Values], level: float
) -> tuple[Values, Values]:
    rows, degrees = counts
    tail = (1 - level) / 2
    plain = student(np.asarray(rows - 1, dtype=np.float64), level)
    size = size * (plain / student(degrees, level)) ** 2
    with np.errstate(invalid="ignore"):
        low = special.betaincinv(size * share, size * (1 - share) + 1, tail)
        high = special.betaincinv(size * share + 1, size * (1 - share), 1 - tail)
    return low, high
