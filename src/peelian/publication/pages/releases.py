"""The release log: every release with its date, how far its data ran, and what changed since the last."""

from __future__ import annotations

from collections.abc import Iterable

from peelian.publication.page import Page, Promise
from peelian.publication.panels.maps import Outlines
from peelian.publication.permanent import permanent_path
from peelian.publication.reader import Reader

_PATH = "releases.html"


def pages(reader: Reader, _outlines: Outlines) -> Iterable[Promise]:
    """Promise the release log."""
    return (Promise(_PATH, lambda: _make(reader)),)


def _make(reader: Reader) -> Page:
    edition = reader.edition
    releases = edition.releases or ((edition.release,) if edition.release is not None else ())
    day = f"{edition.built_at.day} {edition.built_at:%B %Y}"
    if releases:
        first = f"{releases[-1].made_at.day} {releases[-1].made_at:%B %Y}"
        headline = f"{len(releases)} releases since {first}, each kept as it was published"
        if len(releases) == 1:
            headline = f"One release so far, of {first}"
    else:
        headline = "These figures have not been released yet"
    return Page(
        path=_PATH,
        headline=headline,
        section="about",
        overline="Release log",
        stand_first=(
            "Figures change: police forces add, re-classify and cancel records, and mistakes are put right. "
            "A page at its plain address always shows the latest release. Its permanent address keeps what "
            "was published on the day."
            if releases
            else f"This is a draft of {day}. It has no permanent address, so please do not cite it."
        ),
        meta=f"Next update {edition.next_update}" if edition.next_update else "",
        crumbs=(("Overview", "index.html"),),
        template="releases.html",
        more={
            "releases": [(item, permanent_path(item, "index.html")) for item in releases],
            "corrected": sum(len(item.corrections) for item in releases),
        },
        leads_to_releases=True,
    )
