"""False discovery: when many comparisons are judged at once, how many of those called changes are not."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]


def adjust_for_false_discovery(p: ArrayLike, families: ArrayLike | None = None) -> Numbers:
    """Return p values adjusted for all comparisons of a family that are judged at once.

    Calling a change wherever the adjusted value is at most 0.05 holds the expected share of wrong calls
    among all calls at 5 % or less, when the comparisons are independent or positively dependent (Benjamini
    and Hochberg, Journal of the Royal Statistical Society B 57, 1995; Benjamini and Yekutieli, Annals of
    Statistics 29, 2001). Within a family of m tested comparisons the adjusted value of the i-th smallest p is
    the least of m p(j) / j over j from i on: R's ``p.adjust(p, method = "BH")``.

    Parameters
    ----------
    p
        P values between 0 and 1, shape (n,); not a number where nothing was tested.
    families
        A number for each comparison, shape (n,): those with equal numbers are judged at once. Without it all
        are one family.

    Returns
    -------
    ndarray
        Adjusted p values, shape (n,), not a number where `p` is none. What was not tested is not counted
        among those judged.

    Raises
    ------
    ValueError
        If a p value is outside 0 to 1, or the shapes differ.
    """
    given = np.asarray(p, dtype=np.float64)
    family = np.zeros(given.shape, dtype=np.int64) if families is None else np.asarray(families)
    _refuse_wrong(given, family)
    adjusted = np.full(given.shape, np.nan)
    tested = np.flatnonzero(~np.isnan(given))
    if not tested.size:
        return adjusted
    order = tested[np.lexsort((given[tested], family[tested]))]
    place, size = _places(family[order])
    raw = given[order] * size / place
    adjusted[order] = np.minimum(1.0, _least_from_here_on(raw, np.cumsum(place == 1)))
    return adjusted


def _places(families: NDArray[np.generic]) -> tuple[Numbers, Numbers]:
    """Return the place of each member within its family, from 1, and the family's size; families adjoin."""
    starts = np.flatnonzero(np.r_[True, families[1:] != families[:-1]])
    sizes = np.diff(np.r_[starts, families.size])
    place = (np.arange(families.size) - np.repeat(starts, sizes) + 1).astype(np.float64)
    return place, np.repeat(sizes, sizes).astype(np.float64)


def _least_from_here_on(values: Numbers, families: NDArray[np.intp]) -> Numbers:
    """Return the running minimum from the end of each family, without adding anything to the values.

    Values are replaced by their ranks and ranks of later families put above those of earlier ones, so that
    one running minimum over whole numbers starts anew in each family and nothing is rounded.
    """
    ascending = np.argsort(values, kind="stable")
    ranks = np.empty(values.size, dtype=np.int64)
    ranks[ascending] = np.arange(values.size)
    keys = families.astype(np.int64) * values.size + ranks
    least = np.minimum.accumulate(keys[::-1])[::-1]
    found: Numbers = values[ascending[least % values.size]]
    return found


def _refuse_wrong(p: Numbers, families: NDArray[np.generic]) -> None:
    if p.ndim != 1 or families.shape != p.shape:
        raise ValueError(
            f"one p value and one family number a comparison are needed, not {p.shape} and {families.shape}"
        )
    wrong = p[(p < 0) | (p > 1)]
    if wrong.size:
        raise ValueError(f"p values between 0 and 1 are needed, not {wrong[0]:g}")
