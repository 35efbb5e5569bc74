"""Days of months: the first and last day of each month of a ground, as findings number days."""

from __future__ import annotations

import datetime as dt
import functools

import numpy as np
from numpy.typing import NDArray

from peelian.reference.period import month_end

Days = NDArray[np.int32]


@functools.lru_cache(maxsize=64)
def month_days(months: tuple[dt.date, ...]) -> tuple[Days, Days]:
    """Return the first and the last day of months, as days since 1970, shape (months,) each.

    Every block of a ground asks for the same, so the arrays are kept and cannot be written to.

    Parameters
    ----------
    months
        First days of the months.
    """
    starts, ends = _numbered(months), _numbered(tuple(month_end(month) for month in months))
    return starts, ends


def _numbered(days: tuple[dt.date, ...]) -> Days:
    numbers = np.array(days, dtype="datetime64[D]").astype(np.int32)
    numbers.flags.writeable = False
    return numbers
