"""Lists of areas: every borough, every ward, by name, findable without a script."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from peelian.findings.finding import Finding
from peelian.publication.desk import Desk
from peelian.publication.mark import mark_of
from peelian.publication.page import Page, Promise
from peelian.publication.panels.maps import Outlines
from peelian.publication.reader import Reader
from peelian.publication.sentences import say_value
from peelian.reference.area import Area

_MANY = 720
"""Above this many areas the list gives names alone, so that it stays one page of bearable size."""


def pages(reader: Reader, _outlines: Outlines) -> Iterable[Promise]:
    """Promise one list for each level of area."""
    return tuple(
        Promise(f"{level}/index.html", functools.partial(_make, reader, level)) for level in reader.paged
    )


def _make(reader: Reader, level: str) -> Page:
    path = f"{level}/index.html"
    desk, areas, many = Desk(reader, path), reader.areas_at(level), reader.words(level)
    whole = reader.headline_measure
    found = reader.across(whole, level) if whole is not None else ()
    now = {finding.area.code: finding for finding in found}
    groups: dict[str, list[Area]] = {}
    for area in areas:
        parent = reader.edition.areas.get(area.parent or "")
        name = parent.name if parent is not None and parent.code != reader.edition.force_code else ""
        groups.setdefault(name, []).append(area)
    window = f"{whole.title}, {found[0].period.words()}" if whole is not None and found else ""
    return Page(
        path=path,
        headline=f"The {len(areas)} {many} of {reader.edition.place}",
        section=level,
        overline="By name",
        stand_first=f"{window}, and whether it changed clearly." if window else "",
        crumbs=(("Overview", "index.html"),),
        template="areas.html",
        more={
            "values": len(areas) <= _MANY,
            "groups": [
                (name, [_line(desk, a, now.get(a.code)) for a in some])
                for name, some in sorted(groups.items(), key=lambda group: (not group[0], group[0]))
            ],
            "synthetic_window": window,
        },
    )


def _line(desk: Desk, area: Area, finding: Finding | None) -> tuple[str, str, str, str, str, str]:
    """Name, link, value, symbol, words and tone of one area."""
    href = (desk.reader.area_path(area) or "").rpartition("/")[2]
    if finding is None:
        return (area.name, href, "not measured", "–", "not measured", "gap")
    mark = mark_of(finding, desk.direction_of(finding))
    return (area.name, href, say_value(finding), mark.symbol, mark.words, mark.tone)
