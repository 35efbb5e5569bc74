"""The performance page: one screen in five lenses, for the whole place and for each of its larger areas."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Sequence

from peelian.framework.performance import Performance
from peelian.framework.plan import Plan
from peelian.publication.desk import Desk, month_words
from peelian.publication.page import Page, Promise, say_caveats_once
from peelian.publication.pages import framework
from peelian.publication.panels.maps import Outlines
from peelian.publication.performance.choices import CHOSEN_PATH
from peelian.publication.performance.chosen_list import chosen_list_panel
from peelian.publication.performance.telling import told_tile
from peelian.publication.performance.tile_panel import tile_panel
from peelian.publication.performance.told import ToldTile
from peelian.publication.plan_words import PlanWords
from peelian.publication.reader import Reader
from peelian.reference.area import Area

PATH = "performance.html"

_Lenses = list[tuple[str, list[ToldTile]]]


def pages(reader: Reader, _outlines: Outlines) -> Iterable[Promise]:
    """Promise the page, one for each area of the widest level, and the list of chosen priorities."""
    plan = reader.edition.plan
    if plan is None or plan.performance is None:
        return
    told, page = PlanWords(reader, plan), plan.performance
    yield Promise(PATH, functools.partial(_make, told, page, reader.top, PATH))
    for area in _areas(reader):
        if path := path_of(reader, area):
            yield Promise(path, functools.partial(_make, told, page, area, path))
    if any(tile.form == "chosen priorities" for tile in page.tiles()):
        yield Promise(CHOSEN_PATH, functools.partial(_chosen, told, plan, page))


def path_of(reader: Reader, area: Area) -> str:
    """Return the path of an area's performance page; "" where it has none."""
    plan = reader.edition.plan
    if plan is None or plan.performance is None:
        return ""
    if area.code == reader.top.code:
        return PATH
    own = reader.area_path(area) if area.level in reader.levels[:1] else None
    return f"performance/{own.rpartition('/')[2]}" if own else ""


def _areas(reader: Reader) -> tuple[Area, ...]:
    return reader.areas_at(reader.levels[0]) if reader.levels else ()


def _make(told: PlanWords, page: Performance, area: Area, path: str) -> Page:
    desk, reader = told.desk(path), told.reader
    whole = area.code == reader.top.code
    lenses: _Lenses = [
        (lens.title, [told_tile(desk, tile, page=page, area=area) for tile in lens.tiles])
        for lens in page.lenses
    ]
    every = [tile for _, tiles in lenses for tile in tiles]
    shown = lenses if whole else [(title, [t for t in tiles if t.findings]) for title, tiles in lenses]
    some = [(tile.id, tile_panel(desk, tile)) for _, tiles in shown for tile in tiles]
    panels = say_caveats_once(panel for _, panel in some)
    crumbs: tuple[tuple[str, str], ...] = (("Overview", "index.html"),)
    crumbs += () if whole else ((page.title, PATH),)
    return Page(
        path=path,
        headline=_headline(page, every, "" if whole else area.name),
        section="performance",
        overline=told.plan.title,
        stand_first=_stand_first(page, every, area, whole=whole),
        meta=_meta(reader),
        crumbs=crumbs,
        panels=panels,
        template="performance.html",
        more={
            "lenses": shown,
            "tile_panels": dict(
                zip((name for name, panel in some if panel is not None), panels, strict=True)
            ),
            "labels": told.labels(),
            "untold": [] if whole else [tile.title for tile in every if not tile.findings],
            "others": _others(desk, area),
            "own": "" if whole else desk.link(reader.area_path(area)),
            "place": area.name,
            "framework": desk.link(framework.PATH),
        },
    )


def _headline(page: Performance, tiles: Sequence[ToldTile], where: str) -> str:
    day = page.as_at or _newest(tiles)
    month = f", {month_words(day)}" if day is not None else ""
    return f"{page.title}{f' in {where}' if where else ''}{month}"


def _newest(tiles: Sequence[ToldTile]) -> dt.date | None:
    return max((f.period.end for tile in tiles for f in tile.findings), default=None)


def _stand_first(page: Performance, tiles: Sequence[ToldTile], area: Area, *, whole: bool) -> str:
    measured = sum(bool(tile.findings) for tile in tiles)
    count = f"{measured} of {len(tiles)} tiles are measured" + ("" if whole else f" for {area.name}")
    dates = "Each tile has dates of its own"
    by = f", none after {page.as_at.day} {month_words(page.as_at)}" if page.as_at is not None else ""
    return " ".join(part for part in (page.says, f"{count}. {dates}{by}.") if part)


def _meta(reader: Reader) -> str:
    parts = [reader.edition.force]
    built = reader.edition.built_at
    parts.append(f"edition of {built.day} {month_words(built.date())}")
    parts += [f"next update {reader.edition.next_update}"] if reader.edition.next_update else []
    return " · ".join(parts)


def _others(desk: Desk, area: Area) -> list[tuple[str, str]]:
    """Return the same page of every other place: name and link."""
    reader = desk.reader
    every = [reader.top, *_areas(reader)]
    return [
        (each.name, desk.link(path))
        for each in every
        if each.code != area.code and (path := path_of(reader, each))
    ]


def _chosen(told: PlanWords, plan: Plan, page: Performance) -> Page:
    tile = next(tile for tile in page.tiles() if tile.form == "chosen priorities")
    desk = told.desk(CHOSEN_PATH)
    panel = chosen_list_panel(desk, plan, until=page.day_of(tile))
    missing = "Nothing chosen is counted by then."
    return Page(
        path=CHOSEN_PATH,
        headline=panel.sentence.rstrip(".") if panel is not None else missing.rstrip("."),
        section="performance",
        overline=f"{tile.title}: every one by name",
        stand_first="Each area chose its own; none counts more than another.",
        crumbs=(("Overview", "index.html"), (page.title, PATH)),
        panels=say_caveats_once([panel]),
        more={"about": " ".join(told.labels())},
    )
