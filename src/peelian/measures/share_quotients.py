"""Quotients of shares: one count over another of the same windows, with intervals."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from peelian.measures.numbers import Numbers
from peelian.measures.stacked import part_of
from peelian.measures.windowed import Windowed
from peelian.measures.write_quotients import Quotients
from peelian.statistics.rate_interval import Interval
from peelian.statistics.share_interval import ShareDifference, share_difference, share_interval

Values = NDArray[np.float64]


def shares_in_windows(told: Sequence[Windowed]) -> list[Quotients]:
    """Return the shares of a series in each form of window, reckoned in one go.

    Parameters
    ----------
    told
        What is counted below the line and above it, as the first two series of each form.
    """
    below, above = (
        Numbers(
            *(
                np.concatenate([getattr(each.series[place], name) for each in told])
                for name in Numbers.__slots__
            )
        )
        for place in (0, 1)
    )
    whole = share_quotients(below=below, above=above)
    ends = np.cumsum([len(each.series[0].area) for each in told]).tolist()
    return [part_of(whole, slice(start, end)) for start, end in zip([0, *ends], ends, strict=False)]


def share_quotients(*, below: Numbers, above: Numbers) -> Quotients:
    """Return shares with Wilson's intervals, and their changes with Newcombe's.

    Parameters
    ----------
    below, above
        What is counted below and above the line, in the same windows.
    """
    known = below.value > 0
    earlier = below.previous > 0
    n, n_before = np.where(known, below.value, np.nan), np.where(earlier, below.previous, np.nan)
    k, k_before = np.where(known, above.value, 0.0), np.where(earlier, above.previous, 0.0)
    ends = share_interval(k, n)
    moved = share_difference((k, n), (k_before, n_before))
    # An earlier base of 0 is nothing to compare with; one that is not known may not be compared.
    compared = below.compared & known & (below.previous != 0)
    return told_shares((k, n), (k_before, n_before), ends=ends, moved=moved, compared=compared)


def told_shares(
    now: tuple[Values, Values],
    then: tuple[Values, Values],
    *,
    ends: Interval,
    moved: ShareDifference,
    compared: NDArray[np.bool_],
) -> Quotients:
    """Return shares with intervals that were worked out for them.

    Parameters
    ----------
    now, then
        Counts above the line and below it, now and in the earlier windows; not a number where not known.
    ends, moved
        The intervals of the shares, and of their changes.
    compared
        Where the earlier share may be compared with.
    """
    (k, n), (j, m) = now, then
    return Quotients(
        value=k / n,
        lower=ends.lower,
        upper=ends.upper,
        numerator=k,
        denominator=n,
        base=n,
        previous=j / m,
        change=moved.difference,
        change_lower=moved.lower,
        change_upper=moved.upper,
        p=moved.p,
        compared=compared,
    )
