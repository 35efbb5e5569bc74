"""Loads: every file, what it was read as, and proof that no record was lost."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence

from peelian.catalogue.vintage import LoadLine, Vintage
from peelian.publication.desk import Desk
from peelian.publication.guarded import say_guarded
from peelian.publication.page import Page, Promise
from peelian.publication.panel import Panel
from peelian.publication.panels.maps import Outlines
from peelian.publication.reader import Reader
from peelian.publication.table import Cell, Table

_CHUNK = 150
_HEADER = (
    "file", "provider", "layout", "source", "records", "accepted", "quarantined", "rows", "data_from",
    "data_to", "vintage", "sha256", "conditions",
)  # fmt: skip


def pages(reader: Reader, _outlines: Outlines) -> Iterable[Promise]:
    """Promise the page of loads; many files are told on several pages."""
    chunks = _chunks(reader.edition.vintages)
    return tuple(
        Promise(_path(number), functools.partial(_make, reader, number, chunk, len(chunks)))
        for number, chunk in enumerate(chunks, start=1)
    )


def _chunks(vintages: Sequence[Vintage]) -> list[list[Vintage]]:
    ordered = sorted(vintages, key=lambda vintage: (vintage.source, vintage.file, vintage.sequence))
    return [ordered[start : start + _CHUNK] for start in range(0, len(ordered), _CHUNK)] or [[]]


def _path(number: int) -> str:
    return "loads.html" if number == 1 else f"loads-{number}.html"


def _make(reader: Reader, number: int, vintages: Sequence[Vintage], of: int) -> Page:
    desk, every = Desk(reader, _path(number)), reader.edition.vintages
    records, aside = sum(v.records for v in every), sum(v.quarantined for v in every)
    refused = [line for line in reader.edition.load_lines if line.status == "refused"]
    panels = [_files(desk, vintages)]
    panels += [_refused(desk, refused)] if refused and number == 1 else []
    conditions = [(v.file, condition) for v in vintages for condition in v.conditions]
    return Page(
        path=_path(number),
        headline=f"{records:,} records read, {aside:,} set aside, none lost",
        section="catalogue",
        overline="Loads",
        stand_first=(
            "For every file, the records kept and the records set aside add up to the records in the file, "
            "exactly. If "
            "they did not, the file would not have been loaded." + say_guarded(reader.edition)
        ),
        crumbs=(("Overview", "index.html"), ("Data and caveats", "catalogue/index.html")),
        panels=tuple(panels),
        template="loads.html",
        more={
            "conditions": conditions,
            "numbers": [(str(n), desk.link(_path(n)), n == number) for n in range(1, of + 1)]
            if of > 1
            else [],
        },
    )


def _files(desk: Desk, vintages: Sequence[Vintage]) -> Panel:
    heads = (
        ("File", "file"),
        ("Records", ""),
        ("Kept", ""),
        ("Set aside", ""),
        ("Noticed", ""),
        ("Data from", "w"),
        ("Data to", "w"),
        ("Read as", "w"),
        ("Vintage", "w"),
    )
    rows = tuple(
        (
            Cell(vintage.file, css="file"),
            Cell(f"{vintage.records:,}"),
            Cell(f"{vintage.accepted:,}"),
            Cell(f"{vintage.quarantined:,}"),
            Cell(str(len(vintage.conditions)) if vintage.conditions else "–"),
            Cell(f"{vintage.data_from:%b %Y}" if vintage.data_from else "", css="w"),
            Cell(f"{vintage.data_to:%b %Y}" if vintage.data_to else "", css="w"),
            Cell(f"{vintage.provider} · {_layout(desk, vintage)}", css="w long"),
            Cell(vintage.id[:8], css="w code"),
        )
        for vintage in vintages
    )
    plain = [
        [
            *(v.file, v.provider, v.layout, v.source, v.records, v.accepted, v.quarantined, v.rows),
            *(v.data_from, v.data_to, v.id, v.sha256, " | ".join(c.says for c in v.conditions)),
        ]
        for v in vintages
    ]
    return Panel(
        id="files",
        kicker=f"{len(vintages)} files",
        title="Every file, accounted for",
        sentence="",
        table=Table("Files loaded", heads, rows),
        shown="open",
        cannot_tell="That every record was read says nothing about records that never reached the file.",
        downloads=(desk.plain_download("files", _HEADER, plain),),
    )


def _layout(desk: Desk, vintage: Vintage) -> str:
    """Return the title of a vintage's layout, as the table of loads has it, else its id."""
    lines = desk.reader.edition.load_lines
    return next((line.layout for line in lines if line.vintage == vintage.id and line.layout), vintage.layout)


def _refused(desk: Desk, lines: Sequence[LoadLine]) -> Panel:
    rows = tuple((Cell(line.path, css="file"), Cell(line.reason, css="w long")) for line in lines)
    plain = [[line.path, line.reason] for line in lines]
    return Panel(
        id="refused",
        kicker=f"{len(lines)} files",
        title="Files that were refused",
        sentence="Nothing of these files is in any number.",
        table=Table("Files refused", (("File", "w"), ("Why", "w")), rows),
        shown="open",
        downloads=(desk.plain_download("refused", ("file", "why"), plain),),
    )
