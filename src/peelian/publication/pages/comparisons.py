"""Comparisons of areas: a page for each index with its tenths, for few areas, and for areas alike."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from peelian.publication.compared import Compared, comparisons_of
from peelian.publication.desk import Desk
from peelian.publication.page import Page, Promise, say_caveats_once
from peelian.publication.panel import Panel
from peelian.publication.panels.beside_like import beside_like_panel, every_beside_panel, group_panel
from peelian.publication.panels.few_areas import few_areas_panels
from peelian.publication.panels.index_areas import index_areas_panel
from peelian.publication.panels.index_sensitivity import sensitivity_panel
from peelian.publication.panels.index_unknown import unknown_panel
from peelian.publication.panels.maps import Outlines
from peelian.publication.panels.tenths import tenths_panels
from peelian.publication.paths import slug
from peelian.publication.reader import Reader
from peelian.reference.area import Area


def pages(reader: Reader, outlines: Outlines) -> Iterable[Promise]:
    """Promise a page for each comparison that has findings; a contrast stands on the page of its index."""
    for compared in _paged(reader):
        yield Promise(_path_of(compared), functools.partial(_make, reader, outlines, compared))
        for measure, path in _by_measure(compared):
            yield Promise(path, functools.partial(_make_beside, reader, compared, measure, path))
        for area in _grouped(compared):
            yield Promise(_path_beside(compared, area), functools.partial(_make_area, reader, compared, area))


def doors(reader: Reader) -> Iterable[tuple[str, str, str]]:
    """Yield path, name and one line of each of these pages."""
    for compared in _paged(reader):
        yield (
            _path_of(compared),
            compared.text.title,
            compared.text.about.partition(". ")[0].rstrip(".") + ".",
        )


def beside_like(desk: Desk, area: Area) -> list[tuple[str, str, str]]:
    """Return link, title and sentence of each page that sets an area beside those most like it."""
    found = []
    for compared in comparisons_of(desk.reader, "similar areas"):
        panel = beside_like_panel(desk, compared, area) if compared.text.level == area.level else None
        if panel is not None:
            found.append((desk.link(_path_beside(compared, area)), panel.title, panel.sentence))
    return found


def _path_of(compared: Compared) -> str:
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


def _grouped(compared: Compared) -> Iterable[Area]:
    """Yield the areas that get a page beside those most like them: those that have one of their own."""
    reader, text = compared.reader, compared.text
    if text.kind == "similar areas" and text.level in reader.paged:
        for area in reader.areas_at(text.level):
            if compared.beside(area):
                yield area


def _path_beside(compared: Compared, area: Area) -> str:
    return f"compare/{slug(compared.text.id)}-{slug(area.code)}.html"


def _make_area(reader: Reader, compared: Compared, area: Area) -> Page:
    path = _path_beside(compared, area)
    panel = beside_like_panel(Desk(reader, path), compared, area)
    own = reader.area_path(area)
    return Page(
        path=path,
        headline=f"{area.name} beside the {reader.words(area.level)} most like it",
        section=area.level,
        overline=compared.text.title,
        crumbs=(
            ("Overview", "index.html"),
            *(((area.name, own),) if own is not None else ()),
            (compared.text.title, _path_of(compared)),
        ),
        panels=say_caveats_once([panel]),
        more={"about": compared.text.about},
    )


def _make_beside(reader: Reader, compared: Compared, measure: str, path: str) -> Page:
    panel = every_beside_panel(Desk(reader, path), compared, measure)
    return Page(
        path=path,
        headline=panel.title if panel is not None else compared.text.title,
        section="measures",
        overline=f"{compared.text.title}, measure by measure",
        crumbs=(("Overview", "index.html"), (compared.text.title, _path_of(compared))),
        panels=say_caveats_once([panel]),
        more={"about": compared.text.about},
    )


def _make(reader: Reader, outlines: Outlines, compared: Compared) -> Page:
    path = _path_of(compared)
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
