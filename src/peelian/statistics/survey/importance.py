"""How much of what is explained each of several columns that go together accounts for."""

from __future__ import annotations

from collections.abc import Callable
from math import comb
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]

MOST_EXACT = 16
"""Most columns for which every order of entry is gone through; above it Johnson's weights are used."""

Way = Literal["auto", "shapley", "johnson"]

_NOTHING_NEW = 1e-10


def importance_shares(correlations: Values, *, way: Way = "auto") -> Values:
    """Return what each column adds to R2, averaged over all orders in which columns can enter.

    For up to `MOST_EXACT` columns these are the shares of Lindeman, Merenda and Gold (Introduction to
    Bivariate and Multivariate Analysis, 1980), which are Shapley values: R's ``relaimpo::calc.relimp(type =
    "lmg")``. R2 of all 2^k sets of columns comes from eliminating one column after another from all sets at
    once, so it costs little more than one number a set. Above, Johnson's relative weights take their place
    (Multivariate Behavioral Research 35, 2000). Both add up to R2. A column that follows from others adds
    nothing once they are in, and shares with them what they add.

    Parameters
    ----------
    correlations
        Correlations of k columns and, last, of the outcome, shape (..., k + 1, k + 1).
    way
        `shapley`, `johnson`, or `auto`: the first for up to `MOST_EXACT` columns and the second above.

    Returns
    -------
    ndarray
        Parts of R2, as fractions of the outcome's variance, shape (..., k).
    """
    columns = correlations.shape[-1] - 1
    if way == "johnson" or (way == "auto" and columns > MOST_EXACT):
        return _johnson(correlations)
    flat = correlations.reshape(-1, columns + 1, columns + 1)
    # A chunk keeps the 2^k sets of many resampled samples within some 60 MB.
    size = max(1, 2**20 >> columns)
    parts = [_shapley(_explained(flat[at : at + size])) for at in range(0, len(flat), size)]
    return np.concatenate(parts).reshape(*correlations.shape[:-2], columns)


def weighted_correlations(columns: Values, weights: Values) -> Values:
    """Return the correlations of columns for one or many sets of weights.

    Parameters
    ----------
    columns
        Shape (n, m), all known.
    weights
        Shape (n,) or (runs, n).

    Returns
    -------
    ndarray
        Shape (m, m) or (runs, m, m); not a number beside a column that does not vary.
    """
    return correlator(columns)(weights)


def correlator(columns: Values) -> Callable[[Values], Values]:
    """Return `weighted_correlations` of some columns, to be asked for one set of weights after another.

    Parameters
    ----------
    columns
        Shape (n, m), all known.
    """
    centred = columns - columns.mean(axis=0)
    scale = np.sqrt((centred**2).mean(axis=0))
    scaled = centred / np.where(scale > 0, scale, 1.0)
    rows, place = np.triu_indices(scaled.shape[1])
    pairs = scaled[:, rows] * scaled[:, place]

    def correlate(weights: Values) -> Values:
        many = np.atleast_2d(weights)
        whole = many.sum(axis=1, keepdims=True)
        products = many @ pairs / whole
        means = many @ scaled / whole
        both = np.empty((len(many), scaled.shape[1], scaled.shape[1]))
        both[:, rows, place] = products
        both[:, place, rows] = products
        spread = both - means[:, :, None] * means[:, None, :]
        error = np.sqrt(np.maximum(np.diagonal(spread, axis1=1, axis2=2), 0.0))
        error = np.where(error > 1e-12, error, np.nan)
        found: Values = spread / (error[:, :, None] * error[:, None, :])
        return found[0] if weights.ndim == 1 else found

    return correlate


def _explained(correlations: Values) -> Values:
    """Return R2 of every set of columns, shape (runs, 2^k); the first column is the highest bit of the set.

    Each step takes the first remaining column of each set: left out, its row and column are dropped; let in,
    what it explains is taken from all others (a Schur complement). What is left at the end is the
    outcome's variance that the set does not explain.
    """
    sets = correlations[:, None]
    for _ in range(correlations.shape[-1] - 1):
        pivot, row, rest = sets[..., 0, 0], sets[..., 0, 1:], sets[..., 1:, 1:]
        known = pivot > _NOTHING_NEW
        factor = np.where(known, 1 / np.where(known, pivot, 1.0), 0.0)
        inside = rest - row[..., :, None] * (row * factor[..., None])[..., None, :]
        sets = np.stack([rest, inside], axis=2).reshape(len(sets), -1, *rest.shape[-2:])
    return 1.0 - sets[..., 0, 0]


def _shapley(explained: Values) -> Values:
    runs, sets = explained.shape
    columns = sets.bit_length() - 1
    others = np.array([bin(number).count("1") for number in range(sets // 2)])
    chance = np.array([1 / (columns * comb(columns - 1, size)) for size in range(columns)])[others]
    parts = np.empty((runs, columns))
    for column in range(columns):
        split = explained.reshape(runs, 2**column, 2, -1)
        added = (split[:, :, 1] - split[:, :, 0]).reshape(runs, -1)
        parts[:, column] = added @ chance
    return parts


def _johnson(correlations: Values) -> Values:
    own, outcome = correlations[..., :-1, :-1], correlations[..., :-1, -1]
    known = np.asarray(np.isfinite(own).all(axis=(-2, -1)) & np.isfinite(outcome).all(axis=-1))
    safe = np.where(known[..., None, None], own, np.eye(own.shape[-1]))
    values, vectors = np.linalg.eigh(safe)
    root = np.sqrt(np.maximum(values, 0.0))
    loadings = (vectors * root[..., None, :]) @ np.swapaxes(vectors, -1, -2)
    inverse = np.where(root > np.sqrt(_NOTHING_NEW), 1 / np.where(root > 0, root, 1.0), 0.0)
    across = (vectors * inverse[..., None, :]) @ np.swapaxes(vectors, -1, -2)
    slopes = np.where(known[..., None], (across @ outcome[..., None])[..., 0], np.nan)
    found: Values = (loadings**2 @ slopes[..., None] ** 2)[..., 0]
    return found
