"""Watched: which series have an unusual newest month, out of all that are judged, found without reading
every row.
"""

from __future__ import annotations

import datetime as dt
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
        Those that are unusual, the farthest from their average first, in units of half the usual range.
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
    """Return the signals of the newest month of every series that has a usual range.

    A measure's newest month at a level is the same for all its areas; months that are not whole are not
    judged.

    Parameters
    ----------
    table
        The findings store's table.
    """
    newest = _newest(table)
    if not newest.num_rows:
        return Watched((), {}, {})
    rows = FindingRows(newest)
    odd = newest.column("signal").cast(pa.string())
    picked = pc.indices_nonzero(pc.not_equal(odd, "none")).to_numpy()
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


def _newest(table: pa.Table) -> pa.Table:
    """Return the rows of months that have a usual range and are the newest of their measure and level."""
    months = table.filter(
        pc.and_kleene(
            pc.and_kleene(
                pc.equal(table["period_kind"].cast(pa.string()), "month"), pc.is_valid(table["signal"])
            ),
            pc.and_kleene(
                pc.is_null(table["group"]),
                pc.invert(pc.starts_with(table["area_code"].cast(pa.string()), "x-")),
            ),
        )
    )
    unsure = pc.is_in(months["state"].cast(pa.string()), value_set=pa.array(_UNSURE))
    months = months.filter(pc.invert(unsure))
    if not months.num_rows:
        return months
    key = pc.binary_join_element_wise(
        months["measure"].cast(pa.string()), months["area_level"].cast(pa.string()), "\n"
    )
    keyed = pa.table({"key": key, "end": months["period_to"]})
    last = keyed.group_by("key").aggregate([("end", "max")])
    ends = dict(zip(last["key"].to_pylist(), last["end_max"].to_pylist(), strict=True))
    wanted = pc.take(
        pa.array(list(ends.values()), pa.date32()), pc.index_in(key, value_set=pa.array(list(ends)))
    )
    return months.filter(pc.equal(months["period_to"], wanted))
