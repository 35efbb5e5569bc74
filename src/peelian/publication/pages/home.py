"""Home: what changed, where, and the doors to everything else."""

from __future__ import annotations

from collections.abc import Iterable

from peelian.publication.choices_told import say_chosen, tallied
from peelian.publication.desk import Desk, month_words
from peelian.publication.edition import MeasureText
from peelian.publication.headlines import headline_of_area, headline_of_places
from peelian.publication.page import Page, Promise, say_caveats_once
from peelian.publication.pages import comparisons, framework, gaming, performance, stops, watchlist
from peelian.publication.panel import Panel
from peelian.publication.panels.gaming import looks
from peelian.publication.panels.history import history_panel
from peelian.publication.panels.maps import Outlines
from peelian.publication.panels.places import places_panel
from peelian.publication.panels.summary import summary_panel
from peelian.publication.reader import Reader
from peelian.publication.sentences import say_finding
from peelian.publication.watched import Watched, watch

_PATH = "index.html"


def pages(reader: Reader, _outlines: Outlines) -> Iterable[Promise]:
    """Promise the home page."""
    return (Promise(_PATH, lambda: _make(reader)),)


def _make(reader: Reader) -> Page:
    desk, whole, watched = Desk(reader, _PATH), reader.headline_measure, watch(reader.edition.findings)
    headline, stand_first, meta = f"Nothing has been measured yet in {reader.edition.place}", "", ""
    panels: list[Panel | None] = []
    if whole is not None:
        headline = _headline(reader, whole)
        now = reader.now(whole, reader.top)
        stand_first = say_finding(now, whole, caveats=reader.edition.caveats) if now is not None else ""
        meta = _meta(desk, whole)
        panels.append(summary_panel(desk, watched))
        panels.append(places_panel(desk, whole, reader.levels[0]) if reader.levels else None)
        panels.append(history_panel(desk, whole, reader.top))
    return Page(
        path=_PATH,
        headline=headline,
        section="home",
        stand_first=stand_first,
        meta=meta,
        panels=say_caveats_once(panels),
        template="home.html",
        more={"doors": _doors(reader, watched)},
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


def _doors(reader: Reader, watched: Watched) -> list[tuple[str, str, str]]:
    """Link, name and one line of each door."""
    doors = []
    if path := performance.path_of(reader, reader.top):
        line = "One screen in five lenses: read it in a minute, and click through to all that is behind it."
        doors.append((path, "The performance page", line))
    if (plan := reader.edition.plan) is not None:
        told = say_chosen(tallied(Desk(reader, _PATH), reader.top)).partition(". ")[0].rstrip(".")
        doors.append((framework.PATH, "The plan and its priorities", f"{told or plan.title}."))
    for level in reader.paged[:2]:
        many, one = reader.words(level), reader.words(level, several=False)
        doors.append(
            (f"{level}/index.html", f"Find a {one}", f"All {len(reader.areas_at(level))} {many}, by name.")
        )
    if stops.searches(reader) is not None:
        line = "Who is searched and how often, what came of it, and what is not recorded."
        doors.append((stops.PATH, "Stop and search", line))
    doors += comparisons.doors(reader)
    if watched.whole:
        line = f"{len(watched.signals):,} of {watched.whole:,} series are outside what is usual for them."
        doors.append((watchlist.PATH, "What is unusual", line))
    if looks(Desk(reader, _PATH)):
        line = "What would show if records were put off, recorded as something else or just in time on paper."
        doors.append((gaming.PATH, "Could the figures be gamed?", line))
    line = "Everything that is counted, and how each has moved."
    doors.append(("measures.html", "Every measure", line))
    line = "Where every number comes from, and what it cannot tell you."
    doors.append(("catalogue/index.html", "The data and their limits", line))
    return doors
