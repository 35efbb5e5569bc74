"""A stub month: the first or last month of a file holds next to nothing."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from statistics import median
from typing import Any

from peelian.catalogue.vintage import Condition
from peelian.reference.period import month_end
from peelian.warehouse.conditions.examined import Examined, month_words, share_words
from peelian.warehouse.rows_view import quoted
from peelian.warehouse.source_shape import count_field

LEAST_MONTHS = 4
LEAST_MEDIAN = 20
SMALL_SHARE = 0.05


def find_stub_months(seen: Examined) -> list[Condition]:
    """Find months at either end with under a twentieth of the median month and a tenth of the month beside.

    Each slice of the source is looked at by itself. Files of fewer than four months and series with fewer
    than 20 in the median month are left alone: there, chance alone makes small months. So are sources
    gathered in waves, whose fieldwork may touch a month by a few days.
    """
    if not seen.source.period or seen.source.in_waves:
        return []
    stubs: dict[dt.date, tuple[int, float]] = {}
    for _, group in groupby(_amounts(seen), key=lambda row: row[0]):
        stubs.update(_stubs({month: amount for _, month, amount in group}))
    return [_explain(seen, month, *numbers) for month, numbers in sorted(stubs.items())]


def _amounts(seen: Examined) -> list[tuple[Any, ...]]:
    """Return slice, month and amount, in order; where rows are counted, the profile has told them."""
    if count_field(seen.source) is None:
        told = seen.told.records.items()
        return sorted((key, month, rows) for (key, month), rows in told if month is not None)
    return seen.ask(
        f"SELECT {seen.slice()} AS slice, {seen.month()} AS month, {seen.amount()} FROM rows "
        f"WHERE {quoted(seen.source.period)} IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2"
    )


def _stubs(amounts: dict[dt.date, int]) -> dict[dt.date, tuple[int, float]]:
    """Return the stub months of one series -> (amount, median of the others)."""
    found: dict[dt.date, tuple[int, float]] = {}
    months = list(amounts)
    for position, beside in ((0, 1), (-1, -2)):
        while len(months) >= LEAST_MONTHS:
            month, next_to = months[position], months[beside]
            usual = median(amounts[other] for other in months if other != month)
            tiny = (
                amounts[month] < SMALL_SHARE * usual and amounts[month] < 2 * SMALL_SHARE * amounts[next_to]
            )
            if usual < LEAST_MEDIAN or not tiny:
                break
            found[month] = (amounts[month], usual)
            months.pop(position)
    return found


def _explain(seen: Examined, month: dt.date, amount: int, usual: float) -> Condition:
    return Condition(
        trap="stub-month",
        says=(
            f"{month_words(month)} holds {amount:,} {seen.what()}, {share_words(amount / usual)} of the "
            f"{usual:,.0f} in the median month of this file: it is a stub, not a month. Leave it out of "
            "every total, trend and comparison."
        ),
        start=month,
        end=month_end(month),
        severity="block",
    )
