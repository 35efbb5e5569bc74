"""Columns to adjust for: numbers as they are, answers in words as one column an answer but the commonest."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from peelian.surveys.analyses.answers import Answers

Numbers = NDArray[np.float64]


def adjusting_columns(answers: Answers, names: Sequence[str]) -> Numbers:
    """Return the columns of a model for named columns, shape (n, k); not a number where an answer is missing.

    Parameters
    ----------
    answers
        The answers.
    names
        Columns. Words become a column of 0 and 1 for each answer but the commonest, which is what the others
        are compared with; numbers stay numbers.

    Raises
    ------
    NotFound
        If there is no such column.
    """
    parts = [np.empty((len(answers.sample.weights), 0))]
    for name in names:
        column = answers.column(name)
        known = column.missing == 0
        if column.values.dtype.kind in "biuf":
            parts.append(answers.numbers(name)[:, None])
            continue
        words = column.values.astype(str)
        found, counts = np.unique(words[known], return_counts=True)
        others = np.delete(found, counts.argmax()) if len(found) else found
        marks = (words[:, None] == others).astype(np.float64)
        marks[~known] = np.nan
        parts.append(marks)
    return np.hstack(parts)
