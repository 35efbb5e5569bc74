"""Separation: columns that tell yes from no without fail, so that no finite odds ratio fits best."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]

_NOTHING = 1e-7


def separated_columns(yes: Values, columns: Values) -> tuple[int, ...]:
    """Return the places of the columns whose coefficient has no finite best value; empty where all have one.

    There is such a column where some sum of columns is never below 0 for those who said yes, never above 0
    for those who said no, and not 0 for all (Albert and Anderson, Biometrika 71, 1984). The largest total of
    such a sum with factors between -1 and 1 is found by linear programming (Konis, Linear programming
    algorithms for detecting separated data in binary logistic regression models, Oxford, 2007, chapter 4);
    a column is told where its factor in it is not 0.

    Parameters
    ----------
    yes
        1 or 0, shape (n,). Answers between the two count on both sides, so those rows cannot be separated.
    columns
        Shape (n, k).
    """
    from scipy.optimize import linprog  # slow to import, and few analyses are of odds

    scale = np.maximum(np.abs(columns).max(axis=0), 1e-300)
    rows = np.unique(np.column_stack([yes, columns / scale]), axis=0)
    between = (rows[:, 0] > 0) & (rows[:, 0] < 1)
    side = np.where(rows[:, 0] > 0, 1.0, -1.0)
    signed = np.vstack([rows[:, 1:] * side[:, None], -rows[between, 1:]])
    found = linprog(
        -signed.sum(axis=0), A_ub=-signed, b_ub=np.zeros(len(signed)), bounds=(-1.0, 1.0), method="highs"
    )
    if found.x is None or -found.fun < _NOTHING:
        return ()
    return tuple(int(place) for place in np.flatnonzero(np.abs(found.x) > _NOTHING))
