"""The rules by which a month of a control chart is called unusual."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from peelian.statistics.individuals_chart import Limits

Numbers = NDArray[np.float64]
Truths = NDArray[np.bool_]
Codes = NDArray[np.int8]

SIGNALS = (
    "none",
    "above the limit",
    "below the limit",
    "run above",
    "run below",
    "rising",
    "falling",
    "near the upper limit",
    "near the lower limit",
)
"""The word of each code from 0 on. Where several rules hold for a month, the code nearest 1 is given."""

_RUN = 7
_ROUNDING = 1e-9


def find_signals(
    values: Numbers,
    limits: Limits,
    *,
    segment: NDArray[np.int64],
    steps: Numbers | None = None,
    mark: Literal["whole pattern", "last month"] = "whole pattern",
) -> Codes:
    """Return which rule, if any, calls each month unusual.

    The rules are those of Making Data Count (NHS England): a month outside the limits; seven months in a row
    on one side of the centre line; seven months in a row each above (or below) the one before; of three
    months in a row on one side of the centre line two beyond two thirds of the way to the limit, though not
    outside it. A month on the centre line ends a run. No pattern reaches over the start of a segment, and
    months not measured are passed over.

    Parameters
    ----------
    values
        Shape (series, months).
    limits
        Their limits.
    segment
        Segment of each month, -1 where it was not measured, shape (series, months).
    steps
        The values of which a rise or fall from month to month is judged, if others (the season taken out).
    mark
        "whole pattern" gives a signal to every month of a run, as charts are drawn; "last month" only to the
        month with which the pattern is complete and those that carry it on, as it could be known then. For
        the newest month the two are the same.

    Returns
    -------
    ndarray
        Codes of `SIGNALS`, shape (series, months); -1 where a month was not measured or has no limits.
    """
    order = np.argsort(segment < 0, axis=1, kind="stable")

    def packed(each: Numbers) -> Numbers:
        return np.take_along_axis(each, order, axis=1)

    y = packed(values)
    group = np.take_along_axis(np.where(np.isnan(limits.centre), -1, segment), order, axis=1)
    side = _sign(y - packed(limits.middle), packed(limits.middle))
    over = _sign(y - packed(limits.upper), packed(limits.upper)) > 0
    under = _sign(y - packed(limits.lower), packed(limits.lower)) < 0
    high = ~over & (_sign(y - packed(limits.near_upper), packed(limits.near_upper)) > 0)
    low = ~under & (_sign(y - packed(limits.near_lower), packed(limits.near_lower)) < 0)
    stepped = packed(values if steps is None else steps)
    climb = np.zeros(y.shape)
    climb[:, 1:] = _sign(np.diff(stepped, axis=1), stepped[:, 1:])
    whole = mark == "whole pattern"
    rules = (
        over,
        under,
        _in_a_row(side > 0, group, length=_RUN, whole=whole),
        _in_a_row(side < 0, group, length=_RUN, whole=whole),
        _steadily(climb > 0, group, whole=whole),
        _steadily(climb < 0, group, whole=whole),
        _two_of_three(high, side > 0, group, whole=whole),
        _two_of_three(low, side < 0, group, whole=whole),
    )
    codes = np.select(rules, range(1, len(SIGNALS)), default=0).astype(np.int8)
    codes[group < 0] = -1
    found = np.empty_like(codes)
    np.put_along_axis(found, order, codes, axis=1)
    return found


def _sign(difference: Numbers, of: Numbers) -> Numbers:
    """Return the sign of differences; what only rounding sets apart is equal."""
    found: Numbers = np.where(
        np.abs(difference) <= _ROUNDING * np.maximum(1.0, np.abs(of)), 0, np.sign(difference)
    )
    return found


def _ends_of_runs(holds: Truths, group: NDArray[np.int64], *, length: int) -> Truths:
    """Return where `length` months in a row of one segment are complete."""
    ends = np.zeros(holds.shape, dtype=np.bool_)
    if holds.shape[1] >= length:
        windows = np.lib.stride_tricks.sliding_window_view(holds, length, axis=1)
        first, last = group[:, : -length + 1], group[:, length - 1 :]
        ends[:, length - 1 :] = windows.all(axis=2) & (first == last) & (last >= 0)
    return ends


def _back_over(ends: Truths, *, length: int) -> Truths:
    """Return every month of the patterns that end where `ends` says."""
    covered = ends.copy()
    for back in range(1, length):
        covered[:, :-back] |= ends[:, back:]
    return covered


def _in_a_row(holds: Truths, group: NDArray[np.int64], *, length: int, whole: bool) -> Truths:
    ends = _ends_of_runs(holds, group, length=length)
    return _back_over(ends, length=length) if whole else ends


def _steadily(climbs: Truths, group: NDArray[np.int64], *, whole: bool) -> Truths:
    """Seven months each above the one before are six steps, the first month being where they start."""
    inside = climbs.copy()
    inside[:, 1:] &= group[:, 1:] == group[:, :-1]
    steps = _ends_of_runs(inside, group, length=_RUN - 1)
    return _back_over(steps, length=_RUN) if whole else steps


def _two_of_three(near: Truths, side: Truths, group: NDArray[np.int64], *, whole: bool) -> Truths:
    ends = _ends_of_runs(side, group, length=3)
    if near.shape[1] >= 3:
        ends[:, 2:] &= near[:, 2:].astype(int) + near[:, 1:-1] + near[:, :-2] >= 2
    marked = _back_over(ends, length=3) if whole else ends
    return marked & near
