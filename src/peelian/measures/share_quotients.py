"""Quotients of shares: one count over another of the same windows, with intervals."""

from __future__ import annotations

import numpy as np

from peelian.measures.numbers import Numbers
from peelian.measures.write_quotients import Quotients
from peelian.statistics.share_interval import share_difference, share_interval


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
    return Quotients(
        value=k / n,
        lower=ends.lower,
        upper=ends.upper,
        numerator=k,
        denominator=n,
        base=n,
        previous=k_before / n_before,
        change=moved.difference,
        change_lower=moved.lower,
        change_upper=moved.upper,
        p=moved.p,
        # An earlier base of 0 is nothing to compare with; one that is not known may not be compared.
        compared=below.compared & known & (below.previous != 0),
    )
