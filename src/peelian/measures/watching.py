"""Watching: which series' newest months are not what their own past leads one to expect."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from peelian.measures.block_frame import Label
from peelian.measures.columns import Columns
from peelian.measures.ground import Ground
from peelian.measures.limits import Limits
from peelian.measures.numbers import Flags, Slab
from peelian.measures.write_single import Single, write_single
from peelian.statistics.chart_rules import SIGNALS
from peelian.statistics.watch_list import WatchList, watch_newest


def find_watched(slab: Slab, restarts: Flags) -> WatchList | None:
    """Return the newest months of each area beside what its past leads one to expect; None if none is due.

    Parameters
    ----------
    slab
        The counts, shape (areas, months).
    restarts
        True where a break forbids comparisons with the months before, shape (areas,
        months): those are no past.
    """
    due = np.flatnonzero(slab.told.any(axis=0))
    if not due.size:
        return None
    seen = slice(None, int(due[-1]) + 1)
    # From the newest break that forbids comparisons on: what was recorded before it is no past.
    later = np.logical_or.accumulate(restarts[:, seen][:, ::-1], axis=1)[:, ::-1]
    past = ~np.pad(later, ((0, 0), (0, 1)))[:, 1:]
    known = (slab.measured & (slab.gravity == 0))[:, seen] & past
    return watch_newest(slab.counts[:, seen], measured=known)


def write_watch(
    columns: Columns, label: Label, found: WatchList, *, newest: int, ground: Ground, limits: Limits
) -> None:
    """Add, for each area, the newest months that depart most from what its past leads one to expect.

    The value is the count of the newest month, or of the newest three together, whichever departs more;
    beside it, as what is usual, stand the expected count and the range within which it would not have been
    unusual. The signal is "above the limit" or "below the limit" where the area is on the watch list, at a
    stated rate of false alarms (`statistics.watch_list.FALSE_ALARMS`). Areas whose past is too short are not
    judged and have no finding.

    Parameters
    ----------
    columns, label
        The columns under construction, and what the findings are called.
    found, newest
        What was found of a series, and the place of its newest month.
    ground, limits
        The grid the series is laid out on, and what limits it.
    """
    area = np.flatnonzero(found.judged)
    if not area.size:
        return
    many, none = area.size, np.full(area.size, np.nan)
    first = newest + 1 - found.months[area]
    last = np.full(many, newest)
    count = found.count[area]
    rows = Single(area, first, last, count, none, none, count, none, count, np.zeros(many, dtype=np.bool_))
    high = found.count[area] > found.expected[area]
    signal = np.where(high, SIGNALS.index("above the limit"), SIGNALS.index("below the limit"))
    words = columns.words("signal", SIGNALS)
    write_single(
        columns,
        replace(label, period_kind="span", method="watch.newest.5_in_100"),
        ground=ground,
        numbers=rows,
        origin=limits.behind(area, first, last, months="all"),
        kind="watch",
        beside={
            "usual_centre": found.expected[area],
            "usual_lower": found.lower[area],
            "usual_upper": found.upper[area],
            "signal": words[np.where(found.alert[area], signal, 0)],
        },
    )
