"""How many of several elements of a service were there, when not all of them apply to everyone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ElementCount:
    """Elements of each of n people.

    Parameters
    ----------
    present
        Elements that were there, shape (n,).
    applicable
        Elements that apply and are known: those there and those not, shape (n,).
    unknown
        Elements that apply, but whether they were there is not known, shape (n,).
    scaled
        Elements present as if all k applied, k x present / applicable, to the nearest whole number (a half
        goes up); not a number where the rule leaves the person out. Shape (n,).
    """

    present: NDArray[np.int64]
    applicable: NDArray[np.int64]
    unknown: NDArray[np.int64]
    scaled: Values


def count_elements(
    there: ArrayLike, applies: ArrayLike, *, least_applicable: int, most_unknown: int = 0
) -> ElementCount:
    """Count elements so that one that does not apply is never counted as one that was not there.

    Someone to whom five of seven elements apply, all of them there, was served as fully as someone with seven
    of seven, and someone with five of seven was not. So the count is of those that apply, scaled up to all.
    Too few that apply say too little to be scaled, and what is not known is not "no": such people are left
    out, not counted low.

    Parameters
    ----------
    there
        1 where an element was there, 0 where not, not a number where not known, shape (n, k).
    applies
        False where an element does not apply, shape (n, k).
    least_applicable
        Fewest elements that must apply and be known, from 1 to k.
    most_unknown
        Most elements that may be unknown; those are left out like those that do not apply.

    Raises
    ------
    ValueError
        If shapes differ, a value is not 0 or 1, or `least_applicable` is outside 1 to k.
    """
    values, relevant = np.asarray(there, dtype=np.float64), np.asarray(applies, dtype=bool)
    if values.ndim != 2 or values.shape != relevant.shape:
        raise ValueError(f"one column an element is needed; found {values.shape} and {relevant.shape}")
    k = values.shape[1]
    if not 1 <= least_applicable <= k:
        raise ValueError(f"from 1 to {k} elements must apply at least, not {least_applicable}")
    known = relevant & ~np.isnan(values)
    if not np.isin(values[known], (0.0, 1.0)).all():
        raise ValueError("elements are 1, 0 or not known")
    present = np.where(known, values, 0.0).sum(axis=1).astype(np.int64)
    applicable = known.sum(axis=1).astype(np.int64)
    unknown = (relevant & np.isnan(values)).sum(axis=1).astype(np.int64)
    kept = (applicable >= least_applicable) & (unknown <= most_unknown)
    # Whole numbers throughout, so that a half is a half: floor((2 k present + applicable) / (2 applicable)).
    whole = (2 * k * present + applicable) // (2 * np.maximum(applicable, 1))
    return ElementCount(present, applicable, unknown, np.where(kept, whole.astype(np.float64), np.nan))
