"""The course: the band in which months should stay if a series goes on as in its own past."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from peelian.statistics.prediction import Prediction, predict_newest

Numbers = NDArray[np.float64]
Truths = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Course:
    """Courses of many series over m months.

    Parameters
    ----------
    expected, lower, upper
        What the past leads one to expect in each month, and the band, shape (series, m).
    together
        The months counted so far taken together, beside what was expected of them, shape (series,); None
        where fewer than two were counted.
    counted
        How many months that is.
    """

    expected: Numbers
    lower: Numbers
    upper: Numbers
    together: Prediction | None
    counted: int


def predict_course(
    past: ArrayLike, counts: ArrayLike, *, months: int, ahead: int = 0, level: float = 0.95
) -> Course:
    """Predict a stretch of months from the whole years before it, so that all of it holds at one level.

    Each month is predicted as `predict_newest` predicts it: season and level of the past, with the variation
    that is left over and, where yearly levels wander, more of it the farther the month lies ahead. A past
    that rose or fell steadily is one whose level wanders: the band is wide enough for it to go on rising, and
    does not take for granted that it will.

    Of series that go on as before, at most the share 1 - `level` leave the band in any month or have a sum
    outside its range: half of that share is divided over the months (Bonferroni), the other half is for the
    months counted so far taken together, which show a small change that lasts and that no single month shows.
    Months share the error of the level, so that the true share is smaller.

    Parameters
    ----------
    past
        Counts of whole years, shape (series, 12 k), k of 2 or more, in the order of time.
    counts
        What was counted in the first months of the stretch, shape (series, w) with w from 0 to `months`.
    months
        Months of the stretch, from 1 to 12.
    ahead
        Months between the past and the stretch.
    level
        Level of the whole, between 0 and 1.

    Raises
    ------
    ValueError
        If the shapes do not fit, a count is negative or the months are not 1 to 12.
    """
    seen = np.asarray(counts, dtype=np.float64)
    old = np.asarray(past, dtype=np.float64)
    if not 1 <= months <= 12 or seen.ndim != 2 or seen.shape[1] > months:
        raise ValueError(f"1 to 12 months and as many counts or fewer are needed, not {months}, {seen.shape}")
    half = (1 - level) / 2
    none = np.zeros((len(old), 1))
    made = [predict_newest(none, old, ahead=ahead + m, level=1 - half / months) for m in range(months)]
    expected, lower, upper = (
        np.stack([getattr(one, name) for one in made], axis=1) for name in ("expected", "lower", "upper")
    )
    counted = seen.shape[1]
    together = predict_newest(seen, old, ahead=ahead, level=1 - half) if counted > 1 else None
    return Course(expected, lower, upper, together, counted)
