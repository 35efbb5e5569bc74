"""From when a series of shares took another course, at a time nobody named beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from peelian.statistics.searched_place import PlaceSearch, place_search, tied_noise

Numbers = NDArray[np.float64]

FEWEST_TIMES = 10
"""Fewest times in which a change of course can be told from a straight line."""

Course = Literal["slope", "level"]

_DRAWS, _DRAWS_OF_PLACES = 1999, 499
_SEED = 20170401
_EDGE = 3


@dataclass(frozen=True, slots=True)
class ChangePoint:
    """The place where a series changes course most.

    Parameters
    ----------
    place, first, last
        The last time on the old course for a slope, the first on the new one for a level, counted from 0; and
        the ends of its interval.
    p
        P value against a straight line throughout, the place having been looked for.
    change, lower, upper
        By how much the slope turns at a time, or the level steps, as a fraction, and the ends of its interval
        at the place found; it is read where it fits best, which makes a small one somewhat too large.
    before, after
        Slope a time before and after.
    fitted
        The fitted line, without season, shape (times,).
    """

    place: int
    first: int
    last: int
    p: float
    change: float
    lower: float
    upper: float
    before: float
    after: float
    fitted: Numbers


def find_change_point(
    shares: ArrayLike,
    variances: ArrayLike,
    *,
    course: Course = "slope",
    season: int = 0,
    level: float = 0.95,
) -> ChangePoint | None:
    """Look for the time from which shares took another course.

    Shares follow a straight line that bends (`slope`) or steps (`level`) at one time, fitted with weights of
    one over their variances. The time is taken where that explains most, and its p value comes from the
    largest F statistic over all times in drawn series of a straight line (fixed seed), tied from one time to
    the next as closely as this one is (Andrews, Econometrica 61, 1993, for the statistic; the draws take the
    place of his tables, which are for long series). The times whose own place cannot be rejected by the drop
    in the sum of squares, judged in series drawn with the change there, are the interval of the time.

    Parameters
    ----------
    shares, variances
        Shares of times in a row that have no interviews in common, and their variances, shape (times,). Not
        for rolling windows, whose neighbours are alike because they share months.
    course
        What may change.
    season
        Times in a year, where a season is to be taken out; 0 for none.
    level
        Confidence level between 0 and 1.

    Returns
    -------
    ChangePoint or None
        None where there are too few times (`FEWEST_TIMES`, and two years if there is a season), or the series
        is a straight line to the last digit.

    Raises
    ------
    ValueError
        If shapes differ, or a share or variance is missing or a variance not above 0.
    """
    y, v = np.asarray(shares, dtype=np.float64), np.asarray(variances, dtype=np.float64)
    if y.ndim != 1 or y.shape != v.shape or not (np.isfinite(y).all() and (v > 0).all()):
        raise ValueError("a share and a variance above 0 are needed for every time in a row")
    if len(y) < max(FEWEST_TIMES, 2 * season):
        return None
    search, places = _search(v, course, season)
    left = search.left_of(search.root * y)
    if np.abs(left).max() <= 1e-12 * max(float(np.abs(y).max()), 1e-300):
        return None
    f, along = search.statistics(left[None])
    best = int(np.argmax(f[0]))
    noise = tied_noise(search, left, draws=_DRAWS, seed=_SEED)
    largest = search.statistics(noise)[0].max(axis=1)
    p = (1 + int((largest >= f[0, best]).sum())) / (_DRAWS + 1)
    change = float(along[0, best] / search.length[best])
    error = abs(change) / np.sqrt(f[0, best]) if f[0, best] > 0 else np.nan
    half = float(special.stdtrit(search.freedom, (1 + level) / 2)) * float(error)
    inside = places[_not_rejected(search, left, noise[:_DRAWS_OF_PLACES], level)]
    before, fitted = _line(search, y, (int(places[best]), change), course, season)
    return ChangePoint(
        place=int(places[best]),
        first=int(inside.min()),
        last=int(inside.max()),
        p=p,
        change=change,
        lower=change - half,
        upper=change + half,
        before=before,
        after=before + change if course == "slope" else before,
        fitted=fitted,
    )


def _search(variances: Numbers, course: Course, season: int) -> tuple[PlaceSearch, NDArray[np.int64]]:
    times = len(variances)
    places = np.arange(_EDGE - 1, times - _EDGE) if course == "slope" else np.arange(_EDGE, times - _EDGE + 1)
    root = np.sqrt(1 / variances)
    search = place_search(root / root.mean(), _always(times, season), terms=_terms(times, places, course))
    return search, places[search.kept]


def _always(times: int, season: int) -> Numbers:
    at = np.arange(times, dtype=np.float64)
    plain = np.column_stack([np.ones(times), at - at.mean()])
    if season < 2:
        return plain
    # Each column adds up to 0 over a year, so that the line without the season keeps its level.
    turn = (at[:, None] % season == np.arange(season)).astype(np.float64)
    return np.column_stack([plain, turn[:, :-1] - turn[:, -1:]])


def _terms(times: int, places: NDArray[np.int64], course: Course) -> Numbers:
    at = np.arange(times)
    if course == "slope":
        return np.asarray(np.maximum(at - places[:, None], 0), dtype=np.float64)
    return (at >= places[:, None]).astype(np.float64)


def _not_rejected(search: PlaceSearch, left: Numbers, noise: Numbers, level: float) -> NDArray[np.bool_]:
    """Say which places the series does not speak against, shape (terms,)."""
    along = search.statistics(left[None])[1][0]
    rest = float((left**2).sum()) - along**2
    dropped = (rest - rest.min()) / np.maximum(rest.min(), 1e-300)
    kept = np.zeros(len(rest), dtype=bool)
    wander = np.sqrt((noise**2).sum(axis=1).mean() / (search.freedom + 1))
    for term, unit in enumerate(search.unit):
        error = np.sqrt(rest[term] / search.freedom) / wander
        drawn = along[term] * unit + error * noise
        lengths = search.statistics(drawn)[1]
        apart = (drawn**2).sum(axis=1, keepdims=True) - lengths**2
        lowest = apart.min(axis=1)
        drop = (apart[:, term] - lowest) / np.maximum(lowest, 1e-300)
        kept[term] = dropped[term] <= np.quantile(drop, level)
    kept[int(np.argmin(rest))] = True
    return kept


def _line(
    search: PlaceSearch, y: Numbers, found: tuple[int, float], course: Course, season: int
) -> tuple[float, Numbers]:
    place, change = found
    times = len(y)
    term = _terms(times, np.array([place]), course)[0] * change
    always = _always(times, season)
    fit, *_ = np.linalg.lstsq(always * search.root[:, None], (y - term) * search.root, rcond=None)
    return float(fit[1]), always[:, :2] @ fit[:2] + term
