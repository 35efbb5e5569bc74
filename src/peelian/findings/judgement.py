"""Words for a change, computed from its interval and never from its sign alone."""

from __future__ import annotations

from typing import get_args

import numpy as np
from numpy.typing import NDArray

from peelian.findings.finding import Judgement

JUDGEMENTS: tuple[Judgement, ...] = get_args(Judgement)
"""The words, in the order in which `judge_all` numbers them."""


def judge(lower: float | None, upper: float | None, *, comparable: bool = True) -> Judgement:
    """Return the word for a change.

    Parameters
    ----------
    lower, upper
        Ends of the interval of the change, 0 meaning no change.
    comparable
        False when a break lies between the two periods.
    """
    if not comparable or lower is None or upper is None:
        return "not comparable"
    if lower > 0:
        return "rise"
    if upper < 0:
        return "fall"
    return "no clear change"


def judge_all(
    lower: NDArray[np.float64], upper: NDArray[np.float64], comparable: NDArray[np.bool_]
) -> NDArray[np.int32]:
    """Return the place in `JUDGEMENTS` of the word for each change; what `judge` says, for arrays.

    Parameters
    ----------
    lower, upper, comparable
        As for `judge`, arrays of one shape. An end that is not a number counts as missing; one may be
        infinite.
    """
    known = comparable & ~np.isnan(lower) & ~np.isnan(upper)
    words = np.where(lower > 0, 0, np.where(upper < 0, 1, 2))
    return np.where(known, words, 3).astype(np.int32)
