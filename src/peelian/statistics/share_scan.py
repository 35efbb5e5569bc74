"""Scanning series of shares for stretches of months in which one of them moved, and the others did not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import special

Counts = NDArray[np.int64]
Numbers = NDArray[np.float64]

_MOST = 6
_LEAST_OUTSIDE = 30
_AT_ONCE = 100_000
"""Stretches, of all series, that are looked at together."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of months in which the share of one series differs from its own other months.

    Parameters
    ----------
    series, first, last
        Row of the series, and first and last month, all counted from 0.
    with_it, every
        Counts inside the stretch.
    usual
        Share of the same series in its other months.
    expected
        Share to expect in the stretch: the usual one, moved as the other series moved.
    statistic
        Likelihood ratio statistic of the stretch against the other months of the series.
    """

    series: int
    first: int
    last: int
    with_it: int
    every: int
    usual: float
    expected: float
    statistic: float


def scan_shares(
    with_it: Counts, every: Counts, *, least_move: float = 0.10, chance: float = 0.001, tests: int = 1
) -> list[Stretch]:
    """Find the stretches in which a share moved by more than chance, and by more than the others moved.

    Every stretch of months of a series is compared with the rest of the same series by the likelihood ratio
    of two binomial shares, as in the temporal scan statistic (Kulldorff, 1997, "A spatial scan statistic",
    Communications in Statistics 26: 1481-1496), and with what the other series lead one to expect, by the
    likelihood ratio and by the difference over its standard error. All must be significant over all
    stretches looked at (Bonferroni), and the move at least `least_move` against both. The strongest stretch
    of a series is told, its months are taken out, and the rest is looked at again, so that the months around
    a stretch are not told as its opposite.

    Parameters
    ----------
    with_it, every
        Rows with the attribute, and all rows; shape (series, months).
    least_move
        Smallest move told, as a share.
    chance
        Chance of any false stretch, over all series and `tests`.
    tests
        How many tables like this one are looked at together.

    Returns
    -------
    Stretches, by series and month.
    """
    series, months = every.shape
    limit = float(special.chdtri(1, chance / max(series * months * (months + 1) / 2 * tests, 1)))
    others = with_it.sum(axis=0) - with_it, every.sum(axis=0) - every
    at_once = max(1, _AT_ONCE // max(months * (months + 1) // 2, 1))
    found: list[Stretch] = []
    for start in range(0, series, at_once):
        rows = np.arange(start, min(start + at_once, series))
        x, n = with_it.copy(), every.copy()
        for _ in range(_MOST):
            told = _strongest(x, n, others, rows=rows, least_move=least_move, limit=limit)
            if not told:
                break
            found += told
            for each in told:
                inside = slice(each.first, each.last + 1)
                x[each.series, inside], n[each.series, inside] = 0, 0
            rows = np.array([each.series for each in told])
    return sorted(found, key=lambda each: (each.series, each.first))


def _strongest(
    x: Counts,
    n: Counts,
    others: tuple[Counts, Counts],
    *,
    rows: NDArray[np.intp],
    least_move: float,
    limit: float,
) -> list[Stretch]:
    """Return the strongest stretch of each of some series, where its weakest statistic reaches a limit."""
    alone = len(n) == 1
    x, n = x[rows], n[rows]
    first, last = _stretches(n.shape[1])
    x_in, n_in = _sums(x, first, last), _sums(n, first, last)
    x_out, n_out = x.sum(axis=1, keepdims=True) - x_in, n.sum(axis=1, keepdims=True) - n_in
    looked = (n_in > 0) & (n_out >= _LEAST_OUTSIDE) & (n[:, first] > 0) & (n[:, last] > 0)
    looked &= np.abs(x_in / np.maximum(n_in, 1) - x_out / np.maximum(n_out, 1)) >= least_move
    if not looked.any():
        return []
    # Few stretches move enough to be looked at more closely.
    x_in, n_in, x_out, n_out = x_in[looked], n_in[looked], x_out[looked], n_out[looked]
    share, usual = x_in / n_in, x_out / n_out
    expected, error = usual, _variance(x_out, n_out)
    if not alone:
        y, m = (each[rows] for each in others)
        y_in, m_in = _sums(y, first, last), _sums(m, first, last)
        y_out, m_out = y.sum(axis=1, keepdims=True) - y_in, m.sum(axis=1, keepdims=True) - m_in
        y_in, m_in, y_out, m_out = y_in[looked], m_in[looked], y_out[looked], m_out[looked]
        expected = usual + y_in / np.maximum(m_in, 1) - y_out / np.maximum(m_out, 1)
        error = error + _variance(y_in, m_in) + _variance(y_out, m_out)
    # A share never seen may still occur: half a row of those inside is left for it.
    edge = 0.5 / n_in
    expected = np.clip(expected, np.minimum(edge, 0.01), 1 - np.minimum(edge, 0.01))
    move, beyond = share - usual, share - expected
    error = error + np.maximum(expected * (1 - expected), share * (1 - share)) / n_in
    own = _two_shares(x_in, n_in, x_out, n_out)
    weakest = np.minimum.reduce([own, _one_share(x_in, n_in, expected), beyond**2 / error])
    told = (np.abs(beyond) >= least_move) & (move * beyond > 0)
    return [
        Stretch(
            int(rows[row]),
            int(first[stretch]),
            int(last[stretch]),
            int(x_in[at]),
            int(n_in[at]),
            float(usual[at]),
            float(expected[at]),
            float(own[at]),
        )
        for row, stretch, at in _largest(np.where(told, weakest, -1.0), looked)
        if told[at] and weakest[at] >= limit
    ]


def _largest(values: Numbers, where: NDArray[np.bool_]) -> Iterator[tuple[int, int, int]]:
    """Yield the row, the column and the place of each row's largest value, given those where it is true."""
    table = np.full(where.shape, -np.inf)
    table[where] = values
    place = np.cumsum(where).reshape(where.shape) - 1
    for row in np.flatnonzero(where.any(axis=1)).tolist():
        column = int(np.argmax(table[row]))
        yield row, column, int(place[row, column])


