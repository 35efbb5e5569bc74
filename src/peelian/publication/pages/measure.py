"""A measure: where it is changing, how much there is, how it has moved, and every area in a table."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Literal

from peelian.publication.desk import DRAFT, Desk, month_words
from peelian.publication.edition import MeasureText
from peelian.publication.forms import newest_in_form
from peelian.publication.headlines import headline_of_area, headline_of_places
from peelian.publication.page import Page, Promise, say_caveats_once
from peelian.publication.panel import Panel
from peelian.publication.panels.concentration import concentration_panel
from peelian.publication.panels.daily import daily_panel
from peelian.publication.panels.gap import gap_panels
from peelian.publication.panels.groups import group_panels
from peelian.publication.panels.history import history_panel
from peelian.publication.panels.largest import largest_panel
from peelian.publication.panels.left_out import left_out_panel
from peelian.publication.panels.maps import Outlines, mark_map_panel, rate_panel
from peelian.publication.panels.month_before import month_before_panel
from peelian.publication.panels.parts import parts_panel
from peelian.publication.panels.places import places_panel
from peelian.publication.panels.seasons import seasons_panel
from peelian.publication.panels.sensitivity import sensitivity_panel
from peelian.publication.panels.shares import share_panels
from peelian.publication.panels.standing import standing_panel
from peelian.publication.panels.survey_places import survey_places_panel
from peelian.publication.panels.survey_windows import survey_windows_panel
from peelian.publication.panels.trajectory import trajectory_panel
from peelian.publication.panels.unusual import unusual_panel
from peelian.publication.reader import Reader
from peelian.publication.sentences import say_finding
from peelian.publication.survey_words import say_points

_DRAFT = "This measure is in development: its definition may still change, and its figures with it."
_FEW_PARTS = 6
"""Up to so many parts of a measure are listed with a line each; a longer list would make the page too
large.
"""


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
        overline=reader.name_alone(measure) + (f" · {DRAFT}" if measure.draft else ""),
        stand_first=say_finding(now, measure, caveats=reader.edition.caveats) if now is not None else "",
        meta=_meta(desk, measure),
        crumbs=tuple(crumbs),
        panels=say_caveats_once(_panels(desk, outlines, measure)),
        more={"about": f"{measure.about} {_DRAFT}".strip() if measure.draft else measure.about},
    )


def _panels(desk: Desk, outlines: Outlines, measure: MeasureText) -> Iterable[Panel | None]:
    reader = desk.reader
    level = reader.levels[0] if reader.levels else ""
    if level:
        yield places_panel(desk, measure, level, table="below")
        yield survey_places_panel(desk, measure, level)
        yield largest_panel(desk, measure, level, show=8, table="below")
        yield _smaller(desk, outlines, measure, level)
        rate = reader.rate_of(measure)
        yield rate_panel(desk, outlines, rate, level) if rate is not None else None
    yield history_panel(desk, measure, reader.top, title=f"How it has moved in {reader.top.name}")
    yield daily_panel(desk, measure, reader.top)
    yield month_before_panel(desk, measure, reader.top)
    if reader.kind(measure) == "span":
        # A share told over one long stretch has no history.
        yield from share_panels(desk, measure, reader.top)
    yield trajectory_panel(desk, measure, reader.top)
    yield unusual_panel(desk, measure, reader.top)
    yield seasons_panel(desk, measure, reader.top)
    parts = reader.parts(measure)
    lines: Literal["drawn", "left out"] = "drawn" if len(parts) <= _FEW_PARTS else "left out"
    yield parts_panel(desk, parts, reader.top, name="parts", title="What it is made of", lines=lines)
    yield sensitivity_panel(desk, measure, reader.top)
    yield survey_windows_panel(desk, measure, reader.top)
    yield from group_panels(desk, measure, reader.top)
    yield from gap_panels(desk, measure, reader.top)
    yield left_out_panel(desk, measure, reader.top)
    if level:
        yield standing_panel(desk, measure, level)


def _smaller(desk: Desk, outlines: Outlines, measure: MeasureText, level: str) -> Panel | None:
    """How few areas hold half; where that was not worked out, the smaller areas with most, or a map."""
    levels = desk.reader.levels
    found = concentration_panel(desk, measure)
    if found is None and len(levels) > 1:
        found = largest_panel(desk, measure, levels[-1], name="small")
    return found or mark_map_panel(desk, outlines, measure, level)


def _headline(reader: Reader, measure: MeasureText) -> str:
    for level in reader.levels:
        findings = reader.across(measure, level)
        if len(findings) > 1:
            return headline_of_places(
                findings, measure, one=reader.words(level, several=False), many=reader.words(level)
            )
    now = reader.now(measure, reader.top)
    gaps = newest_in_form(reader, measure.id, reader.top, "gap") if now is None else ()
    widest = max(
        (gap for gap in gaps if gap.value is not None), key=lambda gap: abs(gap.value or 0), default=None
    )
    if widest is not None:
        # Gaps from the whole have none for everyone.
        which = widest.unit.partition(": ")[2]
        return f"{measure.title}: the widest is {say_points(widest.value or 0)} points, {which}"
    return headline_of_area(now, measure, area=reader.top.name)


def _meta(desk: Desk, measure: MeasureText) -> str:
    reader = desk.reader
    level = reader.levels[0] if reader.levels else reader.top.level
    newest = reader.now(measure, reader.top) or next(iter(reader.across(measure, level)), None)
    source = next((s.title for s in reader.edition.sources if s.source == measure.source), "")
    parts = [part for part in (source, reader.edition.force) if part]
    parts += [f"data to {month_words(newest.period.end)}"] if newest is not None else []
    parts += [f"next update {reader.edition.next_update}"] if reader.edition.next_update else []
    return " · ".join(parts)
