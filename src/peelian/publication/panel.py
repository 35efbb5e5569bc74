"""Panel: one thing told. Its chart, its table and its file are made from the same rows, so they cannot
disagree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from peelian.publication.download import Download
from peelian.publication.edition import CaveatText
from peelian.publication.table import Table


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the numbers of a panel come from.

    Parameters
    ----------
    source
        Title of the source.
    href
        Page of the source, or "".
    vintages
        Short ids of the loads, and how many more there are in the file beside the panel.
    data_to
        Last month that the numbers speak of, in words.
    next_update
        When more is to be expected, in words, or "".
    """

    source: str
    href: str = ""
    vintages: tuple[str, ...] = ()
    data_to: str = ""
    next_update: str = ""


@dataclass(frozen=True, slots=True)
class Above:
    """A panel higher on the page that already prints some caveats: its id, its title and how many."""

    id: str
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class Panel:
    """One thing told on a page.

    Parameters
    ----------
    id
        Anchor on the page.
    kicker
        The panel's own window of time, and the date its data run to.
    title, sentence
        The finding as a heading, and one sentence.
    table
        The rows; None where they are those of the panel "all" below.
    cannot_tell
        What the panel cannot tell you.
    chart
        Drawing of the same rows, or nothing.
    key
        Marks to explain above the chart: "change" for rise, fall and no clear change; "" for none.
    shown
        Whether the table is open on the page, folded away under the chart, or the one of the panel "all"
        below.
    caveats
        Every caveat and break of the rows.
    caveats_here, caveats_above
        Which of the caveats this panel prints itself (None: all), and which panels above print the others.
    provenance
        Where the rows come from.
    downloads
        Files of the rows.
    notes
        Short sentences under the chart, such as what happened at each break.
    wide
        Whether the panel takes the whole width or half of it.
    tone
        Direction class for the key: "judged" or "plain".
    """

    id: str
    kicker: str
    title: str
    sentence: str
    table: Table | None
    cannot_tell: str = ""
    chart: Markup | None = None
    key: Literal["", "change"] = ""
    shown: Literal["open", "folded", "below"] = "folded"
    caveats: tuple[CaveatText, ...] = ()
    caveats_here: tuple[CaveatText, ...] | None = None
    caveats_above: tuple[Above, ...] = ()
    provenance: Provenance | None = None
    downloads: tuple[Download, ...] = ()
    notes: tuple[str, ...] = ()
    wide: bool = True
    tone: Literal["judged", "plain"] = "judged"
