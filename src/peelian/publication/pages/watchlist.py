"""The watch list: every measure and area whose newest month is unusual, with how many of them chance
would give.
"""

from __future__ import annotations

from collections.abc import Iterable

from peelian.publication.desk import Desk
from peelian.publication.page import Page, Promise, say_caveats_once
from peelian.publication.panels.maps import Outlines
from peelian.publication.panels.watch import say_chance, watch_panel
from peelian.publication.reader import Reader
from peelian.publication.watched import watch

PATH = "watch.html"
_TOO_SHORT = (
    "A series is watched once two whole years recorded in one way lie behind its newest months. A change in "
    "how things are recorded starts the count again. Until then the page of each measure draws its months "
    "with the range that is usual for them."
)


def pages(reader: Reader, _outlines: Outlines) -> Iterable[Promise]:
    """Promise the watch list."""
    return (Promise(PATH, lambda: _make(reader)),)


def _make(reader: Reader) -> Page:
    desk, watched = Desk(reader, PATH), watch(reader.edition.findings)
    odd, levels = len(watched.signals), (reader.top.level, *reader.levels)
    headline = f"{odd:,} of {watched.whole:,} series are not what their past leads one to expect"
    if not watched.whole:
        headline = "No series has a past long enough to be watched yet"
    return Page(
        path=PATH,
        headline=headline,
        section="measures",
        overline="Watch list",
        stand_first=say_chance(watched.whole, reader.edition.false_alarms) if watched.whole else _TOO_SHORT,
        crumbs=(("Overview", "index.html"), ("Measures", "measures.html")),
        panels=say_caveats_once(watch_panel(desk, watched, level) for level in levels),
        more={
            "about": (
                "The newest month of every series, and the newest three together, are held against what its "
                "own past leads one to expect, with its season, its level and its usual variation allowed "
                "for. Everything recorded is watched, not only what was chosen."
            )
        },
    )
