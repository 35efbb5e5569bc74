"""Outcomes of choices: whether what an area chose fell or rose over twelve months, each named.

The course ("fell", "rose", "unchanged") is plain arithmetic, the way the number of falling priorities has
been told to the public. The judgement beside it comes from the interval of the change, as on every finding.
What cannot be compared, is kept back, or is not measured is neither: it is counted as just that.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import pyarrow as pa
import pyarrow.compute as pc

from peelian.findings.finding import Judgement
from peelian.framework.plan import Choice, Plan
from peelian.reference.period import add_months

Course = Literal["fell", "rose", "unchanged", "not comparable", "suppressed", "not measured"]

COMPARED: tuple[Course, ...] = ("fell", "rose", "unchanged")
"""The courses of choices that can be compared with the twelve months before."""

ROLLING, MONTH = "rolling 12 months", "month"
_COLUMNS = (
    "measure",
    "area_code",
    "period_to",
    "period_kind",
    "value",
    "previous",
    "change",
    "judgement",
    "state",
    "caveats",
    "breaks",
    "vintages",
    "synthetic",
)
_NEWEST = 12
_MONTHS_READ = 40
"""Thirteen months are totalled, each with the two years before it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one choice in the twelve months to one day, beside the twelve before.

    Parameters
    ----------
    choice
        What was chosen, by whom.
    course
        "fell", "rose" or "unchanged" by the two figures alone; else why they are not compared.
    judgement
        The word of the finding, from the interval of its change; None when nothing was compared.
    value, previous, change
        The two figures, and the change as a fraction; None when not shown.
    reason
        Why it is not measured, when that is known; else "".
    caveats, breaks, vintages, synthetic
        What the finding behind it carries.
    """

    choice: Choice
    course: Course
    judgement: Judgement | None = None
    value: float | None = None
    previous: float | None = None
    change: float | None = None
    reason: str = ""
    caveats: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    vintages: tuple[str, ...] = ()
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What the findings say of the places and measures of a plan's choices and menu.

    Parameters
    ----------
    rows
        (Area, measure, kind of period, last day) -> columns of the finding. Months are known of choices
        alone, which are totalled; years of the whole menu.
    months
        Last days of months that the choices can be told for, the earliest first. Months that only some of
        the sources have reached are left out.
    """

    rows: Mapping[tuple[str, str, str, dt.date], Mapping[str, Any]] = field(default_factory=dict)
    months: tuple[dt.date, ...] = ()

    @classmethod
    def gather(cls, table: pa.Table, plan: Plan) -> Told:
        """Read what is told of the choices and the menu of a plan from a table of findings.

        Parameters
        ----------
        table
            With `FINDINGS_SCHEMA`.
        plan
            The plan whose choices are looked up.
        """
        measures = {choice.measure for choice in plan.choices} | {each.measure for each in plan.menu}
        wanted = {
            "measure": [name for name in measures if name],
            "area_code": [choice.area for choice in plan.choices],
            "kind": ["count"],
            "period_kind": [ROLLING, MONTH],
        }
        kept = pc.is_null(table["group"])
        for name, values in wanted.items():
            kept = pc.and_(kept, pc.is_in(table[name].cast(pa.string()), pa.array(values, pa.string())))
        rows = {
            (row["area_code"], row["measure"], row["period_kind"], row["period_to"]): row
            for row in _in_reach(table.select(_COLUMNS).filter(kept), plan).to_pylist()
        }
        return cls(rows, _months(rows, plan))

    def outcomes(self, choices: Iterable[Choice], day: dt.date) -> tuple[Outcome, ...]:
        """Return what became of choices in the twelve months to a day, in their order."""
        return tuple(
            _outcome(choice, self.rows.get((choice.area, choice.measure, ROLLING, day))) for choice in choices
        )


def _in_reach(table: pa.Table, plan: Plan) -> pa.Table:
    """Keep the years that end within the plan or after it, and the newest months of what was chosen."""
    newest = pc.max(table["period_to"]).as_py()
    if newest is None:
        return table
    months = pc.equal(table["period_kind"].cast(pa.string()), MONTH)
    since = add_months(newest, -_MONTHS_READ)
    late = pc.greater_equal(table["period_to"], pc.if_else(months, since, plan.start))
    area, measure = (table[name].cast(pa.string()) for name in ("area_code", "measure"))
    pairs = pa.array(sorted({f"{each.area} {each.measure}" for each in plan.choices}), pa.string())
    chosen = pc.is_in(pc.binary_join_element_wise(area, measure, " "), pairs)
    return table.filter(pc.and_(late, pc.or_(chosen, pc.invert(months))))


def _months(rows: Iterable[tuple[str, str, str, dt.date]], plan: Plan) -> tuple[dt.date, ...]:
    pairs = {(choice.area, choice.measure) for choice in plan.choices}
    seen = [
        (kind, day) for area, measure, kind, day in rows if (area, measure) in pairs and day >= plan.start
    ]
    told = Counter(day for kind, day in seen if kind == ROLLING) or Counter(day for _, day in seen)
    if not told:
        return ()
    newest: Sequence[dt.date] = sorted(told)[-_NEWEST:]
    most = max(told[day] for day in newest)
    last = max(day for day in newest if told[day] == most)
    return tuple(day for day in sorted(told) if day <= last)


def _outcome(choice: Choice, row: Mapping[str, Any] | None) -> Outcome:
    if row is None:
        reason = choice.not_measured or "There is no finding of it for these twelve months."
        return Outcome(choice, "not measured", reason=reason)
    return Outcome(
        choice,
        course := _course(row),
        row["judgement"],
        row["value"],
        row["previous"],
        row["change"],
        choice.not_measured or _reason(row) if course == "not measured" else "",
        tuple(row["caveats"]),
        tuple(row["breaks"]),
        tuple(row["vintages"]),
        row["synthetic"],
    )


def _reason(row: Mapping[str, Any]) -> str:
    if row["value"] is None:
        return "Not every one of these twelve months is measured."
    return "There are no twelve months before to compare with."


def _course(row: Mapping[str, Any]) -> Course:
    value, previous = row["value"], row["previous"]
    if row["state"] == "suppressed":
        return "suppressed"
    if value is None:
        return "not measured"
    if row["judgement"] == "not comparable" or row["state"] == "not comparable":
        return "not comparable"
    if row["judgement"] is None or previous is None:
        return "not measured"
    if value == previous:
        return "unchanged"
    return "fell" if value < previous else "rose"
