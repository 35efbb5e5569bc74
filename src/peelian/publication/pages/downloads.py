"""Downloads: one list of all files, what each column means, and what the licences ask."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from peelian.publication.dictionary import columns_of
from peelian.publication.edition import Edition
from peelian.publication.made_up import labels_all
from peelian.publication.page import Page, Promise
from peelian.publication.pages.measures import in_order
from peelian.publication.panels.maps import Outlines
from peelian.publication.reader import Reader
from peelian.publication.whole import whole_names
from peelian.publication.workbook.name import page_slug

_PATH = "downloads.html"
_LISTED_HERE = 60
"""Levels with more areas than this have a page of downloads of their own."""


def pages(reader: Reader, _outlines: Outlines) -> Iterable[Promise]:
    """Promise the page of downloads, and one for each level of many areas with workbooks. They wait for the
    others: every file that another page brings is known by then.
    """
    apart = [level for level in _booked(reader) if len(reader.areas_at(level)) > _LISTED_HERE]
    return (
        Promise(_PATH, lambda: _make(reader, apart), lists_files=True),
        *(
            Promise(_level_path(level), functools.partial(_level, reader, level), lists_files=True)
            for level in apart
        ),
    )


def _level_path(level: str) -> str:
    return f"downloads-{level}.html"


def _booked(reader: Reader) -> tuple[str, ...]:
    """Return the levels whose areas have workbooks."""
    return reader.paged if "workbooks" in reader.edition.downloads else ()


def _make(reader: Reader, apart: list[str]) -> Page:
    here = [level for level in _booked(reader) if level not in apart]
    return Page(
        path=_PATH,
        headline="Take the figures with you",
        section="downloads",
        overline="Downloads",
        stand_first=_stand_first(reader.edition),
        crumbs=(("Overview", "index.html"),),
        template="downloads.html",
        more={
            "measures": _measures(reader) if reader.edition.downloads else [],
            "levels": [(reader.words(level).capitalize(), _areas(reader, level)) for level in here],
            "apart": [
                (reader.words(level), len(reader.areas_at(level)), _level_path(level)) for level in apart
            ],
            "columns": columns_of(reader.edition),
            "start": "SYNTHETIC-" if labels_all(reader.edition) else "",
            "licences": _licences(reader),
        },
    )


def _stand_first(edition: Edition) -> str:
    forms = ["as a workbook for each page"] if "workbooks" in edition.downloads else []
    forms.append("as a CSV file beside each chart")
    forms += ["as whole files with every finding of a measure"] if "whole files" in edition.downloads else []
    several = f"{', '.join(forms[:-1])}{',' * (len(forms) > 2)} and " if len(forms) > 1 else ""
    return f"Every number on these pages comes as a file: {several}{forms[-1]}."


def _level(reader: Reader, level: str) -> Page:
    many = reader.words(level)
    return Page(
        path=_level_path(level),
        headline=f"Workbooks of {len(reader.areas_at(level)):,} {many}",
        section="downloads",
        overline="Downloads",
        stand_first="One workbook for each, with every table of its page.",
        crumbs=(("Overview", "index.html"), ("Downloads", _PATH)),
        template="downloads-level.html",
        more={"groups": _grouped(reader, level)},
    )


def _measures(reader: Reader) -> list[tuple[str, str, str, str, str]]:
    """Title, page, workbook, CSV file and Parquet file of each measure."""
    names = whole_names(reader.edition)
    rows = []
    for measure in in_order(reader, reader.measures):
        path = reader.measure_path(measure)
        parquet, zipped = names.get(measure.id, ("", ""))
        rows.append((reader.name_alone(measure), path, _book(reader, path), zipped, parquet))
    return rows


def _areas(reader: Reader, level: str) -> list[tuple[str, str, str]]:
    """Name, page and workbook of each area of a level."""
    paths = [(area.name, reader.area_path(area) or "") for area in reader.areas_at(level)]
    return [(name, path, _book(reader, path)) for name, path in paths if path]


def _grouped(reader: Reader, level: str) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Areas of a level under the area that each lies in."""
    known = reader.edition.areas
    groups: dict[str, list[tuple[str, str, str]]] = {}
    for area in reader.areas_at(level):
        path = reader.area_path(area)
        if path:
            parent = known.get(area.parent or "")
            groups.setdefault(parent.name if parent is not None else "", []).append(
                (area.name, path, _book(reader, path))
            )
    return sorted(groups.items())


def _book(reader: Reader, path: str) -> str:
    name = f"{page_slug(path)}.xlsx"
    return f"SYNTHETIC-{name}" if labels_all(reader.edition) else name


def _licences(reader: Reader) -> list[tuple[str, str]]:
    """Each source that was loaded, and how open it is."""
    loaded = {vintage.source for vintage in reader.edition.vintages}
    return [(source.title, source.access) for source in reader.edition.sources if source.source in loaded]
