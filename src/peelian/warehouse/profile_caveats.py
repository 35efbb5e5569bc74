"""Caveats from profiles: where a field is filled, defaulted or late as it is not in other months."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist, median

from peelian.catalogue.caveat import Caveat, Effect, Scope, Severity
from peelian.catalogue.quality import FieldMonth
from peelian.catalogue.source import Source
from peelian.reference.period import month_end
from peelian.warehouse.condition_caveats import NOTICED, slice_values
from peelian.warehouse.conditions.examined import share_words
from peelian.warehouse.month_runs import run_words, runs_of

LEAST_RECORDS = 30
LEAST_MONTHS = 3
COMPLETENESS_MOVES = 0.10
_STANDARD_ERRORS = 3.5
_CHANCE = 0.01
_SPIKES = {"1900-01-01": 0.01, "1 January": 0.02, "midnight": 0.10, "0": 0.01}
_OTHER_SPIKE = 0.05
_JANUARY_SPIKE = 0.15
_INVALID = 0.01
_LATE_DAYS = 14


@dataclass(frozen=True, slots=True)
class _Finding:
    """Something noticed about one field in one slice, in some months."""

    kind: str
    months: tuple[FieldMonth, ...]
    says: Callable[[tuple[FieldMonth, ...], str], str]
    effect: Effect
    severity: Severity
    advice: str


def profile_caveats(source: Source, profiles: Sequence[FieldMonth]) -> list[Caveat]:
    """Return the caveats that profiles give rise to.

    A field is compared with itself in the other months of the same slice: its completeness when it moves by
    more than 10 percentage points from the median month (and by more than 3.5 standard errors, or as many
    more as keep the chance of one false move among all fields and months under 1 in 100), its median lag when
    it doubles and grows by more than 14 days.
    Default-looking and not-allowed values are told from the share at which they stop being coincidence.
    Months with fewer than 30 records are left alone.
    """
    series: dict[tuple[str, tuple[str, ...]], dict[dt.date | None, FieldMonth]] = {}
    for found in profiles:
        series.setdefault((found.field, found.slice), {})[found.month] = found
    caveats = []
    errors = _errors_needed(profiles)
    for (field, key), months in sorted(series.items(), key=lambda item: item[0]):
        if field in source.fields:
            large = [found for _, found in sorted(months.items(), key=lambda item: str(item[0]))]
            large = [found for found in large if found.records >= LEAST_RECORDS]
            for finding in _findings(source.fields[field].label or field, large, errors):
                caveats += list(_caveats(source, field, key, finding))
    return caveats


def _errors_needed(profiles: Sequence[FieldMonth]) -> float:
    """Return how many standard errors a month must be off, given how many fields and months are looked at."""
    partly = sum(0 < found.filled < found.records >= LEAST_RECORDS for found in profiles)
    return max(_STANDARD_ERRORS, NormalDist().inv_cdf(1 - _CHANCE / (2 * max(partly, 1))))


def _findings(label: str, months: list[FieldMonth], errors: float) -> Iterable[_Finding]:
    dated = [found for found in months if found.month is not None]
    if len(dated) >= LEAST_MONTHS:
        yield from _completeness(label, dated, errors)
        yield from _lag(label, dated)
    yield from _spikes(label, months)
    yield from _validity(label, months)


def _completeness(label: str, months: list[FieldMonth], errors: float) -> Iterable[_Finding]:
    usual = median(month.complete for month in months)
    moved = [month for month in months if _moves(month, usual, errors)]

    def says(run: tuple[FieldMonth, ...], when: str) -> str:
        filled, records = sum(month.filled for month in run), sum(month.records for month in run)
        return (
            f"{label} is filled in on {share_words(filled / records)} of the records {when} ({filled:,} of "
            f"{records:,}), against {share_words(usual)} in the usual month."
        )

    advice = "Do not compare breakdowns by this field across these months; say how many are not recorded."
    below = tuple(month for month in moved if month.complete < usual)
    above = tuple(month for month in moved if month.complete > usual)
    if below:
        yield _Finding("less-complete", below, says, "missing", "warn", advice)
    if above:
        yield _Finding("more-complete", above, says, "read with care", "note", advice)


def _moves(month: FieldMonth, usual: float, errors: float) -> bool:
    """Say whether a month is more than 10 points, and more than chance explains, from the usual."""
    share = min(max(usual, 0.01), 0.99)
    error = sqrt(share * (1 - share) / month.records)
    return abs(month.complete - usual) > max(COMPLETENESS_MOVES, errors * error)


def _lag(label: str, months: list[FieldMonth]) -> Iterable[_Finding]:
    lags = [month.lag_days for month in months if month.lag_days is not None]
    if len(lags) < LEAST_MONTHS:
        return
    usual = median(lags)
    late = tuple(
        month
        for month in months
        if month.lag_days is not None and month.lag_days > max(2 * usual, usual + _LATE_DAYS)
    )

    def says(run: tuple[FieldMonth, ...], when: str) -> str:
        worst = max(month.lag_days or 0.0 for month in run)
        return (
            f"{label}: half of the records {when} came {worst:,.0f} days or more after the event, against "
            f"{usual:,.0f} days in the usual month."
        )

    if late:
        advice = "Read the months by when things happened with care: some are recorded elsewhere in time."
        yield _Finding("late", late, says, "imprecise", "note", advice)


def _spikes(label: str, months: list[FieldMonth]) -> Iterable[_Finding]:
    spiked: dict[str, list[FieldMonth]] = {}
    for month in months:
        if month.spike_value and (month.spike_share or 0.0) >= _least_share(month):
            spiked.setdefault(month.spike_value, []).append(month)
    for value, those in spiked.items():

        def says(run: tuple[FieldMonth, ...], when: str, value: str = value) -> str:
            share = sum((month.spike_share or 0.0) * month.filled for month in run)
            share /= sum(month.filled for month in run)
            return (
                f"{label} is {value} on {share_words(share)} of the records that have it {when}, which looks "
                f"like a default and not like what happened."
            )

        advice = "Do not read this value as an observation: leave it out where the field matters."
        yield _Finding("default-value", tuple(those), says, "imprecise", "note", advice)


def _least_share(month: FieldMonth) -> float:
    if month.spike_value == "1 January" and month.month is not None and month.month.month == 1:
        return _JANUARY_SPIKE
    return _SPIKES.get(month.spike_value or "", _OTHER_SPIKE)


def _validity(label: str, months: list[FieldMonth]) -> Iterable[_Finding]:
    wrong = tuple(month for month in months if month.filled - month.valid >= max(1, _INVALID * month.filled))

    def says(run: tuple[FieldMonth, ...], when: str) -> str:
        filled, valid = sum(month.filled for month in run), sum(month.valid for month in run)
        return f"{label} holds {filled - valid:,} values of {filled:,} {when} that are not allowed for it."

    if wrong:
        yield _Finding(
            "not-allowed", wrong, says, "misclassification", "warn", "Leave them out of breakdowns."
        )


def _caveats(source: Source, field: str, key: tuple[str, ...], finding: _Finding) -> Iterable[Caveat]:
    by_month = {month.month: month for month in finding.months}
    runs: list[tuple[dt.date, ...]] = runs_of([month for month in by_month if month is not None])
    for run in runs or [()]:
        inside = tuple(by_month[month] for month in run) if run else finding.months
        when = run_words(run) if run else "in the file"
        start = run[0].strftime("-%Y-%m") if run else ""
        place = "".join(f"-{part}" for part in key if part)
        yield Caveat(
            id=re.sub(r"[^0-9a-z_-]+", "-", f"auto-{finding.kind}-{field}{start}{place}".lower()),
            says=finding.says(inside, when),
            scope=Scope(
                fields=(field,),
                values=slice_values(source, key),
                start=run[0] if run else None,
                end=month_end(run[-1]) if run else None,
            ),
            effect=finding.effect,
            severity=finding.severity,
            source=NOTICED,
            advice=finding.advice,
            automatic=True,
        )
