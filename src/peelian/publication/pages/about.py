"""Methods: how a change is judged, what each mark and state means, and how to read a page."""

from __future__ import annotations

from collections.abc import Iterable

from peelian.publication.page import Page, Promise
from peelian.publication.panels.maps import Outlines
from peelian.publication.reader import Reader

_PATH = "about.html"

MARKS = (
    ("▼", "clear fall", "good", "The whole interval lies below no change."),
    ("▲", "clear rise", "bad", "The whole interval lies above no change."),
    (
        "◆",
        "no clear change",
        "flat",
        "No change lies inside the interval: chance and usual variation are enough to explain it.",
    ),
    (
        "≠",
        "not comparable",
        "gap",
        "The way of recording changed between the two periods, so no comparison is made.",
    ),
)
"""Symbol, words, tone and meaning of each judgement."""

STATES = (
    (
        "suppressed",
        "The number is held back because it is so small that it could point to a person. It is never zero.",
    ),
    ("not measured", "Nobody counted it there or then. It is not zero."),
    ("not comparable", "It may be read, but not against another period or place."),
    ("low reliability", "It rests on few records or answers; take it as a hint."),
    ("provisional", "Not all of it is in yet, and it may be revised."),
    ("rounded", "It is rounded so that no person can be pointed to."),
)
"""Each state a number can be in, and what it means."""


def pages(reader: Reader, _outlines: Outlines) -> Iterable[Promise]:
    """Promise the page on methods."""
    return (Promise(_PATH, lambda: _make(reader)),)


def _make(reader: Reader) -> Page:
    methods = sorted(set(reader.edition.findings.column("method").unique().to_pylist()) - {None, ""})
    return Page(
        path=_PATH,
        headline="How to read these pages, and how a change is judged",
        section="about",
        overline="Methods",
        stand_first=(
            "A number that went up did not necessarily rise. Crime figures move by chance every month. "
            "These pages "
            "call a change clear only when it is larger than chance and usual variation produce."
        ),
        crumbs=(("Overview", "index.html"),),
        template="about.html",
        more={
            "marks": MARKS,
            "states": STATES,
            "exact": any("exact_poisson" in name for name in methods),
            "together": _together(reader),
        },
    )


def _together(reader: Reader) -> bool:
    """Say whether many comparisons were judged at once, with the share of false calls held."""
    return any(
        (value or 0) > 1 for value in reader.edition.findings.column("judged_among").unique().to_pylist()
    )
