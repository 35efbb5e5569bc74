"""The XmR chart: limits of single values from how far neighbouring values lie apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from peelian.statistics.chart_segments import Segments, lay_segments

Numbers = NDArray[np.float64]

D2 = 1.128
"""Expected range of two normal values in standard deviations; 3 / 1.128 is what guides print as 2.66."""

_D4 = 3.267


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of a control chart, arrays of shape (series, months), not a number where there are none.

    Parameters
    ----------
    centre
        The centre line.
    lower, upper
        The limits.
    near_lower, near_upper
        Two thirds of the way from the centre line to the limits.
    middle
        The line of which a run lies to one side: the centre line, or for small counts the median.
    """

    centre: Numbers
    lower: Numbers
    upper: Numbers
    near_lower: Numbers
    near_upper: Numbers
    middle: Numbers


def individuals_limits(
    values: ArrayLike,
    segments: Segments | None = None,
    *,
    screening: Literal["drop", "keep"] = "drop",
    spread_by: ArrayLike = 1.0,
) -> Limits:
    """Return the limits of an XmR chart: mean plus and minus 3 / 1.128 times the mean moving range.

    The moving range is the distance between neighbouring measured values of a segment (Shewhart; Wheeler,
    Understanding Variation, 2nd edition, 2000; NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2).
    Moving ranges of 3.267 times their mean and more come from single events; with `screening` "drop" they
    are left out and the mean taken again, once, as the Making Data Count charts of NHS England do.

    Parameters
    ----------
    values
        Shape (series, months).
    segments
        Months not measured, new starts and baselines; without it all months are one segment.
    screening
        "drop" or "keep" such moving ranges.
    spread_by
        Factor for the moving ranges, one number or shape (series,): above 1 where the values were divided by
        a season that was worked out from them and so lie closer together than new values would.

    Raises
    ------
    ValueError
        If the values are not of two dimensions.
    """
    y = np.asarray(values, dtype=np.float64)
    if y.ndim != 2:
        raise ValueError(f"values of shape (series, months) are needed, not {y.shape}")
    laid = lay_segments((y.shape[0], y.shape[1])) if segments is None else segments
    centre = laid.mean(y, laid.base)
    ranges = laid.mean_distance(y)
    if screening == "drop":
        usual = laid.mean_distance(y, below=_D4 * ranges)
        # Where neighbours never differ no range is below the bound, and the mean range of 0 stands.
        ranges = np.where(np.isnan(usual), ranges, usual)
    half = 3 / D2 * ranges * np.reshape(np.asarray(spread_by, dtype=np.float64), (-1, 1))
    ends = (centre, centre - half, centre + half, centre - half * 2 / 3, centre + half * 2 / 3, centre)
    return Limits(*(laid.spread(each) for each in ends))
