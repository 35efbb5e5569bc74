"""Rendering: pages through templates that escape everything they are given.

A page has two faces. At its plain path it is the latest there is; under the address of its release it stays
as it was published, and says so. The faces differ in two short notes, so a page is drawn once and the notes
are set into it. Only pages that lead to other releases are drawn twice.
"""

from __future__ import annotations

import functools
from collections.abc import Collection
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from peelian.publication.labels import WORD, label_drawings
from peelian.publication.made_up import is_made_up, labels_all
from peelian.publication.page import Page
from peelian.publication.pages import performance, stops, survey
from peelian.publication.paths import root_of
from peelian.publication.permanent import Standing, permanent_path, standing_of
from peelian.publication.reader import Reader
from peelian.publication.table_html import table_html
from peelian.publication.workbook.name import workbook_name

_TITLED, _TOP, _FOOT = "</title>", Markup("<!--standing-top-->"), Markup("<!--standing-foot-->")
"""Where the notes are set. Names from the data cannot forge them: "<" never passes unescaped."""


@dataclass(frozen=True, slots=True)
class Faces:
    """A page as HTML in UTF-8: at its plain path, and under the address of its release (nothing without a
    release).
    """

    latest: bytes
    kept: bytes


class Renderer:
    """Draws pages.

    Parameters
    ----------
    reader
        The edition.
    made
        Names of the files written so far; it grows while pages are drawn.
    kept
        Ids of the releases that can be read under their permanent address.
    """

    def __init__(self, reader: Reader, *, made: Collection[str] = (), kept: Collection[str] = ()) -> None:
        self._reader = reader
        self._environment = _environment()
        self._known = {
            "edition": reader.edition,
            "menu": _menu(reader),
            "made": made,
            "kept": kept,
            # where everything is labelled, a page is when it is whole
            "label_drawings": _as_it_is if labels_all(reader.edition) else label_drawings,
        }

    def faces(self, page: Page) -> Faces:
        """Return both faces of a page."""
        release = self._reader.edition.release
        parts = _parted(self._draw(page, top=root_of(page.path)))
        latest = _joined(parts, standing_of(page.path, release, face="latest"))
        if release is None:
            return Faces(latest, b"")
        if page.leads_to_releases:
            parts = _parted(self._draw(page, top=root_of(permanent_path(release, page.path))))
        return Faces(latest, _joined(parts, standing_of(page.path, release, face="kept")))

    def _draw(self, page: Page, *, top: str) -> str:
        template = self._environment.get_template(page.template)
        workbook = workbook_name(page, self._reader.edition)
        made_up = is_made_up(page, self._reader.edition)
        drawn = template.render(
            page=page,
            made_up=made_up,
            root=root_of(page.path),
            top=top,
            workbook=workbook,
            standing_top=_TOP,
            standing_foot=_FOOT,
            **self._known,
            **page.more,
        )
        if labels_all(self._reader.edition):
            drawn = str(label_drawings(drawn))
        if made_up and WORD not in drawn[: drawn.index(_TITLED)]:
            raise ValueError(f"{page.path} rests on made-up rows and does not say so")
        return drawn


@functools.cache
def _environment() -> Environment:
    """Return the templates, all of them read: processes that are started to write pages find them there."""
    environment = Environment(
        loader=PackageLoader("peelian.publication"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals.update(table_html=table_html, is_made_up=is_made_up)
    for name in environment.list_templates(extensions=["html"]):
        environment.get_template(name)
    return environment


def _as_it_is(html: Markup) -> Markup:
    return html


def _parted(drawn: str) -> tuple[bytes, ...]:
    """Return the parts of a page between which its notes are set, to be set into it more than once."""
    head, rest = drawn.split(_TITLED, 1)
    above, rest = rest.split(_TOP, 1)
    body, below = rest.split(_FOOT, 1)
    return tuple(part.encode("utf-8") for part in (head, above, body, below))


def _joined(parts: tuple[bytes, ...], standing: Standing) -> bytes:
    head, above, body, below = parts
    title, top, foot = (note.encode("utf-8") for note in (standing.title, standing.top, standing.foot))
    return b"".join((head, title, _TITLED.encode("utf-8"), above, top, body, foot, below))


def _menu(reader: Reader) -> list[tuple[str, str, str]]:
    """Section, words and path of each entry of the main menu."""
    entries = [("home", "Overview", "index.html")]
    plan = reader.edition.plan
    if plan is not None and plan.performance is not None:
        entries.append(("performance", plan.performance.title, performance.PATH))
    entries.append(("measures", "Measures", "measures.html"))
    entries += [("framework", "Priorities", "framework.html")] if plan is not None else []
    entries += [(level, reader.words(level).capitalize(), f"{level}/index.html") for level in reader.paged]
    entries += [("surveys", "Surveys", survey.PATH)] if reader.edition.surveys else []
    entries += [("stops", "Stop and search", stops.PATH)] if stops.searches(reader) is not None else []
    return [
        *entries,
        ("catalogue", "Data and caveats", "catalogue/index.html"),
        ("downloads", "Downloads", "downloads.html"),
        ("about", "How to read this", "about.html"),
    ]
