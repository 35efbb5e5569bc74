"""Tiles of the form "repeat": how many are victims again, and how far that hangs on linking records."""

from __future__ import annotations

from collections.abc import Sequence

from peelian.findings.finding import Finding
from peelian.framework.tile import Tile
from peelian.publication.charts.interval_dot import interval_dot
from peelian.publication.performance.lines import href_of, interval_of
from peelian.publication.performance.lookup import MONTHS, YEARS, Lookup
from peelian.publication.performance.told import TileRow, ToldTile

_BY_THRESHOLD = "linkage threshold="
_KINDS = (*YEARS, *MONTHS)


def tell_repeats(lookup: Lookup, tile: Tile) -> ToldTile | None:
    """Return the tile, or None where nothing of it ends by its day."""
    (part,) = tile.parts
    now = lookup.newest(part.measure, _KINDS, group=part.group)
    if now is None:
        return None
    others = _by_threshold(lookup, now)
    every = [now, *others]
    high = max((end for f in every for end in (f.value, f.upper) if end is not None), default=1.0)
    href, words = href_of(lookup, part), now.period.words()
    names = ["As told", *(_name(finding) for finding in others)]
    return ToldTile(
        tile.id,
        tile.title,
        _statement(part.title, now, others),
        window=f"{words[:1].upper()}{words[1:]}",
        rows=tuple(
            TileRow(name, href, _share(finding), finding, interval=interval_of(finding),
                    drawn=interval_dot(finding, low=0.0, high=high),
                    shown="on the tile" if finding is now else "in the table")
            for name, finding in zip(names, every, strict=True)
        ),
        findings=tuple(every),
    )  # fmt: skip


def _by_threshold(lookup: Lookup, now: Finding) -> list[Finding]:
    """Return what the same share is where records are linked more or less surely."""
    groups = lookup.desk.reader.index.groups(now.measure, lookup.area.code, now.period.kind)
    found = [
        lookup.newest(now.measure, (now.period.kind,), group=group)
        for group in sorted(groups)
        if group.startswith(_BY_THRESHOLD)
    ]
    return [each for each in found if each is not None and each.period == now.period]


def _name(finding: Finding) -> str:
    return f"Linked at {(finding.group or '').removeprefix(_BY_THRESHOLD)} or surer"


def _share(finding: Finding) -> str:
    return finding.state if finding.value is None else f"{finding.value * 100:.1f}%"


def _statement(title: str, now: Finding, others: Sequence[Finding]) -> str:
    if now.value is None:
        return f"{title} in {now.period.words()}: {now.state}. It is not zero."
    said = f"{title}: {_share(now)} in {now.period.words()}"
    if span := interval_of(now):
        said += f" ({span})"
    values = [finding.value for finding in others if finding.value is not None]
    if len(values) < 2:
        return f"{said}."
    return (
        f"{said}; from {min(values) * 100:.1f}% to {max(values) * 100:.1f}% as records of one person are "
        "linked more or less surely."
    )
