"""Tiles of the form "two windows": a share over a longer stretch beside the newest month, with both bases."""

from __future__ import annotations

from peelian.findings.finding import Finding
from peelian.framework.tile import Tile, TilePart
from peelian.publication.charts.interval_dot import interval_dot
from peelian.publication.performance.lines import href_of, interval_of
from peelian.publication.performance.lookup import Lookup
from peelian.publication.performance.told import TileRow, ToldTile
from peelian.publication.sentences import say_value

_LONG = ("rolling 6 months", "span", "quarter", "rolling 12 months", "calendar year")
"""Kinds of longer stretches, the best first; six months are what the first such tile showed."""


def tell_windows(lookup: Lookup, tile: Tile) -> ToldTile | None:
    """Return the tile, or None where neither window ends by its day.

    Each number stands beside the answers it rests on, since they are very different numbers of people.
    """
    (part,) = tile.parts
    pair = [found for found in (_long(lookup, part), _short(lookup, part)) if found is not None]
    if not pair:
        return None
    words = [finding.period.words() for finding in pair]
    return ToldTile(
        tile.id,
        tile.title,
        _statement(part, pair),
        window=" beside ".join(
            f"{each[:1].upper()}{each[1:]}" if not n else each for n, each in enumerate(words)
        ),
        rows=tuple(_row(lookup, part, finding) for finding in pair),
        findings=tuple(pair),
        key="The windows overlap and rest on different numbers of answers: they are no trend",
    )


def _short(lookup: Lookup, part: TilePart) -> Finding | None:
    return lookup.newest(part.measure, ("month",), group=part.group)


def _long(lookup: Lookup, part: TilePart) -> Finding | None:
    return lookup.newest(part.measure, _LONG, group=part.group)


def _statement(part: TilePart, pair: list[Finding]) -> str:
    told = [
        f"{say_value(finding)} {'over' if finding.period.kind != 'month' else 'in'} {finding.period.words()}"
        f"{_base(finding)}"
        for finding in pair
        if finding.value is not None
    ]
    if not told:
        return f"{part.title}: {pair[0].state}. It is not zero."
    alone = " alone" if len(told) == 2 else ""
    return f"{part.title}: {', '.join(told)}{alone}."


def _base(finding: Finding) -> str:
    return f" (of {finding.base:,})" if finding.base is not None else ""


def _row(lookup: Lookup, part: TilePart, finding: Finding) -> TileRow:
    words = finding.period.words()
    return TileRow(
        f"{words[:1].upper()}{words[1:]}",
        href_of(lookup, part),
        say_value(finding),
        finding,
        interval=interval_of(finding),
        drawn=interval_dot(finding, low=0.0, high=1.0),
        when=words,
    )
