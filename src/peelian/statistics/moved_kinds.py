"""Kinds that changed places: from a month on, part of one kind is counted under another."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy import special

Counts = NDArray[np.int64]

_SIDE = 12
_LEAST_SIDE = 6
_NEAR, _LEAST_NEAR = 6, 3
_LEAST_STEP, _LEAST_BOTH = 2.0, 5.0
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

    Up to twelve months (at least six) before a month are compared with as many from it on. The loser's share
    of the two must fall by more than chance over all pairs and months looked at (Bonferroni on the likelihood
    ratio), and the loser must lose `least_move` of its rows or more. Against all other kinds, the loser's
    fall and the gainer's rise must each be three standard errors, and about the same number (within 35 % or
    three standard errors).

    Crimes rise and fall by themselves, by season and over the years. So the step must also be there when the
    months on either side of it are each set against the same months a year earlier, which takes out season
    and steady growth: the loser must then fall, and the gainer rise, by two standard errors of the logarithm
    of the ratio, and by five together. This needs 15 months before the step. And within either side the share
    must move by less than half of the fall: what drifts was not moved. Each loser is told once, with the
    gainer and at the month that fit best.

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
    limit = float(special.chdtri(1, chance / max(kinds * (kinds - 1) / 2 * len(cuts) * tests, 1)))
    best: dict[int, MovedKind] = {}
    for cut in cuts:
        side = min(_SIDE, cut, months - cut)
        before = counts[:, cut - side : cut].sum(axis=1)
        after = counts[:, cut : cut + side].sum(axis=1)
        large = np.flatnonzero(np.minimum(before, after) >= _LEAST_COUNT).tolist()
        sides = _Sides(before.tolist(), after.tolist(), int(before.sum()), int(after.sum()), side)
        for one, other in combinations(large, 2):
            found = _step(sides, (one, other), cut)
            if found is None or found.statistic < limit or found.share < least_move:
                continue
            if not (_stands_still(counts, found, side) and _is_step_of_the_year(counts, found)):
                continue
            if found.loser not in best or found.statistic > best[found.loser].statistic:
                best[found.loser] = found
    return sorted(best.values(), key=lambda each: (each.month, each.loser))


@dataclass(frozen=True, slots=True)
class _Sides:
    """Rows of each kind before and after a month, of all kinds together, and how many months either has.

    Plain numbers: there are thousands of pairs, and arithmetic on arrays of two costs ten times as much.
    """

    before: list[int]
    after: list[int]
    all_before: int
    all_after: int
    months: int


def _step(sides: _Sides, pair: tuple[int, int], cut: int) -> MovedKind | None:
    b, a = [sides.before[kind] for kind in pair], [sides.after[kind] for kind in pair]
    lose, gain = (0, 1) if b[0] / sum(b) > a[0] / sum(a) else (1, 0)
    # Everything may grow or shrink: what is expected after follows the kinds that are not looked at.
    rest_before, rest_after = sides.all_before - sum(b), sides.all_after - sum(a)
    scale = rest_after / rest_before if rest_before and rest_after else 1.0
    lost, gained = b[lose] * scale - a[lose], a[gain] - b[gain] * scale
    error = [sqrt(now + was * scale * scale) for was, now in zip(b, a, strict=True)]
    if lost < _LEAST_Z * error[lose] or gained < _LEAST_Z * error[gain]:
        return None
    if abs(lost - gained) > max(_UNEQUAL * max(lost, gained), _LEAST_Z * float(np.hypot(error[0], error[1]))):
        return None
    statistic = _ratio((b[lose], b[gain]), (a[lose], a[gain]))
    return MovedKind(pair[lose], pair[gain], cut, lost / sides.months, lost / (b[lose] * scale), statistic)


def _stands_still(counts: Counts, found: MovedKind, side: int) -> bool:
    """Say whether the loser's share of the two moves little within either side of the step."""
    pair, cut = counts[[found.loser, found.gainer]], found.month
    fall = _fall(pair, (cut - side, cut, cut + side), side)
    # From end to end: an odd month is left out in the middle.
    half = side // 2
    before = _fall(pair, (cut - side, cut - half, cut), half)
    after = _fall(pair, (cut, cut + side - half, cut + side), half)
    return max(abs(before), abs(after)) < 0.5 * fall


def _fall(pair: Counts, ends: tuple[int, int, int], width: int) -> float:
    """Return the fall of the first kind's share of two, from the first months to those up to the last."""
    first, middle, last = ends
    before = pair[:, first : first + width].sum(axis=1)
    after = pair[:, middle:last].sum(axis=1)
    return float(before[0] / max(before.sum(), 1) - after[0] / max(after.sum(), 1))


def _is_step_of_the_year(counts: Counts, found: MovedKind) -> bool:
    """Say whether both kinds step against the same months of the year before, by more than the others do."""
    cut = found.month
    width = min(_NEAR, cut - _SIDE, counts.shape[1] - cut)
    if width < _LEAST_NEAR:
        return False
    starts = (cut, cut - width, cut - _SIDE, cut - _SIDE - width)
    if starts[-1] < 0:
        return False
    sums = np.array([counts[:, start : start + width].sum(axis=1) for start in starts]) + 0.5
    rest = sums.sum(axis=1) - sums[:, found.loser] - sums[:, found.gainer]
    logs = np.log(sums) - np.log(rest)[:, None]
    step = (logs[0] - logs[2]) - (logs[1] - logs[3])
    z = step / np.sqrt((1 / sums).sum(axis=0) + (1 / rest).sum())
    fell, rose = -z[found.loser], z[found.gainer]
    return bool(min(fell, rose) >= _LEAST_STEP and fell + rose >= _LEAST_BOTH)


def _ratio(before: tuple[int, int], after: tuple[int, int]) -> float:
    """Return the likelihood ratio statistic of the first kind's share of two, before and after."""
    told = _fit(before[0], sum(before)) + _fit(after[0], sum(after))
    return 2 * (told - _fit(before[0] + after[0], sum(before) + sum(after)))


def _fit(x: int, n: int) -> float:
    return float(special.xlogy(x, x / n) + special.xlogy(n - x, 1 - x / n))
