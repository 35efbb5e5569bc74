"""Blocks: counts hidden together, because a pattern of gaps that changes with time gives itself away.

Where both months and rolling years are published, two neighbouring years differ by two months. To hide one
small month with its years shown, one would have to hide that calendar month in every year and another with
it; and each month so hidden needs a second area or group to hide behind, in that month. So the months of a
series are hidden as a whole. Where they could still be pinned down from overlapping years, only the years
that end with the newest month, twelve months apart, stay: each month lies in no more than one of them.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from peelian.disclosure.equations import Flags, Places
from peelian.disclosure.union import Union

_LONGEST_MONTH = 31
_DAYS_A_MONTH = 365.2425 / 12


@dataclass(frozen=True, slots=True)
class Blocks:
    """Which counts are hidden together.

    Parameters
    ----------
    number
        A number for each count; counts with one number are hidden together, shape (cells,).
    apart
        True for the years that do not overlap, which are given up last, shape (cells,).
    """

    number: Places
    apart: Flags


def blocks_of(union: Union, narrowest: float, primary: Flags) -> Blocks:
    """Return which counts are hidden together: months, overlapping years, and years apart, of each series.

    With every year shown and every month hidden, the months of one calendar month can only move together,
    and by no more than the smallest of all months of each calendar month, added up. Where that is less than
    the interval asked for in any series that must be hidden, the overlapping years go with the months.

    Parameters
    ----------
    union
        The counts.
    narrowest
        How far the interval of a hidden count must reach.
    primary
        True for counts hidden for their own sake, shape (cells,).
    """
    size = len(union.equations.values)
    block, dear = np.arange(size, dtype=np.int64), np.zeros(size, dtype=np.bool_)
    series: dict[tuple[int, ...], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    spans = {number: span for span, number in union.words.periods.items()}
    for cell, (m, a, g, p, part) in enumerate(union.now.key.tolist()):
        first, last = spans[p]
        series[m, a, g, part][int(last - first >= _LONGEST_MONTH)].append(cell)
    linked = [(months, years) for months, years in series.values() if months and years]
    if not linked:
        return Blocks(block, dear)
    tight = any(
        primary[[*months, *years]].any() and _room(union, months, spans) < narrowest
        for months, years in linked
    )
    newest = max(spans[int(union.now.key[cell, 3])][1] for _, years in linked for cell in years)
    for months, years in series.values():
        apart = [cell for cell in years if _in_step(spans[int(union.now.key[cell, 3])], newest)]
        over = [cell for cell in years if not _in_step(spans[int(union.now.key[cell, 3])], newest)]
        dear[apart] = True
        if primary[years].any():
            together: tuple[list[int], ...] = ([*months, *years],)
        else:
            together = ([*months, *over], apart) if tight else (months, over, apart)
        for cells in together:
            if cells:
                block[cells] = cells[0]
    return Blocks(block, dear)


def _in_step(span: tuple[int, int], newest: int) -> bool:
    """Say whether a period ends a whole number of years before the newest day."""
    months = (newest - span[1]) / _DAYS_A_MONTH
    return round(months) % 12 == 0


def _room(union: Union, months: list[int], spans: dict[int, tuple[int, int]]) -> float:
    """Return how far the months of a series can move when its years are known."""
    least: dict[int, float] = {}
    for cell in months:
        number = round((spans[int(union.now.key[cell, 3])][0]) / _DAYS_A_MONTH) % 12
        value = float(union.now.value[cell])
        least[number] = min(least.get(number, value), value)
    return sum(least.values())
