"""Totals: how many offences the chosen priorities hold in a month, and how many in the month before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from peelian.findings.finding import Change, Finding
from peelian.findings.judgement import judge
from peelian.framework.outcomes import MONTH, Told
from peelian.framework.plan import Choice
from peelian.framework.total_steps import steps_of
from peelian.framework.words import TITLES
from peelian.measures.steps import FEWEST_DEGREES
from peelian.reference.area import Area
from peelian.reference.period import Period, add_months, month_end
from peelian.statistics.dispersion import estimate_dispersion
from peelian.statistics.rate_ratio import exact_ratio

_MEASURE = "chosen_priorities_total"
_YEAR = 12
_STEM = "count.month.choices"

Row = Mapping[str, Any]


def total_findings(
    told: Told,
    choices: Sequence[Choice],
    *,
    area: Area,
    day: dt.date,
    caveats: Sequence[str],
    code_version: str,
) -> tuple[Finding, ...]:
    """Return the offences of one month under all choices beside the month before, and the step between.

    Nothing when none is told.

    Only choices told in both months are added, so that the two totals count the same things; one on which a
    break falls between the two months is left out too. The change is raw: months differ in length and in
    season. Its interval is the exact one for two counts, widened by how much the total varies more than
    chance around its calendar months; without two years to see that from, there is no comparison. The step is
    told as it stands and per day (`steps_of`).

    Parameters
    ----------
    told
        What the findings say.
    choices
        The choices that count on the day.
    area, day
        Where, and the last day of the month.
    caveats, code_version
        Keys of caveats of the plan, and the version of the code.
    """
    before = month_end(add_months(day, -1))
    pairs = [
        (now, earlier)
        for choice in choices
        if (now := _row(told, choice, day)) and (earlier := _row(told, choice, before))
        if not _breaks_between(now, earlier)
    ]
    if not pairs:
        return ()
    rows = [row for pair in pairs for row in pair]
    value, previous = (sum(int(pair[side]["value"]) for pair in pairs) for side in (0, 1))
    spread = _spread(told, choices, day)
    change = _change(spread, day, value=value, previous=previous)
    doubtful = any(row["state"] == "low reliability" for row in rows)
    total = Finding(
        measure=_MEASURE,
        title=TITLES[_MEASURE],
        area=area,
        period=Period.month(day),
        kind="count",
        unit="offences",
        value=value,
        numerator=value,
        denominator=None,
        base=value,
        method=_STEM if change is None else f"{_STEM}.exact_poisson",
        code=code_version,
        change=change,
        state="low reliability" if doubtful else "shown",
        caveats=tuple(dict.fromkeys((*caveats, *_keys(rows, "caveats")))),
        breaks=_keys(rows, "breaks"),
        vintages=_keys(rows, "vintages"),
        synthetic=any(row["synthetic"] for row in rows),
    )
    if spread is None or spread[1] < FEWEST_DEGREES:
        return (total,)
    return total, *steps_of(total, dispersion=spread[0], degrees=spread[1])


def _row(told: Told, choice: Choice, day: dt.date) -> Row | None:
    row = told.rows.get((choice.area, choice.measure, MONTH, day))
    return row if row is not None and row["value"] is not None else None


def _breaks_between(now: Row, earlier: Row) -> bool:
    """Say whether a break that forbids comparison came with the newer of two months.

    Each month is compared with the same month a year earlier. A break between those that the month before
    does not have lies in the newer month.
    """
    return now["judgement"] == "not comparable" and bool(set(now["breaks"]) - set(earlier["breaks"]))


def _change(spread: tuple[float, float] | None, day: dt.date, *, value: int, previous: int) -> Change | None:
    if spread is None or not previous:
        return None
    factor, degrees = spread
    made = exact_ratio([value], [previous], dispersion=[factor], degrees=[degrees])
    lower, upper = float(made.lower[0]) - 1, float(made.upper[0]) - 1
    before = Period.month(add_months(day, -1))
    return Change(
        before,
        float(previous),
        value / previous - 1,
        lower,
        upper if np.isfinite(upper) else None,
        "percent",
        judge(lower, upper),
    )


def _spread(told: Told, choices: Sequence[Choice], day: dt.date) -> tuple[float, float] | None:
    """Return dispersion and degrees of freedom of the total in two years of whole months, or None."""
    days = [month_end(add_months(day, -back)) for back in range(2 * _YEAR)]
    series = [[_row(told, choice, each) for each in days] for choice in choices]
    whole = [[int(row["value"]) for row in rows if row] for rows in series if all(rows)]
    if not whole:
        return None
    totals = np.array(whole).sum(axis=0)
    found = estimate_dispersion([totals[:_YEAR]], [totals[_YEAR:]])
    return float(found.factor[0]), float(found.degrees[0])


def _keys(rows: Sequence[Row], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for row in rows for key in row[name]))
