"""Tile map of small multiples: every area a tile where it lies, each line on its own scale.

The tiles are an ordered list that the style sheet lays out as a map where there is room; on a phone they stay
a list, sorted by change. So nothing shrinks and nothing collides.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from peelian.findings.finding import Finding
from peelian.publication.charts.pieces import stretched
from peelian.publication.charts.scale import Scale, bounds
from peelian.publication.charts.spark import spark_lines
from peelian.publication.charts.svg import number, picture
from peelian.publication.differences import signed
from peelian.publication.edition import Direction
from peelian.publication.escaped import escaped
from peelian.publication.mark import Mark, mark_of
from peelian.publication.sentences import say_value
from peelian.publication.small import is_small, say_cases
from peelian.publication.unread import values_of

_HEIGHT = 34


@dataclass(frozen=True, slots=True)
class Tile:
    """One area of a tile map.

    Parameters
    ----------
    name, short
        Name in full, and as it stands in a tile.
    href
        Where the tile leads, or "".
    now
        Its newest finding, or None when there is none.
    series
        Findings of the same kind in order of date; the line is drawn from them.
    place
        Column and row from 1.
    """

    name: str
    short: str
    href: str
    now: Finding | None
    series: Sequence[Finding]
    place: tuple[int, int]


def places_for(
    codes: Sequence[str], tiles: Mapping[str, tuple[int, int, str]] | None
) -> dict[str, tuple[int, int]]:
    """Return column and row of each area as given, or an even grid when any has no place of its own."""
    if tiles and all(code in tiles for code in codes):
        return {code: tiles[code][:2] for code in codes}
    across = max(1, math.ceil(math.sqrt(len(codes) * 1.5)))
    return {code: (index % across + 1, index // across + 1) for index, code in enumerate(codes)}


def tile_map(tiles: Sequence[Tile], *, direction: Direction, title: str) -> Markup:
    """Return the tile map.

    Parameters
    ----------
    tiles
        The areas, in any order.
    direction
        Direction of the measure, for the tone of the marks.
    title
        What the whole shows, for those who do not see it.
    """
    columns = max((tile.place[0] for tile in tiles), default=1)
    ordered = sorted(tiles, key=_by_change)
    items = "".join([_item(tile, direction) for tile in ordered])
    whole = f'<ol class="tiles cols-{columns}" aria-label="{escaped(title)}">{items}</ol>'
    return Markup(whole)  # noqa: S704 - every text in it was escaped when its tile was made


def _by_change(tile: Tile) -> tuple[int, float, str]:
    change = tile.now.change if tile.now is not None else None
    if change is None or change.change is None:
        return (1, 0.0, tile.name)
    return (0, -change.change, tile.name)


def _item(tile: Tile, direction: Direction) -> str:
    mark = Mark("–", "not measured", "gap") if tile.now is None else mark_of(tile.now, direction)
    value = "not measured" if tile.now is None else say_value(tile.now)
    moved = ""
    if tile.now is not None and tile.now.change is not None and mark.tone != "gap":
        change = tile.now.change
        few = is_small(tile.now) or change.change is None
        moved = say_cases(tile.now) if few else signed(change.change, unit=change.unit)
    words = f'<span class="sr">, {escaped(mark.words)}</span>' if moved else ""
    inner = (
        f'<span class="tn">{escaped(tile.short)}</span>{_line(tile, mark.tone)}'
        f'<span class="tv">{escaped(value)}</span>'
        f'<span class="tc"><span aria-hidden="true">{escaped(mark.symbol)} </span>'
        f"{escaped(moved or mark.words)}{words}</span>"
    )
    column, row = tile.place
    inner = f'<a href="{escaped(tile.href)}">{inner}</a>' if tile.href else f"<span>{inner}</span>"
    return f'<li class="c{column} r{row} {escaped(mark.tone)}">{inner}</li>'


def _told(tile: Tile) -> str:
    """Say the ends of the line, and the figure that the change printed in the tile is against."""
    first, end = tile.series[0], tile.series[-1]
    points = {finding.period.end: say_value(finding) for finding in (first, end)}
    if end.change is not None and end.change.previous is not None and end.kind == "count":
        points[end.change.against.end] = f"{round(end.change.previous):,}"
    line = ", ".join(f"{points[day]} to {day:%b %Y}" for day in sorted(points))
    return f"{tile.name}: {line}"


def _line(tile: Tile, tone: str) -> Markup:
    values = values_of(tile.series)
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return picture("", title=f"{tile.name}: no line, too few periods", css="spark")
    steps = len(values) - 1
    line = spark_lines(values, width=steps, height=_HEIGHT)
    body = stretched(line, width="96%", height=_HEIGHT, columns=steps)
    last = values[-1]
    if last is not None:
        y = Scale(*bounds(known, zero="never"), _HEIGHT - 3, 3)(last)
        body += f'<circle class="dot" cx="96%" cy="{number(y)}" r="3"/>'
    return picture(body, title=_told(tile), css=f"spark {tone}")
