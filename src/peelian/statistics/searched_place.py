"""Looking for the place in a series where something sets in, and what chance alone would have found."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

_FEW_DRAWS = 400
_TIES = (0.0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9)


@dataclass(frozen=True, slots=True)
class PlaceSearch:
    """Terms that may set in at several places of a series, apart from what is always there.

    Parameters
    ----------
    root
        Square root of the weight of each time, shape (times,): in series multiplied by it times vary equally.
    basis
        Orthonormal columns of what is always there, shape (times, q).
    unit
        What is left of each term without the basis, as unit vectors, shape (terms, times).
    length
        Their lengths before, shape (terms,).
    kept
        Which of the terms asked about these are: those that follow from the basis are dropped.
    freedom
        Degrees of freedom beside one term.
    """

    root: Numbers
    basis: Numbers
    unit: Numbers
    length: Numbers
    kept: NDArray[np.int64]
    freedom: int

    def left_of(self, series: Numbers) -> Numbers:
        """Return what the basis leaves over of weighted series, shape as given."""
        left: Numbers = series - (series @ self.basis) @ self.basis.T
        return left

    def statistics(self, left: Numbers) -> tuple[Numbers, Numbers]:
        """Return the F statistic of each term in each series left over, and how far the series lies along it.

        Parameters
        ----------
        left
            Shape (series, times).

        Returns
        -------
        Two arrays of shape (series, terms).
        """
        along = left @ self.unit.T
        rest = (left**2).sum(axis=1, keepdims=True) - along**2
        with np.errstate(divide="ignore", invalid="ignore"):
            return along**2 / (rest / self.freedom), along


def place_search(root: Numbers, always: Numbers, *, terms: Numbers) -> PlaceSearch:
    """Return a search for one of several terms.

    Parameters
    ----------
    root
        Square root of the weight of each time, shape (times,).
    always
        Columns of what is always there, unweighted, shape (times, q).
    terms
        Terms, unweighted, shape (terms, times).
    """
    basis = np.linalg.qr(always * root[:, None])[0]
    raw = terms * root
    left = raw - (raw @ basis) @ basis.T
    length = np.sqrt((left**2).sum(axis=1))
    kept = length > 1e-9
    return PlaceSearch(
        root,
        basis,
        left[kept] / length[kept, None],
        length[kept],
        np.flatnonzero(kept),
        len(root) - always.shape[1] - 1,
    )


def tied_noise(search: PlaceSearch, left: Numbers, *, draws: int, seed: int) -> Numbers:
    """Return series without any term that wander as one does, basis taken out, shape (draws, times).

    Each time is tied to the one before (a first-order autoregression) as closely as in the series once the
    best term is taken out of it, so that a series that wanders is not taken for one in which something set
    in. The tie is the one under which drawn series show, on average, what this one shows.

    Parameters
    ----------
    search
        The search.
    left
        What the basis leaves over of the weighted series, shape (times,).
    draws, seed
        How many series, and the seed of their random numbers.
    """
    noise = np.random.default_rng(seed).standard_normal((draws, len(left)))
    own = float(_neighbours(search, left[None])[0])
    seen = [
        float(_neighbours(search, search.left_of(_tied(noise[:_FEW_DRAWS], tie))).mean()) for tie in _TIES
    ]
    return search.left_of(_tied(noise, float(np.interp(own, seen, _TIES))))


def _tied(noise: Numbers, tie: float) -> Numbers:
    made = noise.copy()
    for time in range(1, noise.shape[1]):
        made[:, time] = tie * made[:, time - 1] + math.sqrt(1 - tie**2) * noise[:, time]
    return made


def _neighbours(search: PlaceSearch, left: Numbers) -> Numbers:
    """Return how each time goes with the next once the best term is taken out, shape (series,)."""
    f, along = search.statistics(left)
    best = np.argmax(f, axis=1)
    rest = left - np.take_along_axis(along, best[:, None], axis=1) * search.unit[best]
    tied: Numbers = (rest[:, 1:] * rest[:, :-1]).sum(axis=1) / np.maximum((rest**2).sum(axis=1), 1e-300)
    return tied
