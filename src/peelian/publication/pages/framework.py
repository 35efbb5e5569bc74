"""The framework: the plan, its priorities, what became of those that areas chose, and what is not
measured.
"""

from __future__ import annotations

from collections.abc import Iterable

from peelian.framework.plan import Plan
from peelian.publication.choices_told import say_chosen, tallied
from peelian.publication.desk import Desk, month_words
from peelian.publication.page import Page, Promise, say_caveats_once
from peelian.publication.panel import Panel
from peelian.publication.panels.chosen import beside_panel, chosen_panel
from peelian.publication.panels.lenses import lenses_panel
from peelian.publication.panels.maps import Outlines
from peelian.publication.panels.targets import targets_panel
from peelian.publication.panels.watched_by import watched_panel
from peelian.publication.paths import slug
from peelian.publication.plan_words import PlanWords
from peelian.publication.reader import Reader

PATH = "framework.html"


def pages(reader: Reader, _outlines: Outlines) -> Iterable[Promise]:
    """Promise the page of the plan, where there is a plan."""
    plan = reader.edition.plan
    return (Promise(PATH, lambda: _make(reader, plan)),) if plan is not None else ()


def _make(reader: Reader, plan: Plan) -> Page:
    told = PlanWords(reader, plan)
    desk = told.desk(PATH)
    counted = say_chosen(tallied(desk, reader.top))
    headline, _, rest = counted.rstrip(".").partition(". ")
    dates = f"{plan.start.day} {month_words(plan.start)} to {plan.end.day} {month_words(plan.end)}"
    return Page(
        path=PATH,
        headline=headline or plan.title,
        section="framework",
        overline=plan.title,
        stand_first=" ".join(
            part for part in (f"{rest}." if rest else "", plan.says, *told.labels()) if part
        ),
        meta=f"In force {dates} · data to {month_words(told.newest())}"
        + (f" · next update {reader.edition.next_update}" if reader.edition.next_update else ""),
        crumbs=(("Overview", "index.html"),),
        panels=say_caveats_once(_panels(desk, told)),
        template="framework.html",
        more={
            "kinds": tuple(plan.kinds.items()),
            "source": plan.source,
            "priorities": [(p.title, desk.link(told.paths[p.id])) for _, p in plan.priorities()],
            "labels": told.labels(),
        },
    )


def _panels(desk: Desk, told: PlanWords) -> Iterable[Panel | None]:
    yield chosen_panel(desk, told)
    for pillar in told.plan.pillars:
        if pillar.priorities:
            name = f"pillar-{slug(pillar.id)}"
            yield watched_panel(
                desk, told, pillar.priorities, name=name, title=pillar.title, says=pillar.says
            )
    yield lenses_panel(desk, told, [priority for _, priority in told.plan.priorities()])
    yield beside_panel(desk, told)
    yield targets_panel(desk, told)
