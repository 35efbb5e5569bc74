"""The performance page as the plan says it: five lenses, and the tiles under each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from peelian.framework.tile import Tile

SCREEN_LENSES: Mapping[str, str] = {
    "local decisions": "Beyond crime and targets: local decisions",
    "harm": "Higher harm and repeat victims",
    "inequality": "Inequality and vulnerability",
    "voices": "Victims' voices",
    "public": "What the public experience",
}
"""Name of each lens of the performance page, as it is written, and its heading. A page has all of them."""


@dataclass(frozen=True, slots=True)
class PerformanceLens:
    """One of the five ways of looking.

    Parameters
    ----------
    name, title
        Short name and heading.
    tiles
        What is shown under it, in the order written; none where the plan names none.
    """

    name: str
    title: str
    tiles: tuple[Tile, ...] = ()


@dataclass(frozen=True, slots=True)
class Performance:
    """The performance page.

    Parameters
    ----------
    title
        Its title, before the month.
    lenses
        All five, in one order.
    as_at
        The last day that the page may speak of; None for the newest there is.
    says
        A sentence under the heading, or "".
    """

    title: str
    lenses: tuple[PerformanceLens, ...]
    as_at: dt.date | None = None
    says: str = ""

    def tiles(self) -> Iterator[Tile]:
        """Yield every tile, in order."""
        for lens in self.lenses:
            yield from lens.tiles

    def day_of(self, tile: Tile) -> dt.date | None:
        """Return the last day that a tile may speak of; None for no limit."""
        return tile.as_at or self.as_at
