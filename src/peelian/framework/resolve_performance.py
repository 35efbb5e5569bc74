"""Resolving the performance page of a plan: every measure is found, and every date fits."""

from __future__ import annotations

from peelian.definitions.located import Located
from peelian.errors import DefinitionError
from peelian.framework.performance import SCREEN_LENSES, Performance, PerformanceLens
from peelian.framework.surroundings import Position, Surroundings
from peelian.framework.tile import Tile, TilePart
from peelian.framework.words import TITLES
from peelian.framework.written_performance import WrittenPerformance, WrittenTile

_AT: Position = ("performance",)


def resolve_performance(
    written: WrittenPerformance | None, document: Located, surroundings: Surroundings
) -> Performance | None:
    """Return the performance page that a plan holds, or None where it holds none.

    Parameters
    ----------
    written
        What was written, or None.
    document, surroundings
        Where it was written, and the measures that its names must be found in.

    Raises
    ------
    DefinitionError
        If a lens or a tile is written twice, a measure does not exist, or a tile may speak of a later day
        than its page.
    """
    if written is None:
        return None
    seen: dict[tuple[str, str], Position] = {}
    made: dict[str, PerformanceLens] = {}
    for number, lens in enumerate(written.lenses):
        at: Position = (*_AT, "lenses", number)
        _once("lens", lens.lens, (*at, "lens"), seen, document)
        tiles = []
        for place, tile in enumerate(lens.tiles):
            here: Position = (*at, "tiles", place)
            _once("tile", tile.tile, (*here, "tile"), seen, document)
            tiles.append(_tile(tile, written, document, surroundings, here))
        title = lens.title or SCREEN_LENSES[lens.lens]
        made[lens.lens] = PerformanceLens(lens.lens, title, tuple(tiles))
    rest = [PerformanceLens(name, title) for name, title in SCREEN_LENSES.items() if name not in made]
    return Performance(written.title, (*made.values(), *rest), written.as_at, written.says)


def _tile(
    tile: WrittenTile, page: WrittenPerformance, document: Located, around: Surroundings, at: Position
) -> Tile:
    if tile.as_at is not None and page.as_at is not None and tile.as_at > page.as_at:
        raise DefinitionError(
            document.where((*at, "as at")),
            found=f"{tile.as_at}, after the day of the page, {page.as_at}",
            accepted="a day no later than that of the page",
            next_step="change the day of the tile or of the page",
        )
    if tile.form is None:
        return Tile(
            tile.tile, tile.title, "not measured", as_at=tile.as_at, says=tile.says,
            not_measured=tile.not_measured,
        )  # fmt: skip
    parts = []
    for place, part in enumerate(tile.of):
        if part.measure in TITLES:
            parts.append(TilePart(part.measure, part.called or TITLES[part.measure], part.group, part.kind))
            continue
        where = (*at, "of", place) if len(tile.of) > 1 else (*at, "of")
        member = around.member(part.measure, document=document, at=where)
        reason = around.unread.get(member.measure.source, "")
        parts.append(TilePart(member.id, part.called or member.title, part.group, part.kind, reason))
    return Tile(tile.tile, tile.title, tile.form, tuple(parts), tile.as_at, tile.says)


def _once(
    what: str, name: str, at: Position, seen: dict[tuple[str, str], Position], document: Located
) -> None:
    if (what, name) in seen:
        raise DefinitionError(
            document.where(at),
            found=f"the {what} '{name}' a second time (first in line {document.line_of(seen[what, name])})",
            accepted=f"each {what} once on the performance page",
            next_step="rename or remove one of the two",
        )
    seen[what, name] = at
