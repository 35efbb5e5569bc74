"""A priority: where it is changing, whether this month is unusual, what it watches, and what nobody
measures yet.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable

from peelian.framework.plan import Pillar, Plan, Priority
from peelian.publication.choices_told import say_chosen, tallied
from peelian.publication.desk import Desk, month_words
from peelian.publication.edition import MeasureText
from peelian.publication.headlines import headline_of_area, headline_of_places
from peelian.publication.nouns import uncapital
from peelian.publication.page import Page, Promise, say_caveats_once
from peelian.publication.pages import framework, gaming, stops
from peelian.publication.panel import Panel
from peelian.publication.panels.chosen import beside_panel, chosen_panel
from peelian.publication.panels.gaming import looks
from peelian.publication.panels.history import history_panel
from peelian.publication.panels.largest import largest_panel
from peelian.publication.panels.lenses import lenses_panel
from peelian.publication.panels.maps import Outlines
from peelian.publication.panels.places import places_panel
from peelian.publication.panels.seasons import seasons_panel
from peelian.publication.panels.trajectory import trajectory_panel
from peelian.publication.panels.unusual import unusual_panel
from peelian.publication.panels.watched_by import watched_panel
from peelian.publication.plan_words import PlanWords
from peelian.publication.reader import Reader
from peelian.publication.sentences import say_finding


def pages(reader: Reader, _outlines: Outlines) -> Iterable[Promise]:
    """Promise one page for each priority of the plan."""
    plan = reader.edition.plan
    if plan is None:
        return ()
    told = PlanWords(reader, plan)
    return tuple(
        Promise(told.paths[priority.id], functools.partial(_make, told, plan, pillar, priority))
        for pillar, priority in plan.priorities()
    )


def _make(told: PlanWords, plan: Plan, pillar: Pillar, priority: Priority) -> Page:
    reader, path = told.reader, told.paths[priority.id]
    desk = told.desk(path)
    lead = _lead(desk, told, priority)
    now = reader.now(lead, reader.top) if lead is not None else None
    says = (
        say_finding(now, lead, caveats=reader.edition.caveats) if now is not None and lead is not None else ""
    )
    first = next(iter(priority.watch), None)
    missing = told.why_not(first) if lead is None and first is not None else ""
    counted = say_chosen(tallied(desk, reader.top)) if priority.chosen_by_areas else ""
    chosen, _, rest = counted.rstrip(".").partition(". ")
    title = f"{priority.title} is not measured yet" if not counted else chosen
    return Page(
        path=path,
        headline=_headline(reader, lead) if lead is not None else title,
        section="framework",
        overline=f"{priority.title} · {priority.kind}" if priority.kind else priority.title,
        stand_first=says or (f"{rest}." if rest else missing),
        meta=_meta(reader, told, lead),
        crumbs=(("Overview", "index.html"), ("Priorities", framework.PATH)),
        panels=say_caveats_once(_panels(desk, told, priority, lead)),
        template="priority.html",
        more={
            "about": " ".join(part for part in (priority.says, _why(priority)) if part),
            "labels": told.labels(),
            "pillar": pillar.title,
            "plan": plan.title,
            "kind": plan.kinds.get(priority.kind, ""),
            "aim": priority.aim,
            "action_plan": priority.action_plan,
            "chips": _chips(desk, told, priority),
        },
    )


def _why(priority: Priority) -> str:
    return f"Why it may rise: {uncapital(priority.may_rise)}" if priority.may_rise else ""


def _lead(desk: Desk, told: PlanWords, priority: Priority) -> MeasureText | None:
    """Return the first measure watched that has figures."""
    for watched in priority.watch:
        if told.is_measured(watched):
            return desk.measure(watched.measure)
    return None


def _panels(
    desk: Desk, told: PlanWords, priority: Priority, lead: MeasureText | None
) -> Iterable[Panel | None]:
    reader = desk.reader
    if lead is not None:
        if reader.levels:
            yield places_panel(desk, lead, reader.levels[0])
            yield largest_panel(desk, lead, reader.levels[0])
        yield unusual_panel(desk, lead, reader.top)
        yield trajectory_panel(desk, lead, reader.top)
    if priority.chosen_by_areas:
        yield chosen_panel(desk, told)
        yield beside_panel(desk, told)
    yield watched_panel(desk, told, [priority], name="watched", title="What is watched")
    yield lenses_panel(desk, told, [priority])
    if lead is not None:
        yield history_panel(desk, lead, reader.top)
        yield seasons_panel(desk, lead, reader.top)


def _headline(reader: Reader, lead: MeasureText) -> str:
    for level in reader.levels[:1]:
        findings = reader.across(lead, level)
        if len(findings) > 1:
            one, many = reader.words(level, several=False), reader.words(level)
            return headline_of_places(findings, lead, one=one, many=many)
    return headline_of_area(reader.now(lead, reader.top), lead, area=reader.top.name)


def _meta(reader: Reader, told: PlanWords, lead: MeasureText | None) -> str:
    source = next(
        (s.title for s in reader.edition.sources if lead is not None and s.source == lead.source), ""
    )
    parts = [part for part in (source, reader.edition.force) if part]
    parts += [f"data to {month_words(told.newest())}"] if lead is not None else []
    parts += [f"next update {reader.edition.next_update}"] if reader.edition.next_update else []
    return " · ".join(parts)


def _chips(desk: Desk, told: PlanWords, priority: Priority) -> list[tuple[str, str]]:
    """Return ways to look at it otherwise: every measure watched, the lists of areas, the plan and the
    searches.
    """
    chips = []
    for watched in priority.watch:
        measure = desk.measure(watched.measure)
        if measure is not None and told.is_measured(watched):
            chips.append((f"{watched.title} in full", desk.link(desk.reader.measure_path(measure))))
    levels = [level for level in desk.reader.levels[:1] if level in desk.reader.paged]
    chips += [
        (f"What each {desk.reader.words(level, several=False)} chose", desk.link(f"{level}/index.html"))
        for level in levels
    ]
    chips.append(("Offences not chosen", desk.link(framework.PATH)))
    chips.append(("The watch list", desk.link("watch.html")))
    if looks(desk):
        chips.append(("Could the figures be gamed?", desk.link(gaming.PATH)))
    counted = stops.searches(desk.reader)
    if counted is not None and counted.id in priority.measures():
        chips.append(("Stop and search by group", desk.link(stops.PATH)))
    return chips
