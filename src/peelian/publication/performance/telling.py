"""Telling the tiles: each in its form, and as an equal state what is not measured or not loaded."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Mapping

from peelian.framework.performance import Performance
from peelian.framework.tile import Tile, TileForm
from peelian.publication.desk import Desk, month_words
from peelian.publication.performance.choices import tell_choices
from peelian.publication.performance.gaps import tell_gaps
from peelian.publication.performance.lookup import Lookup
from peelian.publication.performance.repeats import tell_repeats
from peelian.publication.performance.steps import tell_steps
from peelian.publication.performance.told import ToldTile
from peelian.publication.performance.windows import tell_windows
from peelian.publication.performance.years import tell_years
from peelian.reference.area import Area

_TELL: Mapping[TileForm, Callable[[Lookup, Tile], ToldTile | None]] = {
    "month against month before": tell_steps,
    "twelve months": tell_years,
    "month": tell_years,
    "two windows": tell_windows,
    "chosen priorities": tell_choices,
    "gap row": tell_gaps,
    "repeat": tell_repeats,
}


def told_tile(desk: Desk, tile: Tile, *, page: Performance, area: Area) -> ToldTile:
    """Return a tile for one place, told, or with the reason why it is not.

    Parameters
    ----------
    desk
        The page's desk.
    tile, page
        The tile, and the performance page it stands on, which has its day.
    area
        The place told.
    """
    if tile.form == "not measured":
        return ToldTile(tile.id, tile.title, tile.not_measured, "not measured", says=tile.says)
    until = page.day_of(tile)
    told = _TELL[tile.form](Lookup(desk, area, until), tile)
    if told is None:
        return ToldTile(tile.id, tile.title, _why(tile, until), "not loaded", says=tile.says)
    shown = {finding.measure for finding in told.findings}
    missing = [
        (part.title, part.not_measured or _nothing(until)) for part in tile.parts if part.measure not in shown
    ]
    drafts = (desk.measure(name) for name in shown)
    return dataclasses.replace(
        told,
        data_to=_data_to(told),
        says=tile.says,
        draft=any(measure is not None and measure.draft for measure in drafts),
        missing=tuple(missing),
    )


def _data_to(told: ToldTile) -> str:
    ends = sorted({finding.period.end for finding in told.findings})
    first, last = month_words(ends[0]), month_words(ends[-1])
    return last if first == last else f"{first} to {last}"


def _why(tile: Tile, until: dt.date | None) -> str:
    reasons = tuple(dict.fromkeys(part.not_measured for part in tile.parts if part.not_measured))
    return " ".join(reasons) if reasons else _nothing(until)


def _nothing(until: dt.date | None) -> str:
    by = f" up to {until.day} {month_words(until)}" if until is not None else ""
    return f"No figures of it{by} have been loaded."
