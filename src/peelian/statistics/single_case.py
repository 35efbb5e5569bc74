"""Single case: whether one rate is unusual beside the few rates of a group of peers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special


@dataclass(frozen=True, slots=True)
class SingleCase:
    """One rate over the geometric mean of its peers' rates.

    Parameters
    ----------
    ratio, lower, upper
        The ratio and its interval. An interval that holds 1 says that the peers differ among themselves as
        much as the case differs from them.
    centre
        Geometric mean of the peers' rates.
    p
        How probable so large a difference is for one more member of the group, on both sides.
    """

    ratio: float
    lower: float
    upper: float
    centre: float
    p: float


def compare_with_peers(rate: float, peers: ArrayLike, *, level: float = 0.95) -> SingleCase:
    """Compare one rate with the rates of its peers.

    The modified t test for a single case beside a small control sample (Crawford and Howell, The Clinical
    Neuropsychologist 12, 1998), on logarithms: the difference of the case from the mean of its k peers over
    s x root of (1 + 1 / k), with k - 1 degrees of freedom. It allows for how much the peers differ among
    themselves, and so also for the chance that is in every one of the rates.

    Parameters
    ----------
    rate
        The case, above 0.
    peers
        The others, above 0, shape (k,) with k at least 2.
    level
        Confidence level.

    Returns
    -------
    SingleCase
        Not numbers where a rate is 0: it has no logarithm. Without a spread among the peers the interval is
        not a number and the ratio is told.

    Raises
    ------
    ValueError
        If there are fewer than two peers, or a rate is negative or no number.
    """
    others = np.asarray(peers, dtype=np.float64)
    if others.ndim != 1 or len(others) < 2:
        raise ValueError(f"at least two peers are needed, not {others.size}")
    if not np.isfinite([rate, *others]).all() or min(rate, others.min()) < 0:
        raise ValueError("rates of 0 or more are needed")
    none = float("nan")
    if min(rate, float(others.min())) == 0:
        return SingleCase(none, none, none, none, none)
    logs = np.log(others)
    many, middle, spread = len(others), float(logs.mean()), float(logs.std(ddof=1))
    apart = float(np.log(rate)) - middle
    if spread <= 1e-12:
        return SingleCase(float(np.exp(apart)), none, none, float(np.exp(middle)), none)
    step = spread * (1 + 1 / many) ** 0.5
    half = -float(special.stdtrit(many - 1, (1 - level) / 2)) * step
    return SingleCase(
        float(np.exp(apart)),
        float(np.exp(apart - half)),
        float(np.exp(apart + half)),
        float(np.exp(middle)),
        float(2 * special.stdtr(many - 1, -abs(apart) / step)),
    )
