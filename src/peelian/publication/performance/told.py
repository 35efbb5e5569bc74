"""A tile told: its statement, its rows, and everything needed to judge them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from markupsafe import Markup

from peelian.findings.finding import Finding
from peelian.publication.mark import Mark

ToldState = Literal["told", "not measured", "not loaded"]


@dataclass(frozen=True, slots=True)
class TileRow:
    """One line of a tile.

    Parameters
    ----------
    name, href
        What it is, and the page that tells all of it.
    value, change, interval
        As printed; "" where there is none.
    finding
        What they were printed from.
    mark
        Sign, words and tone of the judgement; None where nothing is judged.
    drawn
        A small drawing of it.
    when
        Its own month or window, where the rows of a tile differ.
    shown
        Whether it stands on the tile, or only in the table of the tile because the statement tells it.
    """

    name: str
    href: str
    value: str
    finding: Finding
    change: str = ""
    interval: str = ""
    mark: Mark | None = None
    drawn: Markup = field(default_factory=Markup)
    when: str = ""
    shown: Literal["on the tile", "in the table"] = "on the tile"


@dataclass(frozen=True, slots=True)
class ToldTile:
    """A tile, ready to be laid out.

    Parameters
    ----------
    id, title
        Name and what it is about.
    statement
        What is found, as a sentence; for a tile that is not told, why.
    state
        "told", or the equal state that it is not measured or not loaded.
    window, data_to
        Its own stretch of time, and how far its data run.
    rows
        What stands under the statement.
    findings
        Everything that it rests on, also what is only drawn.
    says
        The analyst's note.
    draft
        Whether a measure of it is still in development.
    missing
        What belongs to it and is not told, each with the reason.
    chart, key
        A drawing of the whole, and what must be known to read it.
    more
        Links to what it is drawn from: words and path.
    """

    id: str
    title: str
    statement: str
    state: ToldState = "told"
    window: str = ""
    data_to: str = ""
    rows: tuple[TileRow, ...] = ()
    findings: tuple[Finding, ...] = ()
    says: str = ""
    draft: bool = False
    missing: tuple[tuple[str, str], ...] = ()
    chart: Markup = field(default_factory=Markup)
    key: str = ""
    more: tuple[tuple[str, str], ...] = ()
