"""How many crimes of each sort every month has: counts are settled first, and all else follows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from peelian.synthetic.records.exact import Numbers
from peelian.synthetic.world import World

CONNECT_FROM = dt.date(2024, 2, 28)
"""First day on which offences were recorded in CONNECT."""

DOMESTIC_MANDATORY = dt.date(2016, 4, 1)
"""Planted: from this day an officer of the made-up force must say whether an offence is domestic abuse."""

_FLAGGED_BEFORE = 0.72
_IN_CONNECT = 1.36


@dataclass(frozen=True, slots=True)
class MonthlyCounts:
    """Offences of each sort in each of m months, arrays of shape (m,).

    Parameters
    ----------
    ordinary
        Without knife or gun, and not sexual.
    knife, knife_injury
        With a knife, and those of them in which somebody was hurt.
    gun, sexual
        With a gun; sexual offences. No offence is in two of knife, gun and sexual.
    exploitation
        Sexual offences flagged as sexual exploitation of a child.
    domestic, hate
        Flagged so, whatever they are.
    """

    ordinary: Numbers
    knife: Numbers
    knife_injury: Numbers
    gun: Numbers
    sexual: Numbers
    exploitation: Numbers
    domestic: Numbers
    hate: Numbers


@dataclass(frozen=True, slots=True)
class _Sort:
    """How common a sort is (share of all), at least how many a month, how it grows in a year, how it ends."""

    share: float
    least: int
    yearly: float
    ends: tuple[float, float]


_SORTS = {
    "knife": _Sort(0.017, 20, 0.12, (1.02, 0.975)),
    "gun": _Sort(0.003, 8, 0.22, (1.06, 1.14)),
    "sexual": _Sort(0.023, 16, 0.05, (1.02, 0.97)),
    "exploitation": _Sort(0.0025, 6, 0.03, (1.02, 0.97)),
    "domestic": _Sort(0.105, 30, 0.08, (1.06, 1.10)),
    "hate": _Sort(0.022, 14, 0.05, (1.02, 0.97)),
}
"""The last two numbers are June against May and July against June, in the demo's last three months."""


def monthly_counts(world: World, months: Sequence[dt.date]) -> MonthlyCounts:
    """Settle the counts of every month.

    In the last month gun crime and domestic abuse go on rising, as they did in the month before, and the
    other high-harm crimes fall a little. With the switch "effect" off, nothing rises or falls but by chance.

    Parameters
    ----------
    world
        Scale, switches and chance.
    months
        First days of at least three months in a row.
    """
    rng = world.stream("records: counts")
    made = {name: _of_sort(rng, sort, world, len(months)) for name, sort in _SORTS.items()}
    connect = np.array([month >= CONNECT_FROM for month in months])
    for name in ("domestic", "hate"):
        made[name] = np.where(connect, np.round(made[name] * _IN_CONNECT), made[name]).astype(np.int64)
    if world.switches.defects:
        early = np.array([month < DOMESTIC_MANDATORY for month in months])
        unseen = np.round(made["domestic"] * _FLAGGED_BEFORE)
        made["domestic"] = np.where(early, unseen, made["domestic"]).astype(np.int64)
    made["exploitation"] = np.minimum(made["exploitation"], made["sexual"])
    season = 1 + 0.05 * np.cos(2 * np.pi * (np.array([month.month for month in months]) - 7) / 12)
    growth = 1 + (0.03 if world.switches.effect else 0.0) * (np.arange(len(months)) - len(months) / 2) / 12
    total = world.scale.allegations * season * growth * rng.normal(1.0, 0.01, len(months))
    ordinary = np.round(total).astype(np.int64) - made["knife"] - made["gun"] - made["sexual"]
    injury = np.round(made["knife"] * 0.38).astype(np.int64)
    return MonthlyCounts(ordinary=ordinary, knife_injury=injury, **made)


def _of_sort(rng: np.random.Generator, sort: _Sort, world: World, size: int) -> Numbers:
    usual = max(round(world.scale.allegations * sort.share), sort.least)
    noise = rng.normal(0.0, 0.5 / np.sqrt(usual), size)
    if not world.switches.effect:
        return np.maximum(np.round(usual * (1 + noise)), 2).astype(np.int64)
    grown = usual * (1 + sort.yearly) ** ((np.arange(size) - size + 3) / 12)
    counts = np.maximum(np.round(grown * (1 + noise)), 2).astype(np.int64)
    june = max(round(usual * sort.ends[0]), usual + 1)
    july = round(june * sort.ends[1])
    july = max(july, june + 1) if sort.ends[1] > 1 else min(july, june - 1)
    counts[-3:] = (usual, june, july)
    return counts
