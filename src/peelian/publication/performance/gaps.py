"""Tiles of the form "gap row": gaps between groups side by side, in percentage points, with intervals."""

from __future__ import annotations

from collections.abc import Sequence

from peelian.findings.finding import Finding
from peelian.framework.tile import Tile, TilePart
from peelian.publication.charts.interval_dot import interval_dot
from peelian.publication.nouns import uncapital
from peelian.publication.performance.lines import href_of, interval_of
from peelian.publication.performance.lookup import MONTHS, YEARS, Lookup
from peelian.publication.performance.told import TileRow, ToldTile

_KINDS = (*YEARS, *MONTHS)
_Gap = tuple[TilePart, Finding]


def tell_gaps(lookup: Lookup, tile: Tile) -> ToldTile | None:
    """Return the tile, or None where no gap of it ends by its day."""
    gaps = [(part, found) for part in tile.parts if (found := _gap(lookup, part)) is not None]
    if not gaps:
        return None
    low, high = _reach([finding for _, finding in gaps])
    windows = {finding.period.words() for _, finding in gaps}
    words = min(windows)
    return ToldTile(
        tile.id,
        tile.title,
        _statement(gaps),
        window=f"{words[:1].upper()}{words[1:]}" if len(windows) == 1 else "Newest window of each",
        rows=tuple(
            TileRow(
                part.title,
                href_of(lookup, part),
                _points(finding),
                finding,
                interval=interval_of(finding),
                drawn=interval_dot(finding, low=low, high=high),
                when="" if len(windows) == 1 else finding.period.words(),
            )
            for part, finding in gaps
        ),
        findings=tuple(finding for _, finding in gaps),
    )


def _gap(lookup: Lookup, part: TilePart) -> Finding | None:
    thread = lookup.formed(part.measure, "gap")
    for kind in _KINDS:
        group = part.group or lookup.only_group(thread, kind)
        found = lookup.newest(thread, (kind,), group=group)
        if found is not None:
            return found
    return None


def _reach(findings: Sequence[Finding]) -> tuple[float, float]:
    ends = [end for f in findings for end in (f.value, f.lower, f.upper) if end is not None]
    return min([0.0, *ends]), max([0.01, *ends])


def _points(finding: Finding) -> str:
    if finding.value is None:
        return finding.state
    size = f"{abs(finding.value) * 100:.1f}"
    return f"−{size}" if finding.value < 0 and size != "0.0" else size


def _is_clear(finding: Finding) -> bool:
    return finding.lower is not None and finding.upper is not None and not finding.lower <= 0 <= finding.upper


def _way(finding: Finding) -> str:
    """Return which group stands higher, from the unit of a gap ("percentage points: White less BAME")."""
    first, less, second = finding.unit.partition(": ")[2].partition(" less ")
    if not less or not finding.value:
        return ""
    higher, lower = (first, second) if finding.value > 0 else (second, first)
    return f", {higher} above {lower}"


def _statement(gaps: Sequence[_Gap]) -> str:
    known = [(part, finding) for part, finding in gaps if finding.value is not None]
    if not known:
        return "None of these gaps can be told."
    part, widest = max(known, key=lambda gap: abs(gap[1].value or 0.0))
    clear = sum(_is_clear(finding) for _, finding in known)
    judged = sum(finding.lower is not None for _, finding in known)
    if len(known) == 1:
        span = interval_of(widest)
        said = f"{part.title}: a gap of {_points(widest)} percentage points"
        return f"{said} ({span})." if span else f"{said}."
    said = f"The widest gap is {_points(widest)} percentage points, in {uncapital(part.title)}{_way(widest)}."
    if not judged:
        return said
    count = f"{clear} of {judged}" if clear else f"None of {judged}"
    return f"{said} {count} {'is' if clear == 1 else 'are'} more than chance explains."
