"""Comparisons of areas: a page for each index with its tenths, for few areas, and for areas alike."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from peelian.publication.compared import Compared, comparisons_of
from peelian.publication.desk import Desk
from peelian.publication.page import Page, Promise, say_caveats_once
from peelian.publication.panel import Panel
from peelian.publication.panels.beside_like import similar_panels
from peelian.publication.panels.few_areas import few_areas_panels
from peelian.publication.panels.index_areas import index_areas_panel
from peelian.publication.panels.index_sensitivity import sensitivity_panel
from peelian.publication.panels.index_unknown import unknown_panel
from peelian.publication.panels.maps import Outlines
from peelian.publication.panels.tenths import tenths_panels
from peelian.publication.paths import slug
from peelian.publication.reader import Reader


def pages(reader: Reader, outlines: Outlines) -> Iterable[Promise]:
    """Promise a page for each comparison that has findings; a contrast stands on the page of its index."""
    for compared in _paged(reader):
        yield Promise(path_of(compared), functools.partial(_make, reader, outlines, compared))


def doors(reader: Reader) -> Iterable[tuple[str, str, str]]:
    """Yield path, name and one line of each of these pages."""
    for compared in _paged(reader):
        yield path_of(compared), compared.text.title, compared.text.about.partition(". ")[0].rstrip(".") + "."


def path_of(compared: Compared) -> str:
    """Return the path of a comparison's page."""
    return f"compare/{slug(compared.text.id)}.html"


def _paged(reader: Reader) -> Iterable[Compared]:
    yield from comparisons_of(reader, "index")
    yield from comparisons_of(reader, "few areas")
    yield from comparisons_of(reader, "similar areas")


def _make(reader: Reader, outlines: Outlines, compared: Compared) -> Page:
    path = path_of(compared)
    desk = Desk(reader, path)
    panels = say_caveats_once(_panels(desk, outlines, compared))
    first = panels[0] if panels else None
    return Page(
        path=path,
        headline=first.title if first is not None else compared.text.title,
        section="measures",
        overline=compared.text.title,
        stand_first=first.sentence if first is not None else "",
        crumbs=(("Overview", "index.html"), ("Measures", "measures.html")),
        panels=panels,
        more={"about": compared.text.about},
    )


def _panels(desk: Desk, outlines: Outlines, compared: Compared) -> Iterable[Panel | None]:
    kind = compared.text.kind
    if kind == "few areas":
        yield from few_areas_panels(desk, compared)
    elif kind == "similar areas":
        yield from similar_panels(desk, compared)
    else:
        yield index_areas_panel(desk, outlines, compared)
        for contrast in comparisons_of(desk.reader, "contrast"):
            if contrast.text.index == compared.text.id:
                yield from tenths_panels(desk, contrast)
        yield sensitivity_panel(desk, compared)
        yield unknown_panel(desk, compared)
