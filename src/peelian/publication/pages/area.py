"""An area: everything measured in one borough or ward, how it has moved, and the smaller areas inside it."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Literal

from peelian.findings.finding import Finding
from peelian.publication.briefings.gathering import briefing_of
from peelian.publication.charts.choropleth import locator_map
from peelian.publication.compared import comparisons_of
from peelian.publication.desk import Desk, month_words
from peelian.publication.headlines import headline_of_area
from peelian.publication.nouns import uncapital
from peelian.publication.page import Page, Promise, say_caveats_once
from peelian.publication.pages import performance
from peelian.publication.pages.comparisons import beside_like
from peelian.publication.pages.measures import in_order
from peelian.publication.panel import Panel
from peelian.publication.panels.chooser import chooser_panel
from peelian.publication.panels.history import history_panel
from peelian.publication.panels.largest import largest_panel
from peelian.publication.panels.maps import Outlines, mark_map_panel
from peelian.publication.panels.parts import by_window, parts_panel
from peelian.publication.panels.unusual import unusual_panel
from peelian.publication.paths import slug
from peelian.publication.rank_column import ordinal, say_standing
from peelian.publication.reader import Reader
from peelian.publication.sentences import say_finding
from peelian.publication.tally import tally
from peelian.reference.area import Area

_LOCATOR_BUDGET = 3_500
_MANY = 60
_MOST_CHOSEN = 3
_DRAWN_MOST = 80
"""Where more measures than this are told, a page stays small: the rows of its tables have no drawings, and
the charts of what the area chose are left to the pages of the measures.
"""


def pages(reader: Reader, outlines: Outlines) -> Iterable[Promise]:
    """Promise one page for each area of each level."""
    for level in reader.paged:
        for area in reader.areas_at(level):
            path = reader.area_path(area)
            if path is not None:
                yield Promise(path, functools.partial(_make, reader, outlines, area, path))


def _make(reader: Reader, outlines: Outlines, area: Area, path: str) -> Page:
    desk, whole = Desk(reader, path), reader.headline_measure
    now = reader.now(whole, area) if whole is not None else None
    headline, stand_first = area.name, ""
    if whole is not None:
        headline = headline_of_area(now, whole, area=area.name)
        stand_first = say_finding(now, whole, caveats=reader.edition.caveats) if now is not None else ""
    parent = reader.edition.areas.get(area.parent or "")
    crumbs = [("Overview", "index.html"), (reader.words(area.level).capitalize(), f"{area.level}/index.html")]
    if parent is not None and (above := reader.area_path(parent)) and above != "index.html":
        crumbs.append((parent.name, above))
    return Page(
        path=path,
        headline=headline,
        section=area.level,
        overline=_overline(reader, area, parent),
        stand_first=" ".join(
            part
            for part in (
                stand_first,
                _rank(reader, area, now),
                _groups(reader, area),
                *_indexed(reader, area),
            )
            if part
        ),
        meta=f"{reader.edition.force} · data to {month_words(now.period.end)}" if now is not None else "",
        crumbs=tuple(crumbs),
        panels=say_caveats_once(_panels(desk, outlines, area)),
        more={
            "locator": _locator(desk, outlines, area),
            "briefing": desk.link(briefing_of(reader, area)),
            "performance": desk.link(performance.path_of(reader, area)),
            "others": _others(desk, area),
            "alike": beside_like(desk, area),
            "others_title": _others_title(reader, area, parent),
        },
        template="area.html",
    )


def _panels(desk: Desk, outlines: Outlines, area: Area) -> Iterable[Panel | None]:
    reader, whole = desk.reader, desk.reader.headline_measure
    smallest = bool(reader.levels) and area.level == reader.levels[-1] and len(reader.levels) > 1
    yield history_panel(desk, whole, area) if whole is not None else None
    yield unusual_panel(desk, whole, area) if whole is not None and not smallest else None
    told = len(reader.of_area(area, reader.measures))
    if told <= _DRAWN_MOST:
        yield from _chosen(desk, area)
    yield chooser_panel(desk, area)
    drawn: Literal["drawn", "left out"] = "left out" if smallest or told > _DRAWN_MOST else "drawn"
    for number, some in enumerate(by_window(desk, in_order(reader, reader.measures), area), start=1):
        families = {measure.family for measure in some}
        yield parts_panel(
            desk,
            some,
            area,
            name="kinds" if number == 1 else f"kinds-{number}",
            title=f"Kind by kind in {area.name}" if len(families) > 1 else some[0].family or some[0].title,
            lines=drawn,
            strips="left out" if told > _DRAWN_MOST else "drawn",
            step=3,
        )
    below = reader.levels[reader.levels.index(area.level) + 1 :]
    for place, level in enumerate(below):
        if whole is None or not reader.inside(area, level):
            continue
        # the list of the first level below holds every area, and so is the table of its map too
        largest = largest_panel(
            desk, whole, level, name=f"{level}-most" if place else "all", show=_MANY, draw=8, within=area.code
        )
        table: Literal["folded", "below"] = "folded" if place or largest is None else "below"
        yield mark_map_panel(desk, outlines, whole, level, within=area, name=f"{level}-map", table=table)
        yield largest


def _chosen(desk: Desk, area: Area) -> Iterable[Panel | None]:
    """A control chart for each priority that the area itself chose."""
    plan, whole = desk.reader.edition.plan, desk.reader.headline_measure
    newest = desk.reader.now(whole, area) if whole is not None else None
    if plan is None or newest is None:
        return
    for choice in plan.choices_on(newest.period.end, area=area.code)[:_MOST_CHOSEN]:
        measure = desk.reader.measure(choice.measure)
        if measure is not None:
            title = f"Chosen here: {uncapital(measure.title)}"
            yield unusual_panel(desk, measure, area, name=f"unusual-{slug(measure.id)}", title=title, last=30)


def _overline(reader: Reader, area: Area, parent: Area | None) -> str:
    where = parent.name if parent is not None else reader.edition.place
    return f"{reader.words(area.level, several=False).capitalize()} in {where}"


def _rank(reader: Reader, area: Area, now: Finding | None) -> str:
    """One sentence on where the area stands among those of its level."""
    if now is None or now.standing is None:
        return ""
    words = say_standing(now.standing, many=reader.words(area.level))
    return f"That is the {words}."


def _groups(reader: Reader, area: Area) -> str:
    """One sentence on the kinds that everything is made of."""
    whole = reader.headline_measure
    parts = reader.parts(whole) if whole is not None else ()
    count = tally(reader.of_area(area, parts))
    if count.whole < 2:
        return ""
    fell, rose = count.fall or "none", count.rise or "none"
    return f"Of {count.whole} kinds, {fell} fell clearly and {rose} rose clearly."


def _indexed(reader: Reader, area: Area) -> Iterable[str]:
    """One sentence on each index that the area has."""
    for index in comparisons_of(reader, "index"):
        found = index.at("", area) if index.text.level == area.level else None
        if found is not None and found.value is not None and found.standing is not None:
            place = f"{ordinal(found.standing.rank)} highest of {found.standing.of:,}"
            means = found.unit.partition(", ")[2]
            yield f"{index.text.title}: {found.value:,.0f} ({means}), {place}."
        elif found is not None:
            yield f"{index.text.title}: not measured here."


def _locator(desk: Desk, outlines: Outlines, area: Area) -> object:
    level, code = str(area.level), area.code
    if level != desk.reader.levels[0]:
        level, code = desk.reader.levels[0], area.parent or ""
    outline = outlines.of(level, budget=_LOCATOR_BUDGET)
    if outline is None or code not in outline.paths:
        return ""
    title = desk.say_title(f"Where {area.name} lies in {desk.reader.edition.place}")
    return locator_map(outline, code, name="locator", title=title)


def _others_title(reader: Reader, area: Area, parent: Area | None) -> str:
    where = f" in {parent.name}" if parent is not None else ""
    return f"Other {reader.words(area.level)}{where}"


def _others(desk: Desk, area: Area) -> list[tuple[str, str]]:
    """Areas beside this one, to step from one to the next: those with the same area around them."""
    same = [a for a in desk.reader.areas_at(area.level) if a.parent == area.parent and a.code != area.code]
    return [(a.name, desk.link(desk.reader.area_path(a))) for a in same]
