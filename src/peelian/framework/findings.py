"""Findings that a plan gives rise to: what came of the chosen priorities, and of those not chosen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from peelian.findings.finding import Finding
from peelian.findings.lay_flat import lay_flat
from peelian.framework.outcomes import Told
from peelian.framework.plan import Choice, Plan
from peelian.framework.tallies import tally_findings
from peelian.framework.totals import total_findings
from peelian.framework.words import ILLUSTRATION, PAST, SOME_UNKNOWN
from peelian.reference.area import Area

_MONTHS_TOTALLED = 13


def derive_findings(table: pa.Table, plan: Plan, *, areas: Mapping[str, Area], code_version: str) -> pa.Table:
    """Return what follows from findings and a plan, as more findings.

    For every month since the plan began that the choices are told for: how many of the chosen priorities
    fell, rose, fell or rose clearly, did not change clearly, cannot be compared, are kept back or are not
    measured, for the whole force area and for each area that chose; the same for what those areas left on
    the menu; and for the newest thirteen months the offences under all choices together, with the step from
    the month before. Give it findings as they are published, after small numbers are kept back.

    Parameters
    ----------
    table
        With `FINDINGS_SCHEMA`.
    plan
        The plan; once it is past, its last choices are counted and the findings say so.
    areas
        Areas of the workspace by code, one force among them.
    code_version
        Written on every finding.

    Returns
    -------
    pyarrow.Table
        With `FINDINGS_SCHEMA`; empty when nothing chosen is told.
    """
    told = Told.gather(table, plan)
    made: list[Finding] = []
    for day in told.months:
        if choices := plan.choices_on(day):
            month = _Month(told, plan, choices, day, areas, code_version)
            made += month.tallies()
            made += month.total() if day in told.months[-_MONTHS_TOTALLED:] else []
    return lay_flat(made)


def not_chosen(plan: Plan, area: Area, day: dt.date) -> tuple[Choice, ...]:
    """Return what an area left on the menu, in the shape of choices; nothing when its choice is not known.

    Parameters
    ----------
    plan, area
        Whose menu, and which area.
    day
        A day; for a month, its last one.
    """
    return tuple(
        Choice(
            area=area.code,
            area_name=area.name,
            level=area.level,
            measure=each.measure,
            title=each.title,
            start=plan.start,
            end=plan.end,
            not_measured=each.not_measured,
        )
        for each in plan.not_chosen_on(day, area=area.code)
        if each.measure is not None
    )


@dataclass(frozen=True, slots=True)
class _Month:
    """The choices that count in one month, and what is told of them."""

    told: Told
    plan: Plan
    choices: Sequence[Choice]
    day: dt.date
    areas: Mapping[str, Area]
    code_version: str

    def force(self) -> Area:
        return next(area for area in self.areas.values() if area.level == "force")

    def places(self) -> list[Area]:
        chose = dict.fromkeys((choice.area, choice.level, choice.area_name) for choice in self.choices)
        return [Area(code, level, name) for code, level, name in chose if code in self.areas]

    def tallies(self) -> Iterator[Finding]:
        force, places = self.force(), self.places()
        left = [choice for place in places for choice in not_chosen(self.plan, place, self.day)]
        for stem, counted in (("chosen_priorities", self.choices), ("not_chosen", left)):
            outcomes = self.told.outcomes(counted, self.day)
            for place in (force, *(place for place in places if place != force)):
                whole = place.level == "force"
                mine = [each for each in outcomes if whole or each.choice.area == place.code]
                if mine:
                    yield from tally_findings(
                        mine,
                        area=place,
                        day=self.day,
                        caveats=self.caveats(None if whole else place),
                        code_version=self.code_version,
                        stem=stem,
                    )

    def total(self) -> list[Finding]:
        found = total_findings(
            self.told,
            self.choices,
            area=self.force(),
            day=self.day,
            caveats=self.caveats(None),
            code_version=self.code_version,
        )
        return list(found)

    def caveats(self, place: Area | None) -> tuple[str, ...]:
        """Return the plan's own caveats on what is told of one place, or of all together."""
        mine = [choice for choice in self.choices if place is None or choice.area == place.code]
        told = (
            (self.plan.standing(self.day) == "past", PAST),
            (any(choice.illustration for choice in mine), ILLUSTRATION),
            (place is None and self._some_unknown(), SOME_UNKNOWN),
        )
        return tuple(key for holds, key in told if holds)

    def _some_unknown(self) -> bool:
        known = {choice.area for choice in self.choices}
        levels = {choice.level for choice in self.choices}
        return any(
            area.level in levels and area.is_real() and area.code not in known for area in self.areas.values()
        )
