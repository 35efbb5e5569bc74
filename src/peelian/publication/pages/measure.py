"""A measure: where it is changing, how much there is, how it has moved, and every area in a table."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from peelian.publication.desk import Desk, kicker, month_words
from peelian.publication.edition import MeasureText
from peelian.publication.headlines import headline_of_area, headline_of_places
from peelian.publication.page import Page, Promise, say_caveats_once
from peelian.publication.panel import Panel
from peelian.publication.panels.groups import group_panels
from peelian.publication.panels.history import history_panel
from peelian.publication.panels.largest import largest_panel
from peelian.publication.panels.maps import Outlines, mark_map_panel, rate_panel
from peelian.publication.panels.parts import parts_panel
from peelian.publication.panels.places import places_panel
from peelian.publication.reader import Reader
from peelian.publication.sentences import say_finding
from peelian.publication.tables import finding_table


def pages(reader: Reader, outlines: Outlines) -> Iterable[Promise]:
    """Promise one page for each measure."""
    return tuple(
        Promise(reader.measure_path(measure), functools.partial(_make, reader, outlines, measure))
        for measure in reader.measures
    )


def _make(reader: Reader, outlines: Outlines, measure: MeasureText) -> Page:
    path = reader.measure_path(measure)
    desk = Desk(reader, path)
    now = reader.now(measure, reader.top)
    parent = reader.measure(measure.parent) if measure.parent else None
    crumbs = [("Overview", "index.html"), ("Measures", "measures.html")]
    crumbs += [(parent.title, reader.measure_path(parent))] if parent is not None else []
    return Page(
        path=path,
        headline=_headline(reader, measure),
        section="measures",
        overline=measure.title,
        stand_first=say_finding(now, measure, caveats=reader.edition.caveats) if now is not None else "",
        meta=_meta(desk, measure),
        crumbs=tuple(crumbs),
        panels=say_caveats_once(_panels(desk, outlines, measure)),
        more={"about": measure.about},
    )


def _panels(desk: Desk, outlines: Outlines, measure: MeasureText) -> Iterable[Panel | None]:
    reader = desk.reader
    level = reader.levels[0] if reader.levels else ""
    if level:
        yield places_panel(desk, measure, level, table="below")
        yield largest_panel(desk, measure, level, table="below")
        if len(reader.levels) > 1 and (
            small := largest_panel(desk, measure, reader.levels[-1], name="small")
        ):
            yield small
        else:
            yield mark_map_panel(desk, outlines, measure, level)
        rate = reader.rate_of(measure)
        yield rate_panel(desk, outlines, rate, level) if rate is not None else None
    yield history_panel(desk, measure, reader.top, title=f"How it has moved in {reader.top.name}")
    yield parts_panel(desk, reader.parts(measure), reader.top, name="parts", title="What it is made of")
    yield from group_panels(desk, measure, reader.top)
    if level:
        yield _every(desk, measure, level)


def _every(desk: Desk, measure: MeasureText, level: str) -> Panel | None:
    """Every area of a level in one table, and the places that are counted beside them."""
    reader = desk.reader
    found = reader.across(measure, level)
    if not found:
        return None
    beside = reader.across(measure, level, areas=reader.elsewhere(level))
    many = reader.words(level)
    note = f"Counted beside the {many}: {', '.join(f.area.name for f in beside)}." if beside else ""
    return Panel(
        id="all",
        kicker=kicker(found),
        title=f"All {len(found)} {many}",
        sentence=note,
        table=finding_table(
            [*found, *beside],
            caption=f"{measure.title} in every {reader.words(level, several=False)}",
            first=reader.words(level, several=False).capitalize(),
            name=desk.area_cell,
            direction=desk.direction_of,
        ),
        shown="open",
        key="change",
        tone="plain" if measure.direction == "ambiguous" else "judged",
        cannot_tell="Larger is not worse policing, nor smaller better: places differ in size and use.",
        caveats=reader.caveats(found),
        provenance=desk.provenance(found),
        downloads=(desk.download("all", [*found, *beside]),),
    )


def _headline(reader: Reader, measure: MeasureText) -> str:
    for level in reader.levels:
        findings = reader.across(measure, level)
        if len(findings) > 1:
            return headline_of_places(
                findings, measure, one=reader.words(level, several=False), many=reader.words(level)
            )
    return headline_of_area(reader.now(measure, reader.top), measure, area=reader.top.name)


def _meta(desk: Desk, measure: MeasureText) -> str:
    reader = desk.reader
    level = reader.levels[0] if reader.levels else reader.top.level
    newest = reader.now(measure, reader.top) or next(iter(reader.across(measure, level)), None)
    source = next((s.title for s in reader.edition.sources if s.source == measure.source), "")
    parts = [part for part in (source, reader.edition.force) if part]
    parts += [f"data to {month_words(newest.period.end)}"] if newest is not None else []
    parts += [f"next update {reader.edition.next_update}"] if reader.edition.next_update else []
    return " · ".join(parts)
