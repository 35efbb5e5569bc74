"""What is usual: the control chart of each area's newest months."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peelian.measures.columns import Columns
from peelian.measures.numbers import Numbers, Slab
from peelian.statistics.chart_rules import SIGNALS
from peelian.statistics.control_chart import chart_months

CHARTED = 36
"""Newest months that are charted."""

BASELINE = 24
"""Of these, the months from the first on (or from a break on) that set the limits; the others are judged by
them, so that a lasting change shows as one for a year before it becomes what is usual."""


def usual_columns(
    columns: Columns,
    slab: Slab,
    numbers: Numbers,
    *,
    months: Sequence[dt.date],
    restarts: NDArray[np.bool_],
) -> dict[str, Any]:
    """Return the columns that say what is usual for each month, and which rule calls it unusual.

    Monthly counts only: rolling sums follow each other by construction and would signal without end. A month
    that is a stub or a floor is left out of the chart, and has no limits itself.

    Parameters
    ----------
    columns
        The columns under construction, where words are numbered.
    slab
        The counts, shape (areas, months).
    numbers
        The months that are written, shape (n,).
    months
        First days of the months of the slab.
    restarts
        Where limits are worked out anew, shape (areas, months).

    Returns
    -------
    dict
        Columns `usual_centre`, `usual_lower`, `usual_upper` (not a number for none) and `signal` (-1 for
        none), shape (n,).
    """
    width = slab.counts.shape[1]
    first = max(width - CHARTED, 0)
    chart = chart_months(
        slab.counts[:, first:],
        first_month=months[first].month,
        measured=(slab.measured & (slab.gravity == 0))[:, first:],
        starts=restarts[:, first:],
        baseline=BASELINE,
    )
    place = numbers.area, np.maximum(numbers.first - first, 0)
    charted = (numbers.first >= first) & (chart.signal[place] >= 0)
    words = columns.words("signal", SIGNALS)
    ends = {"centre": chart.limits.centre, "lower": chart.limits.lower, "upper": chart.limits.upper}
    return {
        "signal": np.where(charted, words[np.maximum(chart.signal[place], 0)], -1),
        **{f"usual_{name}": np.where(charted, values[place], np.nan) for name, values in ends.items()},
    }
