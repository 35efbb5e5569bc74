"""An attacker written apart from the package: reads published findings, sets up the sums itself, solves.

It knows nothing of the package's equations. It is given the sums as plain sentences about rows of the
published table (this total, these parts) and works with dense linear algebra: a hidden count is recovered
exactly when every solution has the same value there, which is looked for by the null space first and by two
linear programmes for each count after.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import numpy as np
from scipy import linalg, optimize

Sums = Sequence[tuple[Hashable, Sequence[Hashable]]]


def recover(published: Mapping[Hashable, float | None], sums: Sums) -> dict[Hashable, tuple[float, float]]:
    """Return the interval of each hidden count (None) given the published ones and the sums."""
    hidden = [key for key, value in published.items() if value is None]
    column = {key: number for number, key in enumerate(hidden)}
    matrix, right = [], []
    for total, parts in sums:
        row, known = np.zeros(len(hidden)), 0.0
        for key, sign in ((total, 1.0), *((part, -1.0) for part in parts)):
            value = published[key]
            if value is None:
                row[column[key]] += sign
            else:
                known += sign * value
        if row.any():
            matrix.append(row)
            right.append(-known)
    a, b = np.array(matrix).reshape(-1, len(hidden)), np.array(right)
    return {key: _interval(a, b, number) for key, number in column.items()}


def recovered_by_algebra(published: Mapping[Hashable, float | None], sums: Sums) -> set[Hashable]:
    """Return the hidden counts that the sums alone determine, by the null space of the system."""
    hidden = [key for key, value in published.items() if value is None]
    column = {key: number for number, key in enumerate(hidden)}
    matrix = []
    for total, parts in sums:
        row = np.zeros(len(hidden))
        for key, sign in ((total, 1.0), *((part, -1.0) for part in parts)):
            if published[key] is None:
                row[column[key]] += sign
        matrix.append(row)
    free = linalg.null_space(np.array(matrix).reshape(-1, len(hidden))) if hidden else np.zeros((0, 0))
    return {key for key, number in column.items() if np.abs(free[number]).sum() < 1e-9}


def _interval(a: Any, b: Any, number: int) -> tuple[float, float]:
    ends = []
    for sign in (1.0, -1.0):
        goal = np.zeros(a.shape[1])
        goal[number] = sign
        found = optimize.linprog(
            goal, A_eq=a if len(a) else None, b_eq=b if len(b) else None, bounds=(0, None), method="highs"
        )
        assert found.status in (0, 3), found.message
        ends.append(np.inf if found.status == 3 else float(found.fun) * sign)
    return float(np.ceil(ends[0] - 1e-6)), float(np.floor(ends[1] + 1e-6))
