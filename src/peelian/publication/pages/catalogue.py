"""Catalogue: every described source, how open it is, and what one row of it is."""

from __future__ import annotations

from collections.abc import Iterable

from peelian.catalogue.access import RUNGS
from peelian.catalogue.source import Source
from peelian.publication.constructs.told import told_constructs
from peelian.publication.page import Page, Promise
from peelian.publication.panels.maps import Outlines
from peelian.publication.paths import slug
from peelian.publication.reader import Reader

_PATH = "catalogue/index.html"

RUNG_MEANS = {
    "open": "Anyone may take it.",
    "aggregate on request": "Totals are given to anyone who asks.",
    "agreement": "Records may be used under an agreement.",
    "in-house only": "Used inside the body, and told only as findings.",
}
"""What each rung of the access ladder means to someone who would like the data."""


def pages(reader: Reader, _outlines: Outlines) -> Iterable[Promise]:
    """Promise the list of sources."""
    return (Promise(_PATH, lambda: _make(reader)),)


def _make(reader: Reader) -> Page:
    sources = reader.edition.sources
    rungs = [
        (rung, RUNG_MEANS[rung], [_line(reader, source) for source in sources if source.access == rung])
        for rung in RUNGS
    ]
    used = sum(1 for source in sources if any(v.source == source.source for v in reader.edition.vintages))
    return Page(
        path=_PATH,
        headline=f"{len(sources)} sources are described here; {used} of them are loaded",
        section="catalogue",
        overline="The data and their limits",
        stand_first=(
            "Every number on these pages comes from one of these. Each page says what one row is, what the "
            "fields mean, "
            "what is known to be wrong with them, and how to ask for the data."
        ),
        crumbs=(("Overview", "index.html"),),
        template="catalogue.html",
        more={
            "rungs": [rung for rung in rungs if rung[2]],
            "ideas": [(told.text.title, told.path) for told in told_constructs(reader)],
        },
    )


def _line(reader: Reader, source: Source) -> dict[str, str | int]:
    vintages = [v for v in reader.edition.vintages if v.source == source.source]
    months = [v.data_to for v in vintages if v.data_to is not None]
    return {
        "title": source.title,
        "href": f"{slug(source.source)}.html",
        "about": source.about,
        "row": source.row,
        "files": len(vintages),
        "rows": sum(v.rows for v in vintages),
        "to": f"{max(months):%B %Y}" if months else "",
        "caveats": len(source.caveats) + len(source.breaks),
    }
