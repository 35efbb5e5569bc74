"""Which of many units stand apart from the others, when all of them are looked at together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]

_SET_ASIDE = 3.0
_ENOUGH_FOR_SPREAD = 10
_WINSORISED = 0.1


@dataclass(frozen=True, slots=True)
class Outlying:
    """How far units are from the others, arrays of shape (units,).

    Parameters
    ----------
    score
        Standard errors that a unit is from the others, above 0 for larger; not a number where not judged.
    spread
        Factor, at least 1, by which scores were made smaller because units differ among themselves.
    p
        Two-sided p values of the scores; to be adjusted for false discovery over all that is looked at.
    """

    score: Numbers
    spread: float
    p: Numbers


def outlying_in_rank(values: ArrayLike, units: ArrayLike, *, number: int, least: int = 10) -> Outlying:
    """Find units whose values tend to be larger or smaller than those of the others.

    Each unit's values are compared with those of the others by the sum of ranks (Mann and Whitney, Annals of
    Mathematical Statistics 18, 1947, ties counted), so that no shape of distribution is assumed and a few
    wild values change little. Units that are more than 3 standard errors away at first are taken out of what
    the others are compared with. Scores are then made smaller by how much units differ among themselves:
    the root mean square of scores with the outermost tenth at each end drawn in (Spiegelhalter, Statistics in
    Medicine 24, 2005), at least 1 and only where there are 10 units or more.

    Parameters
    ----------
    values
        A value of each case; not a number where there is none, shape (n,).
    units
        Unit that each case belongs to, from 0, shape (n,).
    number
        How many units there are.
    least
        A unit with fewer cases is not judged.
    """
    value, unit = np.asarray(values, dtype=np.float64), np.asarray(units, dtype=np.int64)
    known = ~np.isnan(value)
    value, unit = value[known], unit[known]
    sizes = np.bincount(unit, minlength=number)

    def score(reference: Flags) -> Numbers:
        pool = reference[unit]
        found = np.where(reference, _rank_scores(value[pool], unit[pool], number), np.nan)
        for one in np.flatnonzero(~reference & (sizes > 0)):
            # Taken out of what others are compared with, but compared with it.
            also = pool | (unit == one)
            found[one] = _rank_scores(value[also], unit[also], number)[one]
        return found

    return _judged(score, sizes, least)


def outlying_in_share(yes: ArrayLike, cases: ArrayLike, *, least: int = 10) -> Outlying:
    """Find units of whose cases more, or fewer, are a yes than of the others'.

    Each count is compared with those of the others by the hypergeometric law (Fisher's exact test, the point
    of the count itself halved), turned into a standard normal score; the rest is as in `outlying_in_rank`.

    Parameters
    ----------
    yes, cases
        Cases that are a yes, and all cases, of each unit, shape (units,).
    least
        A unit with fewer cases is not judged.

    Raises
    ------
    ValueError
        If a count is negative or more than its cases.
    """
    from scipy import stats  # half a second to import, and few analyses need this law

    count, of = np.asarray(yes, dtype=np.int64), np.asarray(cases, dtype=np.int64)
    if (count < 0).any() or (count > of).any():
        raise ValueError("counts between 0 and their cases are needed")

    def score(reference: Flags) -> Numbers:
        others = np.where(reference, of, 0).sum() - np.where(reference, of, 0)
        said = np.where(reference, count, 0).sum() - np.where(reference, count, 0)
        law = stats.hypergeom(of + others, count + said, of)
        half = 0.5 * law.pmf(count)
        below, above = law.cdf(count - 1) + half, law.sf(count) + half
        small = np.minimum(below, above).clip(1e-300, 0.5)
        return np.asarray(np.where(below < above, 1.0, -1.0) * special.ndtri(small))

    return _judged(score, of, least)


def _rank_scores(value: Numbers, unit: NDArray[np.int64], number: int) -> Numbers:
    """Return the standardised sum of ranks of each unit's values among all values."""
    size = len(value)
    _, place, ties = np.unique(value, return_inverse=True, return_counts=True)
    own = np.bincount(unit, minlength=number).astype(np.float64)
    shared = np.cumsum(ties) - (ties - 1) / 2  # equal values share the mean of their ranks
    ranks = np.bincount(unit, weights=shared[place], minlength=number)
    with np.errstate(divide="ignore", invalid="ignore"):
        tied = float((ties.astype(np.float64) ** 3 - ties).sum()) / (size * (size - 1))
        variance = own * (size - own) / 12 * (size + 1 - tied)
        scores: Numbers = (ranks - own * (size + 1) / 2) / np.sqrt(variance)
    return np.where(variance > 0, scores, np.where(own > 0, 0.0, np.nan))


def _judged(score: Callable[[Flags], Numbers], sizes: NDArray[np.int64], least: int) -> Outlying:
    judged = sizes >= least
    if judged.sum() < 2:
        return Outlying(np.full(len(sizes), np.nan), 1.0, np.full(len(sizes), np.nan))
    first = np.where(judged, score(sizes > 0), 0.0)
    reference = (sizes > 0) & (np.abs(np.nan_to_num(first)) <= _SET_ASIDE)
    if reference.sum() < 2:
        reference = sizes > 0
    scores = np.where(judged, score(reference), np.nan)
    spread = _spread(scores[~np.isnan(scores)])
    scores = scores / spread
    return Outlying(scores, spread, 2 * special.ndtr(-np.abs(scores)))


def _spread(scores: Numbers) -> float:
    if len(scores) < _ENOUGH_FOR_SPREAD:
        return 1.0
    low, high = np.quantile(scores, [_WINSORISED, 1 - _WINSORISED])
    return max(1.0, float(np.sqrt((scores.clip(low, high) ** 2).mean())))
