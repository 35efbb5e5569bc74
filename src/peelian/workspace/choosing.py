"""Choosing: what came of the chosen priorities in the last build, and what an area may choose from."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from peelian.errors import DefinitionError, NotFound
from peelian.findings.store import read_findings
from peelian.framework.chooser import Candidate, candidates
from peelian.framework.findings import not_chosen
from peelian.framework.outcomes import Outcome, Told
from peelian.framework.plan import Plan
from peelian.framework.tallies import tally
from peelian.reference.area import Area
from peelian.version import __version__
from peelian.workspace.selecting import select_findings

if TYPE_CHECKING:
    from peelian.workspace.workspace import Workspace

_MONTH = re.compile(r"^\d{4}-(0[1-9]|1[0-2])$")


@dataclass(frozen=True, slots=True)
class ChosenReport:
    """What came of the chosen priorities over twelve months.

    Parameters
    ----------
    plan
        The plan.
    day
        Last day of the twelve months; None when nothing chosen is told.
    chosen, left
        Outcomes of what was chosen, and of what was left on the menu.
    """

    plan: Plan
    day: dt.date | None
    chosen: tuple[Outcome, ...] = ()
    left: tuple[Outcome, ...] = ()

    def as_record(self) -> dict[str, Any]:
        """Return the documented JSON form."""
        return {
            "plan": self.plan.id,
            "standing": None if self.day is None else self.plan.standing(self.day),
            "to": None if self.day is None else self.day.isoformat(),
            "tally": _counts(self.chosen),
            "chosen": [_record(each) for each in self.chosen],
            "not_chosen_tally": _counts(self.left),
            "not_chosen": [_record(each) for each in self.left],
        }


def report_chosen(
    workspace: Workspace, plan: Plan, *, month: str | None = None, area: str | None = None
) -> ChosenReport:
    """Return what came of the chosen priorities of a plan in the last build.

    Parameters
    ----------
    workspace, plan
        The workspace and one of its plans.
    month
        Last month of the twelve ("2025-11"); left out, the newest that the choices are told for.
    area
        Code or name of one area; left out, all.

    Raises
    ------
    NotFound
        If nothing was built, or the area chose nothing.
    DefinitionError
        If the month is not understood.
    """
    names = {choice.measure for choice in plan.choices} | {w.measure for w in plan.menu if w.measure}
    folder = workspace.store.folder / "findings"
    told = Told.gather(read_findings(folder, measures=sorted(names), kinds=["count"]), plan)
    day = _last_day(month) if month else (told.months[-1] if told.months else None)
    if day is None:
        return ChosenReport(plan, None)
    choices = plan.choices_on(day)
    places = {choice.area: Area(choice.area, choice.level, choice.area_name) for choice in choices}
    if area is not None:
        wanted = area.strip().casefold()
        places = {code: p for code, p in places.items() if wanted in (code.casefold(), p.name.casefold())}
        if not places:
            raise _chose_nothing(plan, area)
    left = [choice for place in places.values() for choice in not_chosen(plan, place, day)]
    mine = [choice for choice in choices if choice.area in places]
    return ChosenReport(plan, day, told.outcomes(mine, day), told.outcomes(left, day))


def list_candidates(workspace: Workspace, plan: Plan, *, area: str) -> tuple[Area, tuple[Candidate, ...]]:
    """Return an area and every candidate of the plan's menu there, from the last build.

    Raises
    ------
    NotFound
        If nothing was built, no finding is about the area, or the plan has no menu.
    """
    if not plan.menu:
        raise NotFound(
            f"plan '{plan.id}'",
            found="no menu",
            accepted="'menu' with the measures that an area may choose from",
            next_step="add 'menu' to the plan",
        )
    folder = workspace.store.folder / "findings"
    here = select_findings(folder, areas=[area]).select(["area_code", "area_level", "area_name"])
    found = [Area(*row.values()) for row in here.group_by(here.column_names).aggregate([]).to_pylist()]
    place = min(found, key=lambda each: (_LEVELS.index(each.level), each.code))
    names = [each.measure for each in (*plan.menu, *([plan.total] if plan.total else [])) if each.measure]
    table = read_findings(folder, measures=names, levels=[place.level])
    return place, candidates(table, plan, area=place, code_version=__version__)


_LEVELS = ("force", "borough", "neighbourhood", "ward", "lsoa", "elsewhere", "region", "country")


def _last_day(month: str) -> dt.date:
    if not _MONTH.match(month):
        raise DefinitionError(
            f"month '{month}'",
            found=f"'{month}'",
            accepted="a year and a month, such as 2025-11",
            next_step="write the month in this way",
        )
    year, number = int(month[:4]), int(month[5:])
    return dt.date(year, number, calendar.monthrange(year, number)[1])


def _chose_nothing(plan: Plan, area: str) -> NotFound:
    names = sorted({choice.area_name for choice in plan.choices})
    return NotFound(
        f"area '{area}'",
        found="no choice of it that counts in this month",
        accepted=", ".join(names) or "none: the plan has no choices",
        next_step=f"name one of these, or add the area's choice to the plan '{plan.id}'",
    )


def _counts(outcomes: Sequence[Outcome]) -> dict[str, int]:
    count = tally(outcomes)
    return {
        "fell": count.fell,
        "rose": count.rose,
        "unchanged": count.unchanged,
        "compared": count.compared,
        "of": count.chosen,
        "fell_clearly": count.fell_clearly,
        "rose_clearly": count.rose_clearly,
        "no_clear_change": count.no_clear_change,
        "not_comparable": count.not_comparable,
        "suppressed": count.suppressed,
        "not_measured": count.not_measured,
    }


def _record(outcome: Outcome) -> dict[str, Any]:
    choice = outcome.choice
    return {
        "area": {"code": choice.area, "level": choice.level, "name": choice.area_name},
        "measure": choice.measure,
        "title": choice.title,
        "course": outcome.course,
        "judgement": outcome.judgement,
        "value": outcome.value,
        "previous": outcome.previous,
        "change": outcome.change,
        "reason": outcome.reason,
        "illustration": choice.illustration,
        "source": choice.source,
        "synthetic": outcome.synthetic,
    }
