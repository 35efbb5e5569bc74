"""A test on a survey whether two groups differ in the mean."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from peelian.statistics.survey.design import SurveyDesign
from peelian.statistics.survey.model import survey_model


@dataclass(frozen=True, slots=True)
class MeanDifference:
    """A t test of the difference of two means.

    Parameters
    ----------
    difference, error
        Mean of the second group less that of the first, and its standard error.
    t, degrees, p
        Student's t, its degrees of freedom (of the design, less 1) and its two-sided p value.
    base
        Rows in either group with an answer.
    """

    difference: float
    error: float
    t: float
    degrees: float
    p: float
    base: int


def mean_difference(
    answers: ArrayLike, second: ArrayLike, *, design: SurveyDesign, inside: ArrayLike | None = None
) -> MeanDifference:
    """Test whether two groups have the same mean (R's `svyttest`).

    Parameters
    ----------
    answers
        Numbers, not a number where missing, shape (n,).
    second
        1 for rows of the second group, 0 for the first, not a number for neither, shape (n,).
    design
        The design.
    inside
        Rows of the part, shape (n,); left out, all.

    Raises
    ------
    ValueError
        If a group has no rows.
    """
    group = np.asarray(second, dtype=np.float64)
    model = survey_model(np.column_stack([np.ones(len(group)), group]), answers, design=design, inside=inside)
    value, error = float(model.coefficients[1]), float(model.errors[1])
    with np.errstate(divide="ignore", invalid="ignore"):
        t = float(np.float64(value) / error)
    p = float(2 * special.stdtr(model.degrees, -abs(t))) if model.degrees >= 1 else float("nan")
    return MeanDifference(value, error, t, model.degrees, p, model.base)
