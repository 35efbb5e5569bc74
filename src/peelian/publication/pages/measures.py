"""Measures: the list of everything that is measured, under its headings, for the whole place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from peelian.publication.desk import Desk
from peelian.publication.edition import MeasureText
from peelian.publication.page import Page, Promise, say_caveats_once
from peelian.publication.panels.maps import Outlines
from peelian.publication.panels.parts import by_window, once, parts_panel
from peelian.publication.reader import Reader
from peelian.publication.tally import tally

_PATH = "measures.html"
_DRAWN_MOST = 100
"""Where more measures than this are told, the rows of their tables have no drawings: the page stays small."""


def pages(reader: Reader, _outlines: Outlines) -> Iterable[Promise]:
    """Promise the list of measures."""
    return (Promise(_PATH, lambda: _make(reader)),)


def in_order(reader: Reader, measures: Iterable[MeasureText]) -> list[MeasureText]:
    """Return measures so that every part stands right after what it is a part of."""
    chosen = list(measures)
    known = {measure.id for measure in chosen}
    below: dict[str, list[MeasureText]] = {}
    for measure in chosen:
        below.setdefault(measure.parent if measure.parent in known else "", []).append(measure)
    out: list[MeasureText] = []

    def add(parent: str) -> None:
        for measure in below.pop(parent, []):
            out.append(measure)
            add(measure.id)

    add("")
    told = {measure.id for measure in out}
    return out + [m for m in reader.measures if m.id in known and m.id not in told]


def _make(reader: Reader) -> Page:
    desk = Desk(reader, _PATH)
    families: dict[str, list[MeasureText]] = {}
    for measure in in_order(reader, reader.measures):
        families.setdefault(measure.family or "Measures", []).append(measure)
    groups = [
        (family, same)
        for family, some in families.items()
        for same in by_window(desk, in_order(reader, some), reader.top)
    ]
    many = len(reader.of_area(reader.top, reader.measures)) > _DRAWN_MOST
    drawn: Literal["drawn", "left out"] = "left out" if many else "drawn"
    made = [
        parts_panel(desk, same, reader.top, name=f"family-{number}", title=family, lines=drawn, strips=drawn)
        for number, (family, same) in enumerate(groups, start=1)
    ]
    shown = once(reader.of_area(reader.top, reader.measures), reader)
    count = tally(shown)
    return Page(
        path=_PATH,
        headline=(
            f"{count.fall or 'None'} of {len(shown)} measures fell clearly and "
            f"{count.rise or 'none'} rose clearly"
        ),
        section="measures",
        overline="Everything that is measured",
        stand_first=(
            f"Each line gives the newest figure for {reader.top.name}, the one before, and whether the "
            "difference is more than chance."
        ),
        panels=say_caveats_once(made),
        more={"missing": _missing(reader, desk)},
        template="measures.html",
    )


def _missing(reader: Reader, desk: Desk) -> list[tuple[str, str]]:
    """Measures without a figure for the whole place still need a way in."""
    shown = {finding.measure for finding in reader.of_area(reader.top, reader.measures)}
    return [(m.title, desk.link(reader.measure_path(m))) for m in reader.measures if m.id not in shown]
