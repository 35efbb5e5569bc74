"""Estimates of parts from rows, for designs whose variance sums by cell cannot tell."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peelian.statistics.survey.design import SurveyDesign
from peelian.statistics.survey.quotient import Quotient
from peelian.statistics.survey.variance import covariance_of_totals

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class RowEstimates:
    """Estimates of m parts with all their covariances.

    Parameters
    ----------
    value
        Shape (m,); not a number where nobody is in the base.
    covariance
        Shape (m, m). The variance of a difference is what a contrast makes of it.
    """

    value: Values
    covariance: Values


def quotient_of_rows(
    quotient: Quotient, columns: Values, *, design: SurveyDesign, parts: NDArray[np.bool_]
) -> RowEstimates:
    """Return a share, mean, net score or ratio of parts of a sample from its rows.

    It does what `estimate` does from sums, and also what sums cannot: weights that were raked or otherwise
    fitted, whose variance is that of the residuals from what they were fitted to, person by person, over the
    whole sample; and later stages drawn from known populations.

    Parameters
    ----------
    quotient
        What is estimated.
    columns
        What the columns of the question are for each row, shape (n, k): for codes 1 in the column of the
        answer; for numbers 1 and the numbers. A row that gave no answer is not a number throughout.
    design
        The design.
    parts
        Which rows belong to each part, shape (n, m).

    Raises
    ------
    ValueError
        If shapes differ, or as `covariance_of_totals`.
    """
    if len(columns) != len(design.weights) or parts.shape[:1] != columns.shape[:1]:
        raise ValueError(
            f"one row of columns and of parts is needed for each of {len(design.weights)} rows; found "
            f"{len(columns)} and {len(parts)}"
        )
    held = np.where(np.isnan(columns).any(axis=1)[:, None], 0.0, columns)
    above, below = held @ np.array(quotient.top), held @ np.array(quotient.bottom)
    weights = design.weights[:, None] * parts
    bottom = below @ weights
    with np.errstate(divide="ignore", invalid="ignore"):
        value = (above @ weights) / bottom
        scores = weights * (above[:, None] - value * below[:, None]) / bottom
    covariance = covariance_of_totals(np.nan_to_num(scores), design)
    unknown = np.asarray(np.isnan(value))
    covariance[unknown] = np.nan
    covariance[:, unknown] = np.nan
    return RowEstimates(value, covariance)