@lru_cache(maxsize=4)
def _stretches(months: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the first and the last month of every stretch of so many months."""
    first, last = np.triu_indices(months)
    for ends in (first, last):
        ends.flags.writeable = False
    return first, last


def _sums(values: Counts, first: NDArray[np.intp], last: NDArray[np.intp]) -> Counts:
    running = np.zeros((len(values), values.shape[1] + 1), dtype=np.int64)
    np.cumsum(values, axis=1, out=running[:, 1:])
    summed: Counts = running[:, last + 1] - running[:, first]
    return summed


def _variance(x: Counts, n: Counts) -> Numbers:
    """Return the variance of a share, with half a row of each sort added so that it is never 0."""
    spread: Numbers = (x + 0.5) * (n - x + 0.5) / (n + 1.0) ** 3
    return spread


def _two_shares(x: Counts, n: Counts, other_x: Counts, other_n: Counts) -> Numbers:
    """Return the likelihood ratio statistic (chi-squared, 1 degree) of two binomial shares being one."""
    together = (x + other_x) / np.maximum(n + other_n, 1)
    own = _log_likelihood(x, n, x / np.maximum(n, 1))
    own = own + _log_likelihood(other_x, other_n, other_x / np.maximum(other_n, 1))
    same = _log_likelihood(x, n, together) + _log_likelihood(other_x, other_n, together)
    return np.maximum(2 * (own - same), 0.0)


def _one_share(x: Counts, n: Counts, expected: Numbers) -> Numbers:
    """Return the likelihood ratio statistic (chi-squared, 1 degree) of a share being the one expected."""
    own = _log_likelihood(x, n, x / np.maximum(n, 1))
    return np.maximum(2 * (own - _log_likelihood(x, n, expected)), 0.0)


def _log_likelihood(x: Counts, n: Counts, share: Numbers) -> Numbers:
    return np.asarray(special.xlogy(x, share) + special.xlogy(n - x, 1 - share), dtype=np.float64)
