"""Shares of answers: each category, a net score, and questions where several answers may be ticked."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from peelian.statistics.survey.estimator import known_rows
from peelian.statistics.survey.ratios import Ratios, mean_of

Values = NDArray[np.float64]


def share_of(codes: ArrayLike, categories: int, *, inside: ArrayLike | None = None) -> Ratios:
    """Return the share of each category among the rows that answered (R's `svymean(~factor, na.rm = TRUE)`).

    Parameters
    ----------
    codes
        Number of the category from 0, below 0 where missing, shape (n,).
    categories
        How many categories there are; one that nobody chose has a share of 0.
    inside
        Rows of the part, shape (n,); left out, all.

    Raises
    ------
    ValueError
        If a code is not below `categories`.
    """
    code = np.asarray(codes, dtype=np.int64)
    if code.size and code.max() >= categories:
        raise ValueError(f"codes must be below {categories}; found {code.max()}")
    chosen = (code[:, None] == np.arange(categories)).astype(np.float64)
    return mean_of(np.where(code[:, None] < 0, np.nan, chosen), inside=inside)


def net_of(
    codes: ArrayLike,
    positive: Collection[int],
    *,
    negative: Collection[int],
    inside: ArrayLike | None = None,
) -> Ratios:
    """Return the net score: the share of positive answers less that of negative ones, of all who answered.

    Parameters
    ----------
    codes
        Number of the answer, below 0 where missing, shape (n,).
    positive, negative
        Codes that count for and against; all other answers count as 0 and stay in the base.
    inside
        Rows of the part, shape (n,); left out, all.

    Raises
    ------
    ValueError
        If a code counts for and against.
    """
    both = set(positive) & set(negative)
    if both:
        raise ValueError(f"a code may count for or against; found both for {sorted(both)}")
    code = np.asarray(codes, dtype=np.int64)
    score = np.isin(code, list(positive)).astype(np.float64) - np.isin(code, list(negative))
    return mean_of(np.where(code < 0, np.nan, score), inside=inside)


def ticked_of(
    ticked: ArrayLike, *, per: Literal["people", "ticks"] = "people", inside: ArrayLike | None = None
) -> Ratios:
    """Return, for a question where several answers may be ticked, the share of each.

    Per people the base is all who were asked and shares may add up to more than 1; per ticks the base is
    all ticks and they add up to 1. Both know that ticks of one person go together.

    Parameters
    ----------
    ticked
        1 where ticked, 0 where not, not a number where the question was not asked, shape (n, k).
    per
        What shares are of.
    inside
        Rows of the part, shape (n,); left out, all.

    Raises
    ------
    ValueError
        If something other than 0, 1 or missing is found.
    """
    given = np.asarray(ticked, dtype=np.float64)
    if not np.all((given == 0) | (given == 1) | np.isnan(given)):
        raise ValueError("ticks must be 0, 1 or missing")
    if per == "people":
        return mean_of(given, inside=inside)
    known = known_rows(given, inside)[:, None]
    kept: Values = np.where(known, given, 0.0)
    return Ratios(kept, kept.sum(axis=1, keepdims=True), known, np.zeros(given.shape[1], dtype=np.int64))
