"""Rendering: pages through templates that escape everything they are given."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined

from peelian.publication.page import Page
from peelian.publication.pages import stops
from peelian.publication.paths import root_of
from peelian.publication.reader import Reader
from peelian.publication.table_html import table_html


class Renderer:
    """Draws pages.

    Parameters
    ----------
    reader
        The edition.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._menu = _menu(reader)
        self._environment = Environment(
            loader=PackageLoader("peelian.publication"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(edition=reader.edition, table_html=table_html)

    def html(self, page: Page) -> str:
        """Return a page as HTML."""
        template = self._environment.get_template(page.template)
        return template.render(page=page, root=root_of(page.path), menu=self._menu, **page.more)


def _menu(reader: Reader) -> list[tuple[str, str, str]]:
    """Section, words and path of each entry of the main menu."""
    entries = [("home", "Overview", "index.html"), ("measures", "Measures", "measures.html")]
    entries += [("framework", "Priorities", "framework.html")] if reader.edition.plan is not None else []
    entries += [(level, reader.words(level).capitalize(), f"{level}/index.html") for level in reader.levels]
    entries += [("stops", "Stop and search", stops.PATH)] if stops.searches(reader) is not None else []
    return [
        *entries,
        ("catalogue", "Data and caveats", "catalogue/index.html"),
        ("about", "How to read this", "about.html"),
    ]
