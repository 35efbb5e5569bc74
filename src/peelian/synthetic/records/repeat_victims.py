"""Who is a victim again: a planted repeat follows an earlier crime against the same person."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from peelian.synthetic.records.exact import Flags, Numbers, choose_exactly
from peelian.synthetic.records.rows import Rows, size_of
from peelian.synthetic.records.vocabulary import place_of

LOOK_BACK = 365
"""Days before a crime in which an earlier one against the same person makes it a repeat.

The London Assembly was told that about one crime in ten is one.
"""

_SHARE = 0.10
_LATER = 0.02
_DOMESTIC_AGAIN = 4.0
_MARGIN = 6


def draw_persons(rng: np.random.Generator, rows: Rows) -> tuple[Numbers, Flags]:
    """Say which person each crime is against, and which crimes are repeats.

    In every month with a whole year before it, exactly one crime in ten of those against persons is a repeat:
    someone was a victim in the 365 days before. An earlier crime is drawn for it from those days, recent ones
    sooner, so that few people bear many crimes. Every other crime is against somebody who was not a victim
    in that time; some of those were victims longer ago.

    Parameters
    ----------
    rng
        Where chance comes from.
    rows
        In the order of the day recorded, with month, recorded, domestic, exploitation and victim_kind.

    Returns
    -------
    Number of the person (that of their first crime; -1 where the victim is no person), and whether the crime
    is a repeat.
    """
    person = rows["victim_kind"] == place_of("victim_kind", "person")
    domestic, child = rows["domestic"] == 1, rows["exploitation"] == 1
    month = rows["month"]
    there = np.bincount(month[person], minlength=int(month.max()) + 1)
    cover = np.minimum((np.arange(len(there)) + 0.5) / 12, 1.0)
    group = np.where(person & ~child, month, -1)
    again = choose_exactly(
        rng,
        group,
        np.round(_SHARE * there * cover).astype(np.int64),
        weight=np.where(domestic, _DOMESTIC_AGAIN, 1.0),
    )
    before = np.arange(size_of(rows))
    for kind in (person & domestic & ~child, person & ~domestic & ~child):
        before = _follow(rng, rows, before, again=again & kind, among=np.flatnonzero(kind))
    again &= before != np.arange(len(before))
    before = _return_later(rng, rows, before, free=person & ~child & ~again)
    while np.any(before[before] != before):
        before = before[before]
    return np.where(person, before, -1), again


def _follow(
    rng: np.random.Generator, rows: Rows, before: Numbers, *, again: Flags, among: NDArray[np.intp]
) -> Numbers:
    """Give each repeat an earlier crime of the same sort, on another day of the year before it."""
    day = rows["recorded"].astype(np.int64)
    at = np.flatnonzero(again)
    last = np.searchsorted(day[among], day[at], side="left")
    first = np.searchsorted(day[among], day[at] - LOOK_BACK + 1, side="left")
    back = np.floor((last - first) * rng.random(len(at)) ** 2).astype(np.int64)
    found = last > first
    changed = before.copy()
    changed[at[found]] = among[(last - 1 - back)[found]]
    return changed


def _return_later(rng: np.random.Generator, rows: Rows, before: Numbers, *, free: Flags) -> Numbers:
    """Let some first crimes be against somebody whose only earlier one is more than a year back."""
    day = rows["recorded"].astype(np.int64)
    followed = np.zeros(len(before), dtype=np.bool_)
    followed[before[before != np.arange(len(before))]] = True
    gap = LOOK_BACK + _MARGIN
    late = np.flatnonzero(free & (day > day[0] + gap))
    early = np.flatnonzero(free & ~followed & (day < day[-1] - gap))
    many = min(round(_LATER * len(late)), len(early))
    later = np.sort(rng.choice(late, many, replace=False))
    earlier = np.sort(rng.choice(early, many, replace=False))
    apart = day[later] - day[earlier] > gap
    apart &= ~np.isin(earlier, later)
    changed = before.copy()
    changed[later[apart]] = earlier[apart]
    return changed
