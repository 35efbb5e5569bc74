"""Who is in the base of a row."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from peelian.statistics.survey.cube import Answers
from peelian.statistics.survey.quotient import Quotient

Inside = NDArray[np.bool_]


def base_rows(answers: Answers, quotient: Quotient) -> Inside:
    """Return which people are in the base of a quotient, shape (n,).

    Parameters
    ----------
    answers
        The answers of a table.
    quotient
        What a row tells.
    """
    numbers = answers.numbers.get(quotient.question)
    if numbers is not None:
        known = ~np.isnan(numbers)
        return np.asarray(known if known.ndim == 1 else known.all(axis=1))
    codes, _ = answers.coded[quotient.question]
    below = np.array(quotient.bottom) != 0
    return np.asarray((codes >= 0) & below[np.maximum(codes, 0)])
