"""Revisions: what moved between two editions of the same thing. Published counts get revised."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from peelian.catalogue.revision import Revision
from peelian.publication.desk import Desk
from peelian.publication.edition import LEVEL_WORDS
from peelian.publication.guarded import say_guarded
from peelian.publication.page import Page, Promise
from peelian.publication.panel import Panel
from peelian.publication.panels.maps import Outlines
from peelian.publication.reader import Reader
from peelian.publication.table import Cell, Table

_PATH = "revisions.html"
_SHOWN = 150


def pages(reader: Reader, _outlines: Outlines) -> Iterable[Promise]:
    """Promise the page of revisions."""
    return (Promise(_PATH, lambda: _make(reader)),)


def _make(reader: Reader) -> Page:
    desk, moved = Desk(reader, _PATH), reader.edition.revisions
    totals = [revision for revision in moved if not revision.code]
    headline = "No figure has been revised between the editions loaded"
    if reader.edition.guarded:
        headline = "No figure that is told here has been revised between the editions loaded"
    if moved:
        headline = (
            f"{len(totals):,} monthly totals and {len(moved) - len(totals):,} parts of them were revised"
        )
    panels = []
    if totals:
        panels.append(_panel(desk, totals, name="totals", title="Monthly totals that moved"))
    if len(moved) > len(totals):
        parts = [revision for revision in moved if revision.code]
        panels.append(_panel(desk, parts, name="parts", title="Parts that moved most"))
    return Page(
        path=_PATH,
        headline=headline,
        section="catalogue",
        overline="Revisions",
        stand_first=(
            "Later editions of a file correct earlier ones: crimes are re-classified, cancelled or "
            "recorded late. The "
            "later edition is the one published; the difference is listed here." + say_guarded(reader.edition)
        ),
        crumbs=(("Overview", "index.html"), ("Data and caveats", "catalogue/index.html")),
        panels=tuple(panels),
    )


def _panel(desk: Desk, moved: Sequence[Revision], *, name: str, title: str) -> Panel:
    ranked = sorted(moved, key=lambda r: (-abs(_difference(r) or 10**12), r.source, r.month))
    words = ("Month", "What", "Source", "Before", "After", "Difference", "Editions")
    heads = tuple((word, "" if word in ("Before", "After", "Difference") else "w") for word in words)
    rows = tuple(
        (
            Cell(f"{r.month:%b %Y}"),
            Cell(_what(desk, r), css="w"),
            Cell(_source(desk, r.source), css="w"),
            Cell("not in it" if r.before is None else f"{r.before:,}"),
            Cell("not in it" if r.after is None else f"{r.after:,}"),
            Cell(_signed(_difference(r))),
            Cell(f"{r.vintage_before[:8]} → {r.vintage_after[:8]}", css="w code"),
        )
        for r in ranked[:_SHOWN]
    )
    header = (
        "source",
        "slice",
        "month",
        "field",
        "code",
        "before",
        "after",
        "vintage_before",
        "vintage_after",
    )
    plain = [
        [
            r.source,
            " ".join(r.slice),
            r.month,
            r.field,
            r.code,
            r.before,
            r.after,
            r.vintage_before,
            r.vintage_after,
        ]
        for r in ranked
    ]
    more = (
        f" The {_SHOWN} largest of {len(ranked):,} are shown; all are in the file."
        if len(ranked) > _SHOWN
        else ""
    )
    return Panel(
        id=name,
        kicker=f"{len(ranked):,} figures",
        title=title,
        sentence=f"Largest difference first.{more}",
        table=Table(title, heads, rows),
        shown="open",
        cannot_tell="Why a figure moved is not in the files.",
        downloads=(desk.plain_download(name, header, plain),),
    )


def _difference(revision: Revision) -> int | None:
    if revision.before is None or revision.after is None:
        return None
    return revision.after - revision.before


def _signed(difference: int | None) -> str:
    if difference is None:
        return ""
    return f"{'+' if difference > 0 else '−' if difference < 0 else ''}{abs(difference):,}"


def _what(desk: Desk, revision: Revision) -> str:
    slice_words = ", ".join(revision.slice)
    if not revision.code:
        return _all_together(desk, revision.slice)
    label = revision.code
    for codes in desk.reader.edition.codes.values():
        if revision.code in codes.list:
            label = codes.list[revision.code].label
            break
    return f"{label} ({slice_words})" if slice_words else label


def _all_together(desk: Desk, parts: Sequence[str]) -> str:
    """Return what a total is of: "All boroughs together"."""
    many = [desk.reader.words(part.lower()) if part.lower() in LEVEL_WORDS else part for part in parts]
    return f"All {', '.join(many)} together" if many else "All together"


def _source(desk: Desk, name: str) -> str:
    return next((source.title for source in desk.reader.edition.sources if source.source == name), name)
