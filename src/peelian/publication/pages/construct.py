"""Constructs: a page for each idea that is asked about in several sources, from their findings."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from peelian.publication.constructs.panels import asked_panel, scales_panel, values_panel
from peelian.publication.constructs.told import ToldConstruct, told_constructs
from peelian.publication.constructs.words import headline_of
from peelian.publication.desk import Desk
from peelian.publication.page import Page, Promise, say_caveats_once
from peelian.publication.panels.maps import Outlines
from peelian.publication.reader import Reader


def pages(reader: Reader, _outlines: Outlines) -> Iterable[Promise]:
    """Promise a page for each idea of which something is told from two sources or more."""
    for told in told_constructs(reader):
        yield Promise(told.path, partial(_make, reader, told))


def _make(reader: Reader, told: ToldConstruct) -> Page:
    desk = Desk(reader, told.path)
    panels = [values_panel(desk, told), scales_panel(desk, told), asked_panel(desk, told)]
    above = (("Surveys", "survey/index.html"),) if reader.edition.surveys else ()
    return Page(
        path=told.path,
        headline=headline_of(told),
        section="surveys",
        overline=f"An idea asked about in {len(told.sources)} sources",
        stand_first=told.text.about,
        meta=f"After: {told.text.theory}." if told.text.theory else "",
        crumbs=(("Overview", "index.html"), *above),
        panels=say_caveats_once(panels),
    )
