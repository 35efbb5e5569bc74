"""Home: what changed, where, and the doors to everything else."""

from __future__ import annotations

from collections.abc import Iterable

from peelian.publication.desk import Desk, month_words
from peelian.publication.edition import MeasureText
from peelian.publication.headlines import headline_of_area, headline_of_places
from peelian.publication.page import Page, Promise, say_caveats_once
from peelian.publication.panel import Panel
from peelian.publication.panels.history import history_panel
from peelian.publication.panels.maps import Outlines
from peelian.publication.panels.parts import by_window, parts_panel
from peelian.publication.panels.places import places_panel
from peelian.publication.reader import Reader
from peelian.publication.sentences import say_finding

_PATH = "index.html"


def pages(reader: Reader, _outlines: Outlines) -> Iterable[Promise]:
    """Promise the home page."""
    return (Promise(_PATH, lambda: _make(reader)),)


def _make(reader: Reader) -> Page:
    desk, whole = Desk(reader, _PATH), reader.headline_measure
    headline, stand_first, meta = f"Nothing has been measured yet in {reader.edition.place}", "", ""
    panels: list[Panel | None] = []
    if whole is not None:
        headline = _headline(reader, whole)
        now = reader.now(whole, reader.top)
        stand_first = say_finding(now, whole, caveats=reader.edition.caveats) if now is not None else ""
        meta = _meta(desk, whole)
        panels.append(places_panel(desk, whole, reader.levels[0]) if reader.levels else None)
        panels += _lists(desk, whole)
        panels.append(history_panel(desk, whole, reader.top))
    return Page(
        path=_PATH,
        headline=headline,
        section="home",
        stand_first=stand_first,
        meta=meta,
        panels=say_caveats_once(panels),
        template="home.html",
        more={"doors": _doors(reader)},
    )


def _headline(reader: Reader, whole: MeasureText) -> str:
    if reader.levels:
        level = reader.levels[0]
        findings = reader.across(whole, level)
        if len(findings) > 1:
            one, many = reader.words(level, several=False), reader.words(level)
            return headline_of_places(findings, whole, one=one, many=many)
    return headline_of_area(reader.now(whole, reader.top), whole, area=reader.top.name)


def _meta(desk: Desk, whole: MeasureText) -> str:
    reader = desk.reader
    now = reader.now(whole, reader.top)
    parts = [reader.edition.force]
    parts += [f"data to {month_words(now.period.end)}"] if now is not None else []
    parts.append(f"edition of {reader.edition.built_at.day} {month_words(reader.edition.built_at.date())}")
    parts += [f"next update {reader.edition.next_update}"] if reader.edition.next_update else []
    return " · ".join(parts)


def _lists(desk: Desk, whole: MeasureText) -> list[Panel | None]:
    """One list for what the whole is made of, and one for everything that is no part of it."""
    reader = desk.reader
    groups = reader.parts(whole) or tuple(m for m in reader.measures if m.id != whole.id and not m.parent)
    title = f"{whole.title}, kind by kind"
    made = [parts_panel(desk, groups, reader.top, name="kinds", title=title, whole=whole)]
    told = {whole.id, *(m.id for m in groups)}
    others = [m for m in reader.measures if m.id not in told and not _under(reader, m, whole)]
    for number, some in enumerate(by_window(desk, others, reader.top), start=1):
        families = {m.family for m in some}
        name = families.pop() if len(families) == 1 else "Looked at on their own"
        made.append(parts_panel(desk, some, reader.top, name=f"beside-{number}", title=name))
    return made


def _under(reader: Reader, measure: MeasureText, whole: MeasureText) -> bool:
    above, steps = measure, 0
    while above.parent and steps < 5:
        if above.parent == whole.id:
            return True
        found = reader.measure(above.parent)
        if found is None:
            return False
        above, steps = found, steps + 1
    return False


def _doors(reader: Reader) -> list[tuple[str, str, str]]:
    """Four doors: link, name and one line each."""
    doors = []
    for level in reader.levels[:2]:
        many, count = reader.words(level), len(reader.areas_at(level))
        doors.append(
            (
                f"{level}/index.html",
                f"Find a {reader.words(level, several=False)}",
                f"All {count} {many}, by name.",
            )
        )
    doors.append(
        (
            "measures.html",
            "Choose what is measured",
            f"All {len(reader.measures)} measures, and how each has moved.",
        )
    )
    doors.append(
        (
            "catalogue/index.html",
            "See the data and their limits",
            "Where every number comes from, and what it cannot bear.",
        )
    )
    return doors
