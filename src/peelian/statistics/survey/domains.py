"""Parts of a sample: estimates in each of several groups, with all rows left in the design."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike

from peelian.statistics.survey.ratios import Ratios
from peelian.statistics.survey.totals import Totals

Splittable = TypeVar("Splittable", Ratios, Totals)


def by_group(estimator: Splittable, groups: ArrayLike, *, count: int) -> Splittable:
    """Return the same values in each group: those of group 0 first, then of group 1 and so on.

    Estimated together, so the covariance between groups that share units comes with them (R's
    `svyby(covmat = TRUE)`).

    Parameters
    ----------
    estimator
        Ratios or totals, k values.
    groups
        Number of the group of each row from 0, below 0 where in none, shape (n,).
    count
        How many groups there are; a group without rows gives values that are not numbers.

    Raises
    ------
    ValueError
        If a group is not below `count`, or rows differ in number.
    """
    group = np.asarray(groups, dtype=np.int64)
    if group.shape != estimator.inside.shape[:1]:
        raise ValueError(f"groups are needed for {len(estimator.inside)} rows; found {group.shape}")
    if group.size and group.max() >= count:
        raise ValueError(f"groups must be below {count}; found {group.max()}")
    members = [(group == each)[:, None] for each in range(count)]
    parts = estimator.inside.shape[1]
    inside = np.hstack([estimator.inside & each for each in members])
    part = np.concatenate([estimator.part + each * parts for each in range(count)])
    if isinstance(estimator, Totals):
        return replace(
            estimator,
            columns=np.hstack([np.where(each, estimator.columns, 0.0) for each in members]),
            inside=inside,
            part=part,
        )
    return replace(
        estimator,
        above=np.hstack([np.where(each, estimator.above, 0.0) for each in members]),
        below=np.hstack([np.where(each, estimator.below, 0.0) for each in members]),
        inside=inside,
        part=part,
    )
