"""Indices of places: how an area stands to all areas together, variable by variable and as a whole."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from peelian.statistics.ranks import rank_areas

Numbers = NDArray[np.float64]

_TENTHS = 10


@dataclass(frozen=True, slots=True)
class PlaceIndices:
    """Indices of areas, 100 being all areas together.

    Parameters
    ----------
    rate
        What is above the line over what is below it, shape (areas, variables); not a number where unknown.
    reference
        The same for all areas together, shape (variables,).
    index
        The index of each variable, shape (areas, variables).
    composite
        The weighted mean of the indices, shape (areas,); not a number where any of them is not known.
    without
        The weighted mean with one variable left out, shape (areas, variables); not a number where the
        composite is not, so that the areas compared are the same ones.
    weight
        The weights, adding up to 1, shape (variables,).
    """

    rate: Numbers
    reference: Numbers
    index: Numbers
    composite: Numbers
    without: Numbers
    weight: Numbers


def index_places(
    above: ArrayLike, below: ArrayLike, *, inverted: ArrayLike, weights: ArrayLike
) -> PlaceIndices:
    """Set the rates of areas against that of all of them together, and take the mean of several variables.

    The index of a variable is the area's rate over the rate of all measured areas together, times 100; for
    an inverted variable, of which less is worse, the other way round. The composite is their weighted mean.
    The six variables and the steps are those of the Vulnerable Localities Index (Chainey, UCL Jill Dando
    Institute, 2008); that each index is area rate over reference rate times 100 and the composite a plain
    mean is our reading of it. An area that lacks a variable has no composite: a mean over fewer variables
    would be another index.

    Parameters
    ----------
    above, below
        What is above and below the line of each rate, shape (areas, variables), 0 or more; not a number where
        unknown. For a level such as a score, give score times residents above, and residents below.
    inverted
        True for a variable of which less is worse, shape (variables,).
    weights
        Above 0, shape (variables,).

    Raises
    ------
    ValueError
        If shapes differ, a number is negative or a weight is not above 0.
    """
    over, under, turned, weight = _checked(above, below, inverted, weights)
    known = ~np.isnan(over) & (np.nan_to_num(under) > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = np.where(known, over / under, np.nan)
        reference = np.where(known, over, 0.0).sum(axis=0) / np.where(known, under, 0.0).sum(axis=0)
        index = 100 * np.where(turned, reference / rate, rate / reference)
    index = np.where(np.isfinite(index), index, np.nan)
    weight = weight / weight.sum()
    composite = index @ weight
    rest = 1 - weight
    with np.errstate(divide="ignore", invalid="ignore"):
        without = np.where(rest > 0, (composite[:, None] - index * weight) / rest, np.nan)
    return PlaceIndices(rate, reference, index, composite, without, weight)


def tenths_of(values: ArrayLike) -> NDArray[np.int64]:
    """Return the tenth that each value lies in, 1 for the highest, shape (n,); 0 for one that is unknown.

    Areas are ranked from the highest, equal values sharing the better rank, and each tenth holds as many as
    the others or one fewer: 63 of 630, and 68 or 67 of 679.

    Parameters
    ----------
    values
        Shape (n,); not a number where unknown.
    """
    ranked = rank_areas(np.asarray(values, dtype=np.float64)[None, :])
    rank, many = ranked.rank[0], int(ranked.of[0])
    if not many:
        return np.zeros(len(rank), dtype=np.int64)
    tenth = np.floor((np.nan_to_num(rank, nan=1.0) - 1) * _TENTHS / many).astype(np.int64) + 1
    return np.where(np.isnan(rank), 0, tenth)


def _checked(
    above: ArrayLike, below: ArrayLike, inverted: ArrayLike, weights: ArrayLike
) -> tuple[Numbers, Numbers, NDArray[np.bool_], Numbers]:
    over, under = np.asarray(above, dtype=np.float64), np.asarray(below, dtype=np.float64)
    turned, weight = np.asarray(inverted, dtype=np.bool_), np.asarray(weights, dtype=np.float64)
    if over.ndim != 2 or over.shape != under.shape or {turned.shape, weight.shape} != {over.shape[1:]}:
        raise ValueError(f"arrays of (areas, variables) are needed, not {over.shape} and {under.shape}")
    if not (weight > 0).all():
        raise ValueError(f"weights above 0 are needed, not {weight.min():g}")
    if (over < 0).any() or (under < 0).any():
        raise ValueError("rates of 0 or more are needed: what is above or below a line was negative")
    return over, under, turned, weight
