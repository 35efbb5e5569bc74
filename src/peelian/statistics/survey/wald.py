"""Whether several coefficients of a model are all nothing, tested together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import special

from peelian.statistics.survey.logistic import SurveyLogit


def wald_p(model: SurveyLogit, places: Sequence[int]) -> float:
    """Return the p value of the Wald test that coefficients are all 0 (R's ``survey::regTermTest``).

    F = b' V^-1 b / k with V the design's covariance, on k and the model's degrees of freedom. Not a number
    where the design has no more units than there are coefficients, so that V cannot be inverted.

    Parameters
    ----------
    model
        The fitted model.
    places
        Which coefficients, k of them.
    """
    at = np.asarray(places, dtype=np.int64)
    beta, spread = model.coefficients.values[at], model.covariance[np.ix_(at, at)]
    degrees = float(model.coefficients.degrees[0])
    if degrees < 1 or np.linalg.matrix_rank(spread, hermitian=True) < len(at):
        return float("nan")
    f = float(beta @ np.linalg.solve(spread, beta)) / len(at)
    return float(special.fdtrc(len(at), degrees, f))
