"""Stop and search: how much, of whom, to what end, and when; each view of who people are kept apart."""

from __future__ import annotations

from collections.abc import Iterable

from peelian.publication.desk import Desk, month_words
from peelian.publication.edition import MeasureText
from peelian.publication.headlines import headline_of_area
from peelian.publication.page import Page, Promise, say_caveats_once
from peelian.publication.panel import Panel
from peelian.publication.panels.disparity import disparity_panels, leading_ratio
from peelian.publication.panels.groups import group_panels
from peelian.publication.panels.history import history_panel
from peelian.publication.panels.hours import hours_panel
from peelian.publication.panels.maps import Outlines
from peelian.publication.panels.parts import parts_panel
from peelian.publication.panels.seasons import seasons_panel
from peelian.publication.panels.shares import share_panels
from peelian.publication.panels.unusual import unusual_panel
from peelian.publication.reader import Reader
from peelian.publication.sentences import say_finding

PATH = "stops.html"
_SOURCE = "stops"


def pages(reader: Reader, _outlines: Outlines) -> Iterable[Promise]:
    """Promise the page, where searches are counted."""
    measure = searches(reader)
    return (Promise(PATH, lambda: _make(reader, measure)),) if measure is not None else ()


def searches(reader: Reader) -> MeasureText | None:
    """Return the measure that counts searches: the one with ratios between groups, else the first of that
    source.
    """
    compared = [m for m in reader.measures if reader.index.kinds(f"{m.id}:ratio")]
    counted = [m for m in reader.measures if m.source == _SOURCE and not m.parent]
    return next(iter([*compared, *counted]), None)


def _make(reader: Reader, measure: MeasureText) -> Page:
    desk = Desk(reader, PATH)
    now = reader.now(measure, reader.top)
    told = leading_ratio(desk, measure, reader.top)
    return Page(
        path=PATH,
        headline=told or headline_of_area(now, measure, area=reader.top.name),
        section="stops",
        overline=f"{measure.title} in {reader.top.name}",
        stand_first=say_finding(now, measure, caveats=reader.edition.caveats) if now is not None else "",
        meta=f"{reader.edition.force} · data to {month_words(now.period.end)}" if now is not None else "",
        crumbs=(("Overview", "index.html"),),
        panels=say_caveats_once(_panels(desk, measure)),
        more={"about": measure.about},
    )


def _panels(desk: Desk, measure: MeasureText) -> Iterable[Panel | None]:
    reader, top = desk.reader, desk.reader.top
    compared = disparity_panels(desk, measure, top)
    yield from compared
    family = [m for m in reader.measures if m.family == measure.family and m.id != measure.id]
    for share in family:
        yield from share_panels(desk, share, top)
    yield history_panel(desk, measure, top)
    yield unusual_panel(desk, measure, top)
    yield seasons_panel(desk, measure, top)
    yield hours_panel(desk, measure, top)
    told = {panel.id.removeprefix("ratio-") for panel in compared}
    for panel in group_panels(desk, measure, top):
        if panel.id.removeprefix("by-") not in told:
            yield panel
    yield parts_panel(desk, (measure, *family), top, name="measures", title="Everything measured about it")
