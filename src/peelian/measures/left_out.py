"""What is left out of a base: how many records, and for which reason, told beside the measure itself."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from peelian.findings.ways_of_counting import LEFT_OUT
from peelian.measures.block_frame import Label
from peelian.measures.columns import Columns
from peelian.measures.ground import Ground
from peelian.measures.limits import Origin
from peelian.measures.numbers import Numbers, Values
from peelian.measures.write_quotients import Quotients, write_quotients
from peelian.statistics.share_interval import share_interval


def left_out_group(reason: str) -> str:
    """Return the group that findings of records left out carry: "left out=reason"."""
    return f"{LEFT_OUT}={reason}"


def write_left_out(
    columns: Columns,
    label: Label,
    *,
    ground: Ground,
    numbers: Numbers,
    origin: Origin,
    count: Values,
    among: Values,
) -> None:
    """Add the share of records that are left out of a base; it is compared with nothing.

    Parameters
    ----------
    columns, label, ground, numbers, origin
        As for `write_quotients`.
    count, among
        How many are left out, and of how many, shape (n,).
    """
    known = ~np.isnan(numbers.value) & (among > 0)
    n, k = np.where(known, among, np.nan), np.where(known, count, 0.0)
    none, never = np.full(len(n), np.nan), np.zeros(len(n), dtype=np.bool_)
    ends = share_interval(k, n)
    write_quotients(
        columns,
        label,
        ground=ground,
        numbers=replace(numbers, compared=never),
        origin=replace(origin, blocked=never),
        quotients=Quotients(
            value=k / n,
            lower=ends.lower,
            upper=ends.upper,
            numerator=k,
            denominator=n,
            base=n,
            previous=none,
            change=none,
            change_lower=none,
            change_upper=none,
            p=none,
            compared=never,
        ),
        kind="share",
    )
