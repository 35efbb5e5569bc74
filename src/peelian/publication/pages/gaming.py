"""Could the figures be gamed? Every check for it, what it found, and what else would make such a sign."""

from __future__ import annotations

from collections.abc import Iterable

from peelian.publication.check_words import has_sign
from peelian.publication.desk import Desk
from peelian.publication.page import Page, Promise, say_caveats_once
from peelian.publication.panels.gaming import gaming_panel, looks
from peelian.publication.panels.maps import Outlines
from peelian.publication.reader import Reader

PATH = "gaming.html"


def pages(reader: Reader, _outlines: Outlines) -> Iterable[Promise]:
    """Promise the page of checks, where any was made."""
    return (Promise(PATH, lambda: _make(reader)),) if looks(Desk(reader, PATH)) else ()


def _make(reader: Reader) -> Page:
    desk = Desk(reader, PATH)
    looked = looks(desk)
    signs = sum(has_sign(finding) for _, finding in looked)
    told = sum(finding.value is not None for _, finding in looked)
    if not told:
        headline = "There is too little on record yet to check the figures for gaming"
    elif not signs:
        headline = (
            f"None of {told} checks shows a sign of it" if told > 1 else "The check shows no sign of it"
        )
    else:
        headline = f"{signs} of {told} checks {'shows' if signs == 1 else 'show'} a sign worth a question"
    return Page(
        path=PATH,
        headline=headline,
        section="framework",
        overline="Could the figures be gamed?",
        stand_first=(
            "What is counted and rewarded tends to be worked on, by putting records off, by recording things "
            "as something else or by being just in time on paper. A sign of it is a question to ask, and "
            "accuses nobody."
        ),
        crumbs=(("Overview", "index.html"),),
        panels=say_caveats_once([gaming_panel(desk, looked)]),
    )
