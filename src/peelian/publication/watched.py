"""Watched: which series have unusual newest months, out of all that are judged."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from peelian.findings.finding import Finding
from peelian.publication.rows import FindingRows

_UNSURE = ("low reliability", "suppressed", "not measured")


@dataclass(frozen=True, slots=True)
class Watched:
    """The newest months that were judged.

    Parameters
    ----------
    signals
        Those that are unusual, the farthest from what was expected first, in units of half the usual range.
    judged
        How many series were judged at each level of area.
    months
        The newest month judged at each level.
    """

    signals: tuple[Finding, ...]
    judged: Mapping[str, int]
    months: Mapping[str, dt.date]

    @property
    def whole(self) -> int:
        """Series judged at all levels together."""
        return sum(self.judged.values())


def watch(table: pa.Table) -> Watched:
    """Return the series whose newest months are not what their own past leads one to expect.

    These are findings of kind "watch": the newest month, or the newest three together, beside the expected
    count and the range within which it would not have been unusual.

    Parameters
    ----------
    table
        The findings store's table.
    """
    newest = _watched(table)
    if not newest.num_rows:
        return Watched((), {}, {})
    rows = FindingRows(newest)
    odd = newest.column("signal").cast(pa.string())
    picked = pc.indices_nonzero(pc.not_equal(odd, "none")).to_pylist()
    signals = sorted(rows.read(picked), key=lambda f: (-distance(f), f.title, f.area.name))
    levels = newest.column("area_level").cast(pa.string()).to_pylist()
    ends = newest.column("period_to").to_pylist()
    months: dict[str, dt.date] = {}
    for level, end in zip(levels, ends, strict=True):
        months[level] = max(end, months.get(level, end))
    return Watched(tuple(signals), {level: levels.count(level) for level in sorted(set(levels))}, months)


def distance(finding: Finding) -> float:
    """Return how far a month is from its average, 1 being the end of the usual range."""
    usual = finding.usual
    if usual is None or finding.value is None:
        return 0.0
    away = finding.value - usual.centre
    room = usual.upper - usual.centre if away > 0 else usual.centre - usual.lower
    # a range of hardly any width, as of a kind that is no longer recorded, would make any count far away
    return abs(away) / max(room, 1.0)


def _watched(table: pa.Table) -> pa.Table:
    """Return the findings of the watch list: one for each series whose newest months were judged."""
    table = table.filter(pc.equal(table["kind"], "watch"))
    kept = (
        pc.is_valid(table["signal"]),
        pc.is_null(table["group"]),
        pc.invert(pc.starts_with(table["area_code"].cast(pa.string()), "x-")),
        pc.invert(pc.is_in(table["state"].cast(pa.string()), value_set=pa.array(_UNSURE))),
    )
    return table.filter(functools.reduce(pc.and_kleene, kept))
