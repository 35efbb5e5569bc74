"""Similar areas: how far areas lie apart in what describes them, and which are nearest to each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Peers:
    """The areas most like each of n areas.

    Parameters
    ----------
    nearest
        Rows of the nearest areas, the nearest first, shape (n, k).
    distance
        How far away they are, shape (n, k), in standard deviations: the root of the mean squared difference
        over the characteristics.
    """

    nearest: NDArray[np.int64]
    distance: Numbers


def find_peers(characteristics: ArrayLike, *, peers: int, weights: ArrayLike | None = None) -> Peers:
    """Find the areas most like each area.

    Every characteristic is put on one scale: less its mean, over its standard deviation (n - 1) among the
    areas. The distance of two areas is the root of the weighted mean of their squared differences, which is
    the Euclidean distance of standardised values over the root of the number of characteristics. Ranking
    areas by closeness on standardised characteristics is how groups of most similar police forces and
    partnerships were made for England and Wales (Leigh, Arnott, Clarke and See, Home Office Briefing Note
    3/00, 2000). Each area gets a group of its own: that one area is among the nearest of another does not
    make it the other way round. Of areas equally far away the one that comes first is taken, so that the same
    areas in the same order always give the same groups. A characteristic in which all areas are equal makes
    no difference.

    Parameters
    ----------
    characteristics
        Shape (areas, characteristics), all of them numbers.
    peers
        How many of the others each area is given, at least 1 and fewer than there are areas.
    weights
        Above 0, shape (characteristics,); equal without them.

    Raises
    ------
    ValueError
        If something is not a number, or there are too few areas for the peers asked for.
    """
    x = np.asarray(characteristics, dtype=np.float64)
    if x.ndim != 2 or not x.shape[1] or not np.isfinite(x).all():
        raise ValueError(f"numbers of shape (areas, characteristics) are needed, not {x.shape}")
    if not 1 <= peers < len(x):
        raise ValueError(f"{peers} peers need at least {peers + 1} areas, and there are {len(x)}")
    weight = np.ones(x.shape[1]) if weights is None else np.asarray(weights, dtype=np.float64)
    spread = x.std(axis=0, ddof=1)
    standard = np.where(spread > 0, (x - x.mean(axis=0)) / np.where(spread > 0, spread, 1.0), 0.0)
    squared = (standard[:, None, :] - standard[None, :, :]) ** 2
    apart = np.sqrt((squared * (weight / weight.sum())).sum(axis=2))
    others = apart.copy()
    np.fill_diagonal(others, np.inf)
    # Rounding would part areas that lie equally far away; a stable sort then keeps the order of the areas.
    nearest = np.argsort(np.round(others, 12), axis=1, kind="stable")[:, :peers]
    return Peers(nearest.astype(np.int64), np.take_along_axis(apart, nearest, axis=1))
