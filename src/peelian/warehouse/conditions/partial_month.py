"""A partial month: dated records begin late or stop before the month's end, so the month is not whole."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from math import exp, log, log1p
from statistics import fmean, pvariance

from peelian.catalogue.source import Source
from peelian.catalogue.vintage import Condition
from peelian.reference.period import month_end
from peelian.warehouse.conditions.examined import Examined, month_words
from peelian.warehouse.rows_view import quoted
from peelian.warehouse.source_shape import day_field, is_table

CHANCE = 1e-4
LEAST_RECORDS = 30


@dataclass(frozen=True, slots=True)
class _Gap:
    """Days without records at one end of a month, and the chance of that many in a month that is whole."""

    month: dt.date
    end: str
    days: int
    edge: dt.date
    records: int
    chance: float


def find_partial_months(seen: Examined) -> list[Condition]:
    """Find months whose records begin late or stop early by more than chance explains.

    The chance that a day has no record is taken from the days between the first and the last record: the
    larger of the share of them that are empty and what a negative binomial with their mean and variance
    gives. A month is partial when its silent days are more than any silence inside it and the chance of so
    many in a row is under 1 in 10,000. So a force with few records, or one that records on working days
    only, has to be silent for longer than one with hundreds of records a day. Months with fewer than 30
    records are left alone. In the month in which a system came into use or went out of it, only its own days
    are expected. Sources gathered in waves are left alone: their fieldwork begins and ends on any day.
    """
    field = None if seen.source.period == "" or seen.source.in_waves else day_field(seen.source, seen.layout)
    if field is None or field not in seen.columns or is_table(seen.source):
        return []
    rows = seen.ask(
        f"SELECT {seen.slice()} AS slice, CAST({quoted(field)} AS DATE) AS day, count(*) FROM rows "
        f"WHERE {quoted(field)} IS NOT NULL GROUP BY 1, 2"
    )
    months: dict[tuple[tuple[str, ...], dt.date], dict[dt.date, int]] = defaultdict(dict)
    for key, day, records in rows:
        months[tuple(key), day.replace(day=1)][day] = records
    gaps = [gap for (_, month), days in months.items() for gap in _gaps(month, days, seen.source)]
    return [_explain(gap) for gap in sorted(gaps, key=lambda gap: (gap.month, gap.end))]


def _gaps(month: dt.date, days: dict[dt.date, int], source: Source) -> list[_Gap]:
    records, first, last = sum(days.values()), min(days), max(days)
    if records < LEAST_RECORDS or (first == last and first in (month, month_end(month))):
        return []
    counts = [days.get(first + dt.timedelta(days=step), 0) for step in range((last - first).days + 1)]
    empty = _chance_of_empty_day(counts)
    longest = _longest_silence(counts)
    opened = max([month, *(s.start for s in source.systems if s.start and month <= s.start <= first)])
    closed = min([month_end(month), *(s.end for s in source.systems if s.end and last <= s.end)])
    found = []
    for end, silent, edge in (
        ("end", (closed - last).days, last),
        ("start", (first - opened).days, first),
    ):
        if silent > longest and empty**silent < CHANCE:
            found.append(_Gap(month, end, silent, edge, records, empty**silent))
    return found


def _chance_of_empty_day(counts: list[int]) -> float:
    mean, spread = fmean(counts), pvariance(counts)
    # One day, or days more even than chance makes them: the Poisson distribution.
    if spread <= mean:
        expected = exp(-mean)
    else:
        size = mean * mean / (spread - mean)
        expected = (
            exp(size * (log(size) - log(size + mean))) if size < 1e6 else exp(-size * log1p(mean / size))
        )
    return max(expected, counts.count(0) / len(counts))


def _longest_silence(counts: list[int]) -> int:
    longest = run = 0
    for count in counts:
        run = 0 if count else run + 1
        longest = max(longest, run)
    return longest


def _explain(gap: _Gap) -> Condition:
    odds = "under 1 in a million" if gap.chance < 1e-6 else f"about 1 in {round(1 / gap.chance, -3):,.0f}"
    day = f"{gap.edge.day} {month_words(gap.edge)}"
    what = (
        f"Records of {month_words(gap.month)} stop on {day}, {gap.days} days before the month ends"
        if gap.end == "end"
        else f"Records of {month_words(gap.month)} begin on {day}, {gap.days} days after the month began"
    )
    return Condition(
        trap="partial-month",
        says=(
            f"{what}; there are {gap.records:,}. Chance alone would leave so many days empty in {odds} whole "
            f"months. Do not use the month as a total or compare it with others."
        ).replace(" 1 days", " 1 day"),
        start=gap.month,
        end=month_end(gap.month),
        severity="block",
    )
