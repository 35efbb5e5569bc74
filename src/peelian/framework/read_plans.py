"""Reading plans from the files of a workspace; each has its dates, and at most one is in force on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path

from peelian.definitions.located import Located, read_located
from peelian.errors import DefinitionError
from peelian.framework.plan import Plan
from peelian.framework.resolve import resolve_plan
from peelian.framework.surroundings import Surroundings


def read_plans(files: Iterable[Path], surroundings: Surroundings) -> tuple[Plan, ...]:
    """Read and check every plan, the earliest first.

    Parameters
    ----------
    files
        Files of plans; each document begins with `plan:`.
    surroundings
        What the plans' names must be found in.

    Raises
    ------
    DefinitionError
        If a document is no plan, a plan is wrong, two have one name, or two are valid on the same day.
    """
    found: list[tuple[Plan, Located]] = []
    for path in files:
        documents = read_located(path)
        if not documents:
            raise _no_plan(path.name, "an empty file")
        for document in documents:
            first = next(iter(document.data), None) if isinstance(document.data, dict) else document.data
            if first != "plan":
                raise _no_plan(document.where(()), f"'{first}' as the first key")
            plan = resolve_plan(document, surroundings)
            for other, where in found:
                _check_apart(plan, document, other, where)
            found.append((plan, document))
    return tuple(sorted((plan for plan, _ in found), key=lambda plan: plan.start))


def plan_for(plans: Sequence[Plan], day: dt.date) -> Plan | None:
    """Return the plan in force on a day, else the last one past, else None.

    Parameters
    ----------
    plans
        The plans of a workspace.
    day
        Last day of the newest data, or any other day.
    """
    begun = [plan for plan in plans if plan.start <= day]
    return max(begun, key=lambda plan: plan.start, default=None)


def _no_plan(place: str, found: str) -> DefinitionError:
    return DefinitionError(
        place,
        found=found,
        accepted="a plan, which begins with 'plan: NAME'",
        next_step="write the plan, or move the file out of plan/",
    )


def _check_apart(plan: Plan, document: Located, other: Plan, where: Located) -> None:
    place = where.where(("plan",))
    if plan.id == other.id:
        raise DefinitionError(
            document.where(("plan",)),
            found=f"the plan '{plan.id}' a second time (first in {place})",
            accepted="each name once",
            next_step="rename or remove one of the two",
        )
    if plan.start <= other.end and other.start <= plan.end:
        earlier = f"'{other.id}' ({place}) runs {other.start} to {other.end}"
        raise DefinitionError(
            document.where(("from",)),
            found=f"{plan.start} to {plan.end}, while {earlier}",
            accepted="plans that follow each other, so that one is in force on a day",
            next_step="change 'from' or 'to' of one of the two",
        )
