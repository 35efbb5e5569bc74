"""The design effect: how many times larger the variance is than that of as many people drawn simply."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from peelian.statistics.survey.estimator import Estimator

Values = NDArray[np.float64]

Against = Literal["finite", "replacement"]
"""What the variance is held against: a simple random sample of the same size, drawn without replacement from
a population as large as the sum of the weights (R's `deff = TRUE`), or with replacement (`deff = "replace"`).
Weights scaled to a mean of 1 do not say how large the population is: there only `replacement` has a meaning.
"""


def design_effect(
    estimator: Estimator,
    linearised: Values,
    *,
    weights: Values,
    variance: Values,
    against: Against = "finite",
) -> Values:
    """Return Kish's design effect of each value, shape (k,) (Kish, Survey Sampling, 1965, section 8.2).

    The simple variance is that of the linearised answer within the part (R's `svymean`, `svytotal` and
    `svyratio` with `deff =`).

    Parameters
    ----------
    estimator
        What was estimated.
    linearised
        Its linearised answers, shape (n, k).
    weights
        Shape (n,).
    variance
        Of the values, shape (k,).
    against
        What the variance is held against. Not a number where `finite` finds weights that add up to less than
        the rows, or no spread at all.
    """
    inside = estimator.inside.astype(np.float64)
    rows = inside.sum(axis=0)[estimator.part]
    size = (weights @ inside)[estimator.part]
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = weights @ linearised / size
        square = weights @ linearised**2 / size
        spread = np.maximum(square - mean**2, 0.0)
        # Where the mean is large against the spread the short form loses digits: take the long one.
        for column in np.flatnonzero(mean**2 > 1e-6 * square):
            among = estimator.inside[:, estimator.part[column]]
            off = linearised[among, column] - mean[column]
            spread[column] = weights[among] @ off**2 / size[column]
        simple = spread * size**2 / (rows - 1)
        if against == "finite":
            simple = simple * np.where(size >= rows, 1 - rows / size, np.nan)
        return np.where(simple > 0, variance / simple, np.nan)
