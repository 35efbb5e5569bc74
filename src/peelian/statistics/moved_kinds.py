"""Kinds that changed places: from a month on, part of one kind is counted under another."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import xlogy
from scipy.stats import chi2

Counts = NDArray[np.int64]

_SIDE = 12
_LEAST_SIDE = 6
_AT_ONCE = 3
_LEAST_COUNT = 30
_LEAST_Z = 3.0
_UNEQUAL = 0.35


@dataclass(frozen=True, slots=True)
class MovedKind:
    """From a month on, one kind has fewer and another about as many more.

    Parameters
    ----------
    loser, gainer
        Rows of the two kinds.
    month
        First month of the new way, counted from 0.
    moved
        How many a month changed places, judged by what the loser lost, at the size of the later months.
    share
        The same as a share of what the loser would have had.
    statistic
        Likelihood ratio statistic of the loser's share of the two, before and after.
    """

    loser: int
    gainer: int
    month: int
    moved: float
    share: float
    statistic: float


def find_moved_kinds(
    counts: Counts, *, least_move: float = 0.10, chance: float = 0.001, tests: int = 1
) -> list[MovedKind]:
    """Find pairs of kinds between which part of the rows moved in one step.

    Up to twelve months (at least six) before a month are compared with as many from it on, so that the season
    is on both sides alike. The loser's share of the two must fall by more than chance over all pairs and
    months looked at (Bonferroni on the likelihood ratio), and the loser must lose `least_move` of its rows or
    more. Against the total of all kinds, the loser's fall and the gainer's rise must each be three standard
    errors, and about the same number (within 35 % or three standard errors), which a crime that rises while
    another falls hardly ever does. At least half of the fall must come at once, between the three months
    before and the three after, and by three standard errors; and within either side the share must move by
    less than half of the fall: what drifts was not moved. Each loser is told once, with the gainer and at the
    month that fit best.

    Parameters
    ----------
    counts
        Rows of each kind in each month, shape (kinds, months).
    least_move
        Smallest part of its rows that the loser must lose.
    chance
        Chance of a false pair, over all pairs, months and `tests`.
    tests
        How many tables like this one are looked at together.

    Returns
    -------
    The pairs, by month.
    """
    kinds, months = counts.shape
    cuts = range(_LEAST_SIDE, months - _LEAST_SIDE + 1)
    limit = float(chi2.isf(chance / max(kinds * (kinds - 1) / 2 * len(cuts) * tests, 1), 1))
    best: dict[int, MovedKind] = {}
    for cut in cuts:
        side = min(_SIDE, cut, months - cut)
        before = counts[:, cut - side : cut].sum(axis=1)
        after = counts[:, cut : cut + side].sum(axis=1)
        for one, other in combinations(np.flatnonzero(np.minimum(before, after) >= _LEAST_COUNT), 2):
            found = _step(before, after, (int(one), int(other)), cut, side)
            if found is None or found.statistic < limit or found.share < least_move:
                continue
            if not _is_sudden(counts[[found.loser, found.gainer]], cut, side):
                continue
            if found.statistic > best.get(found.loser, found).statistic or found.loser not in best:
                best[found.loser] = found
    return sorted(best.values(), key=lambda each: (each.month, each.loser))


def _step(before: Counts, after: Counts, pair: tuple[int, int], cut: int, side: int) -> MovedKind | None:
    b, a = before[list(pair)].astype(float), after[list(pair)].astype(float)
    lose, gain = (0, 1) if b[0] / b.sum() > a[0] / a.sum() else (1, 0)
    # Everything may grow or shrink: what is expected after follows the total.
    scale = after.sum() / before.sum()
    change = a - b * scale
    error = np.sqrt(a + b * scale * scale)
    lost, gained = -change[lose], change[gain]
    if lost < _LEAST_Z * error[lose] or gained < _LEAST_Z * error[gain]:
        return None
    if abs(lost - gained) > max(_UNEQUAL * max(lost, gained), _LEAST_Z * float(np.hypot(*error))):
        return None
    statistic = 2 * (_fit(b[lose], b.sum()) + _fit(a[lose], a.sum()) - _fit((a + b)[lose], (a + b).sum()))
    return MovedKind(pair[lose], pair[gain], cut, lost / side, lost / (b[lose] * scale), float(statistic))


def _is_sudden(counts: Counts, cut: int, side: int) -> bool:
    """Say whether the loser fell at once, and stood still before and after."""
    fall = _fall(counts, cut, side)
    near = counts[:, cut - _AT_ONCE : cut].sum(axis=1), counts[:, cut : cut + _AT_ONCE].sum(axis=1)
    half = side // 2
    drift = max(abs(_fall(counts, cut - half, half)), abs(_fall(counts, cut + half, half)))
    at_once = _fall(counts, cut, _AT_ONCE) >= 0.5 * fall and _ratio(*near) >= _LEAST_Z**2
    return bool(at_once and drift < 0.5 * fall)


def _fall(counts: Counts, cut: int, width: int) -> float:
    """Return by how much the first kind's share of two falls between as many months before and after."""
    before = counts[:, cut - width : cut].sum(axis=1)
    after = counts[:, cut : cut + width].sum(axis=1)
    return float(before[0] / max(before.sum(), 1) - after[0] / max(after.sum(), 1))


def _ratio(before: NDArray[Any], after: NDArray[Any]) -> float:
    """Return the likelihood ratio statistic of the first kind's share of two, before and after."""
    both = before + after
    told = _fit(before[0], before.sum()) + _fit(after[0], after.sum())
    return 2 * (told - _fit(both[0], both.sum()))


def _fit(x: float, n: float) -> float:
    return float(xlogy(x, x / n) + xlogy(n - x, 1 - x / n))
