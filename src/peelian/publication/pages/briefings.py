"""Briefings: a page for each borough to be printed on one sheet, its PDF, and the list of them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from peelian.publication.briefings.briefing import Briefing, BriefingRow
from peelian.publication.briefings.gathering import briefed_areas, gather_briefing
from peelian.publication.briefings.pdf import can_make_pdf
from peelian.publication.briefings.tables import briefing_table
from peelian.publication.briefings.words import briefing_headline, briefing_sentences, say_bases
from peelian.publication.desk import Desk, month_words
from peelian.publication.edition import Edition
from peelian.publication.labels import WORD
from peelian.publication.made_up import labels_all
from peelian.publication.page import Page, Promise
from peelian.publication.panel import Panel
from peelian.publication.panels.maps import Outlines
from peelian.publication.reader import Reader
from peelian.publication.table import Cell, Table
from peelian.reference.area import Area

PATH = "briefing/index.html"

_MOST_CAVEATS = 5
_WHY_NOT = {
    "pdf": "what makes PDFs is not installed where this edition was built",
    "html": "this edition was built without",
}


def pages(reader: Reader, _outlines: Outlines) -> Iterable[Promise]:
    """Promise a briefing for each area of the first level that a survey tells of, and the list of them."""
    areas = briefed_areas(reader)
    if not areas:
        return
    yield Promise(PATH, lambda: _list(reader, areas))
    for path, area in areas.items():
        yield Promise(path, partial(_briefing, reader, area, path))


def _list(reader: Reader, areas: dict[str, Area]) -> Page:
    desk, level = Desk(reader, PATH), reader.levels[0]
    rows = []
    for path, area in areas.items():
        briefing = gather_briefing(reader, area)
        rows.append(
            (
                Cell(area.name, css="w", href=desk.link(path)),
                Cell(briefing_headline(briefing), css="w long"),
                Cell(", ".join(say_bases(part.rows) for part in briefing.parts), css="w long"),
            )
        )
    heads = ((reader.words(level, several=False).capitalize(), "w"), ("What stands out", "w"), ("Asked", "w"))
    panel = Panel(
        id="briefings",
        kicker=f"One page for each {reader.words(level, several=False)}",
        title="Briefings",
        sentence="Each fits on one sheet of A4 and says what is clear, what is not, and of how many people.",
        table=Table("Briefings", heads, tuple(rows)),
        shown="open",
        tone="plain",
    )
    return Page(
        path=PATH,
        headline=f"What people said in each {reader.words(level, several=False)}, on one page",
        section="surveys",
        overline="Briefings",
        crumbs=(("Overview", "index.html"), ("Surveys", "survey/index.html")),
        panels=(panel,),
    )


def _briefing(reader: Reader, area: Area, path: str) -> Page:
    desk, briefing = Desk(reader, path), gather_briefing(reader, area)
    found = briefing.findings()
    edition = reader.edition
    made_up = labels_all(edition) or any(finding.synthetic for finding in found)
    pdf = _pdf_name(edition, path, made_up=made_up)
    newest = max(finding.period.end for finding in found)
    return Page(
        path=path,
        headline=briefing_headline(briefing),
        section="surveys",
        overline=f"Briefing for {area.name}",
        meta=f"Surveys to {month_words(newest)} · {edition.body}",
        crumbs=(("Overview", "index.html"), ("Surveys", "survey/index.html"), ("Briefings", PATH)),
        panels=tuple(
            Panel(
                id=part.survey.name,
                kicker=part.waves,
                title=part.survey.title,
                sentence="",
                table=briefing_table(briefing, part),
                caveats=briefing.caveats,
                downloads=(
                    desk.download(part.survey.name, [f for f in found if f.measure in _measures(part.rows)]),
                ),
            )
            for part in briefing.parts
        ),
        template="briefing.html",
        more={
            **_parts(briefing),
            "pdf": pdf,
            "why_no_pdf": _WHY_NOT[edition.briefings],
            "area_href": desk.link(reader.area_path(area)),
        },
        pdf=pdf,
    )


def _measures(rows: Iterable[BriefingRow]) -> set[str]:
    return {row.measure.id for row in rows}


def _pdf_name(edition: Edition, path: str, *, made_up: bool) -> str:
    if edition.briefings != "pdf" or not can_make_pdf():
        return ""
    name = path.removesuffix(".html").replace("/", "-") + ".pdf"
    return f"{WORD}-{name}" if made_up else name


def _parts(briefing: Briefing) -> dict[str, object]:
    return {
        "briefing": briefing,
        "sentences": briefing_sentences(briefing),
        "told": [(part, briefing_table(briefing, part), say_bases(part.rows)) for part in briefing.parts],
        "caveats": briefing.caveats[:_MOST_CAVEATS],
        "more_caveats": max(len(briefing.caveats) - _MOST_CAVEATS, 0),
    }
