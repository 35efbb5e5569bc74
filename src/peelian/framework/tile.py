"""Tiles: what the performance page shows, one thing in each, as the plan says."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

TileForm = Literal[
    "month against month before",
    "twelve months",
    "month",
    "two windows",
    "chosen priorities",
    "gap row",
    "repeat",
    "not measured",
]
"""How a tile is told: against the month before; over twelve months against the twelve before; the newest
month; a month beside a longer stretch; how many chosen priorities fell; gaps side by side; repeat victims,
with what linking does to them; or why it is not measured.
"""


@dataclass(frozen=True, slots=True)
class TilePart:
    """One of the things that a tile tells together.

    Parameters
    ----------
    measure
        Id of the measure, as findings carry it.
    title
        What it is called on the tile.
    group
        The group told, "field=value"; "" for everyone, or for the only group there is.
    kind
        In which of its forms it is told, such as "mean"; "" for its main one, or for that of the tile.
    not_measured
        Why nothing of it is measured here, as a sentence; "" where it is.
    """

    measure: str
    title: str
    group: str = ""
    kind: str = ""
    not_measured: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """One tile of the performance page.

    Parameters
    ----------
    id, title
        Name, and what it is about.
    form
        How it is told.
    parts
        What it tells; none for chosen priorities and for what is not measured.
    as_at
        The last day it may speak of; None for that of the page.
    says
        A note of the analyst, printed after what is computed.
    not_measured
        Why it is not measured, as a sentence, or "".
    """

    id: str
    title: str
    form: TileForm
    parts: tuple[TilePart, ...] = ()
    as_at: dt.date | None = None
    says: str = ""
    not_measured: str = ""
