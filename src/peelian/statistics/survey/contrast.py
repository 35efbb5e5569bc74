"""Differences and other linear contrasts of estimates of one survey, with their covariance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from peelian.statistics.survey.estimate import SurveyEstimate

if TYPE_CHECKING:
    from peelian.statistics.survey.design import SurveyDesign
    from peelian.statistics.survey.estimator import Estimator


def contrast(
    estimate: SurveyEstimate, terms: ArrayLike, *, of: tuple[Estimator, SurveyDesign] | None = None
) -> SurveyEstimate:
    """Return sums of values times given numbers, with their covariance (R's `svycontrast`).

    The base of a contrast is that of its smallest term. Its degrees of freedom are, too, unless the estimator
    and the design are given: then they are those of all rows that any term is about (R's `degf` of the
    subset that holds them all).

    Parameters
    ----------
    estimate
        k values estimated together.
    terms
        Shape (c, k) or (k,): by what each value is multiplied, such as (1, -1, 0) for a difference.
    of
        What the values came from.

    Raises
    ------
    ValueError
        If terms do not fit the values.
    """
    rows = np.atleast_2d(np.asarray(terms, dtype=np.float64))
    if rows.shape[1] != len(estimate.values):
        raise ValueError(f"terms for {len(estimate.values)} values are needed; found {rows.shape[1]}")
    used = rows != 0
    # A value that a contrast leaves out may be unknown without making it unknown.
    values = np.array([row[use] @ estimate.values[use] for row, use in zip(rows, used, strict=True)])
    every = used.any(axis=0)
    covariance = rows[:, every] @ estimate.covariance[np.ix_(every, every)] @ rows[:, every].T
    for number, (row, use) in enumerate(zip(rows, used, strict=True)):
        covariance[number, number] = row[use] @ estimate.covariance[np.ix_(use, use)] @ row[use]
    if of is None:
        degrees = np.array([estimate.degrees[use].min(initial=np.inf) for use in used])
    else:
        estimator, design = of
        together = [estimator.inside[:, estimator.part[use]].sum(axis=1) > 0 for use in used]
        degrees = np.array([float(design.degrees_within(each)) for each in together])
    return SurveyEstimate(
        values=values,
        covariance=covariance,
        degrees=degrees,
        base=np.array([estimate.base[use].min(initial=np.iinfo(np.int64).max) for use in used]),
        weight=np.array([estimate.weight[use].min(initial=np.inf) for use in used]),
        effect=np.full(len(rows), np.nan),
    )
