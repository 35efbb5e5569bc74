"""Bunching: whether values pile up just inside a limit, beside what the values around it lead to expect."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from peelian.statistics.sign import Sign

Numbers = NDArray[np.float64]

_ROUNDS = 100
_FEWEST = 20
_CLOSE = 1e-10
_CURVE = 4


def check_bunching(
    counts: ArrayLike,
    *,
    first: int,
    under: int,
    near: int,
    cycle: int = 0,
    level: float,
    least: float,
) -> Sign | None:
    """Compare the bins just inside a limit with those just beyond it.

    The counts of the bins are fitted as Poisson. The logarithm of the expected count is a curve in the value
    x of the bin (x, its square, its logarithm and the square of that, which holds gamma and log-normal
    waiting times), with a factor for the bins just inside and another for those just beyond, so that neither
    bends the curve (a binned form of the tests of McCrary, Journal of Econometrics 142, 2008, and of
    Chetty and others, Quarterly Journal of Economics 126, 2011). The value is the first factor over the
    second: how many times as many lie just inside as just beyond, beside what the curve leads to expect.
    Its variance is widened by how badly the curve fits elsewhere (Pearson's X2 over its degrees of freedom,
    at least 1), and the deviate is one of Student's t. Fewer just inside than just beyond is no sign that
    values are worked on, however clear it is.

    Parameters
    ----------
    counts
        Values in each bin, bins in a row, shape (bins,).
    first
        Value of the first bin, from 1.
    under
        How many of the bins, from the first, lie inside the limit.
    near
        How many bins on either side of the limit are compared.
    cycle
        Length of a rhythm to allow for, 7 for days that come round by the week; 0 for none.
    level
        Level of the test.
    least
        Smallest share more that is a signal: 0.1 for a ratio above 1.1.

    Returns
    -------
    Sign or None
        None where there are too few bins to fit the curve, nothing lies just inside or just beyond, or fewer
        than 20 lie there together.
    """
    n = np.asarray(counts, dtype=np.float64)
    inside, beyond = slice(under - near, under), slice(under, under + near)
    columns = 1 + _CURVE + 2 + max(cycle - 1, 0)
    if under - near < _CURVE or len(n) - under - near < _CURVE or len(n) < columns + 4:
        return None
    both = n[inside].sum(), n[beyond].sum()
    if not (min(both) > 0 and sum(both) >= _FEWEST):
        return None
    design = _design(first + np.arange(len(n)), inside, beyond, cycle)
    fitted = _fit(n, design)
    if fitted is None:
        return None
    beta, expected = fitted
    freedom = len(n) - columns
    factor = max(1.0, float(((n - expected) ** 2 / expected).sum()) / freedom)
    cover = np.linalg.inv(design.T @ (design * expected[:, None])) * factor
    size = float(beta[-2] - beta[-1])
    error = math.sqrt(float(cover[-2, -2] + cover[-1, -1] - 2 * cover[-2, -1]))
    half = float(special.stdtrit(freedom, 0.975)) * error
    edge = max(float(special.stdtrit(freedom, 1 - level / 2)) * error, math.log1p(least))
    p = 2 * float(special.stdtr(freedom, -abs(size) / error))
    return Sign(math.exp(size), math.exp(size - half), math.exp(size + half), p, 0.0, math.exp(edge))


def _design(values: NDArray[np.int64], inside: slice, beyond: slice, cycle: int) -> Numbers:
    x, log = values / values.max(), np.log(values)
    curve = np.column_stack([np.ones(len(x)), x, x**2, log, log**2])
    rhythm = [(values % cycle == part).astype(np.float64) for part in range(1, cycle)] if cycle > 1 else []
    # Powers and logarithms of neighbouring values are nearly the same: orthogonal columns are not.
    columns = [*np.linalg.qr(curve)[0].T, *rhythm]
    for stretch in (inside, beyond):
        flag = np.zeros(len(x))
        flag[stretch] = 1.0
        columns.append(flag)
    return np.column_stack(columns)


def _fit(counts: Numbers, design: Numbers) -> tuple[Numbers, Numbers] | None:
    """Fit a Poisson model with a log link by reweighted least squares; None where it does not settle."""
    expected: Numbers = counts + 0.5
    line: Numbers = np.log(expected)
    beta: Numbers = np.zeros(design.shape[1], dtype=np.float64)
    for _ in range(_ROUNDS):
        target = line + (counts - expected) / expected
        weighted = design * expected[:, None]
        try:
            fresh: Numbers = np.asarray(np.linalg.solve(design.T @ weighted, weighted.T @ target))
        except np.linalg.LinAlgError:
            return None
        moved = float(np.abs(fresh - beta).max())
        beta = fresh
        line = np.asarray(np.clip(design @ beta, -30, 30), dtype=np.float64)
        expected = np.exp(line)
        if moved < _CLOSE:
            return beta, expected
    return None
