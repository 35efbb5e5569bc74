"""Comparisons of areas: a page for each index with its tenths, for few areas, and for areas alike."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from peelian.publication.compared import Compared, comparisons_of
from peelian.publication.desk import Desk
from peelian.publication.page import Page, Promise, say_caveats_once
from peelian.publication.panel import Panel
from peelian.publication.panels.beside_like import every_beside_panel, group_panel
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
        for measure, path in _by_measure(compared):
            yield Promise(path, functools.partial(_make_beside, reader, compared, measure, path))


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


def _by_measure(compared: Compared) -> Iterable[tuple[str, str]]:
    """Yield each measure in which areas alike are compared, and the path of its page."""
    if compared.text.kind != "similar areas":
        return
    for measure in compared.text.measures:
        if compared.across(f"_{measure}", compared.text.level):
            yield measure, f"compare/{slug(compared.text.id)}-{slug(measure)}.html"


def _make_beside(reader: Reader, compared: Compared, measure: str, path: str) -> Page:
    panel = every_beside_panel(Desk(reader, path), compared, measure)
    return Page(
        path=path,
        headline=panel.title if panel is not None else compared.text.title,
        section="measures",
        overline=f"{compared.text.title}, measure by measure",
        crumbs=(("Overview", "index.html"), (compared.text.title, path_of(compared))),
        panels=say_caveats_once([panel]),
        more={"about": compared.text.about},
    )


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
        more={"about": compared.text.about, "onward": _onward(desk, compared)},
        template="comparison.html",
    )


def _onward(desk: Desk, compared: Compared) -> list[tuple[str, str]]:
    """Return title and link of the page of each measure."""
    return [
        (compared.across(f"_{measure}", compared.text.level)[0].title, desk.link(path))
        for measure, path in _by_measure(compared)
    ]


def _panels(desk: Desk, outlines: Outlines, compared: Compared) -> Iterable[Panel | None]:
    kind = compared.text.kind
    if kind == "few areas":
        yield from few_areas_panels(desk, compared)
    elif kind == "similar areas":
        yield group_panel(desk, compared)
    else:
        yield index_areas_panel(desk, outlines, compared)
        for contrast in comparisons_of(desk.reader, "contrast"):
            if contrast.text.index == compared.text.id:
                yield from tenths_panels(desk, contrast)
        yield sensitivity_panel(desk, compared)
        yield unknown_panel(desk, compared)
