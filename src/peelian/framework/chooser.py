"""The chooser: for one area, every candidate for a local priority with its rank, change, trend and peak.

It puts findings side by side and adds none but the share of the area's total. It does not say what to
choose: a candidate is not better for being first in the list, and the order is that of the menu.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from peelian.findings.finding import Finding, Standing
from peelian.findings.store import to_findings
from peelian.framework.plan import Plan, Watched
from peelian.reference.area import Area
from peelian.statistics.window_ratio import LARGE_ENOUGH

_PARTS = ("count", "rate", "trend", "peak")
_MONTH = "calendar month="
_NO_FINDING = "There is no finding of it for this area."


@dataclass(frozen=True, slots=True)
class Candidate:
    """One offence that an area may choose, and what is known of it there.

    Parameters
    ----------
    measure, title, says
        What it is, and what to know about how the measure stands for it.
    chosen
        True when it is among the area's choices that count in the period of the count.
    count
        The newest twelve months, with change and judgement, and the rank among areas where it is told.
    rate, trend, peak
        The same months per resident, the trend, and the calendar month that stands out most.
    share
        The count as a share of all that was counted in the area in the same months.
    change_standing
        Where the area's change stands among those of its level that can be compared, the largest rise first;
        None when it cannot be.
    small
        True when this year or the one before counts fewer than twenty, of which a few more or fewer make a
        large percentage.
    not_measured
        Why there is no count, as a sentence; "" when there is one. Any other part that is None is not
        measured.
    """

    measure: str | None
    title: str
    says: str
    chosen: bool
    count: Finding | None = None
    rate: Finding | None = None
    trend: Finding | None = None
    peak: Finding | None = None
    share: Finding | None = None
    change_standing: Standing | None = None
    small: bool = False
    not_measured: str = ""

    def as_record(self) -> dict[str, Any]:
        """Return the documented JSON form; a part that is null is not measured."""
        parts = {name: getattr(self, name) for name in (*_PARTS, "share")}
        return {
            "measure": self.measure,
            "title": self.title,
            "says": self.says,
            "chosen": self.chosen,
            "not_measured": self.not_measured,
            "small": self.small,
            "change_standing": None
            if self.change_standing is None
            else {"rank": self.change_standing.rank, "of": self.change_standing.of},
            **{name: None if part is None else part.as_record() for name, part in parts.items()},
        }


def candidates(
    table: pa.Table, plan: Plan, *, area: Area, code_version: str, day: dt.date | None = None
) -> tuple[Candidate, ...]:
    """Return every candidate of the plan's menu for one area, in the order of the menu.

    Parameters
    ----------
    table
        Findings with `FINDINGS_SCHEMA`; those of other areas are passed over.
    plan, area
        Whose menu, and which area.
    code_version
        Written on the shares.
    day
        Last day of the twelve months; left out, the newest of each measure.
    """
    total = plan.total.measure if plan.total is not None else None
    names = [each.measure for each in plan.menu if each.measure] + ([total] if total else [])
    found = _gather(table, names, area=area, day=day)
    level = table.filter(pc.equal(table["area_level"].cast(pa.string()), area.level))
    wholes = found.get(total or "", {}).get("count", ())
    told = [(each, found.get(each.measure or "", {})) for each in plan.menu]
    made = (
        _candidate(each, parts, plan=plan, area=area, wholes=wholes, code_version=code_version)
        for each, parts in told
    )
    return tuple(
        each if each.count is None else replace(each, change_standing=_stand(level, each.count))
        for each in made
    )


_ByKind = Mapping[str, Sequence[Finding]]


def _gather(
    table: pa.Table, names: Sequence[str], *, area: Area, day: dt.date | None
) -> Mapping[str, _ByKind]:
    """Return the findings of an area by measure and kind: those of the day, or the newest."""
    rolling = pc.equal(table["period_kind"].cast(pa.string()), "rolling 12 months")
    kinds = table["kind"].cast(pa.string())
    kept = pc.and_(
        pc.equal(table["area_code"].cast(pa.string()), area.code),
        pc.is_in(table["measure"].cast(pa.string()), pa.array(list(names), pa.string())),
    )
    yearly = pc.and_(
        pc.is_null(table["group"]), pc.and_(rolling, pc.is_in(kinds, pa.array(["count", "rate"])))
    )
    kept = pc.and_(kept, pc.or_(yearly, pc.is_in(kinds, pa.array(["trend", "peak"]))))
    if day is not None:
        kept = pc.and_(kept, pc.less_equal(table["period_to"], day))
    found: dict[str, dict[str, list[Finding]]] = {}
    for finding in to_findings(table.filter(kept)):
        found.setdefault(finding.measure, {}).setdefault(finding.kind, []).append(finding)
    return {
        measure: {kind: _newest(each, day=day) for kind, each in by_kind.items()}
        for measure, by_kind in found.items()
    }


def _newest(findings: Sequence[Finding], *, day: dt.date | None) -> list[Finding]:
    last = max(finding.period.end for finding in findings)
    if findings[0].kind in ("count", "rate") and day is not None:
        last = day
    return [finding for finding in findings if finding.period.end == last]


def _candidate(
    watched: Watched,
    parts: _ByKind,
    *,
    plan: Plan,
    area: Area,
    wholes: Sequence[Finding],
    code_version: str,
) -> Candidate:
    counts = parts.get("count", ())
    if not counts:
        why = watched.not_measured or _NO_FINDING
        return Candidate(watched.measure, watched.title, watched.says, False, not_measured=why)
    count = counts[0]
    chosen = {choice.measure for choice in plan.choices_on(count.period.end, area=area.code)}
    months = [each for each in parts.get("peak", ()) if (each.group or "").startswith(_MONTH)]
    peaks = sorted(months, key=lambda peak: -(peak.value or 0))
    whole = [each for each in wholes if each.period == count.period]
    return Candidate(
        watched.measure,
        watched.title,
        watched.says,
        watched.measure in chosen,
        count,
        next(iter(parts.get("rate", ())), None),
        next(iter(parts.get("trend", ())), None),
        next(iter(peaks), None),
        _share(count, whole[0], code_version) if whole else None,
        None,
        _is_small(count),
        "" if count.value is not None else (watched.not_measured or f"The count is {count.state}."),
    )


def _is_small(count: Finding) -> bool:
    before = count.change.previous if count.change is not None else None
    return any(value is not None and value < LARGE_ENOUGH for value in (count.value, before))


def _stand(level: pa.Table, count: Finding) -> Standing | None:
    """Rank the change of a count among the same counts of the other areas of its level."""
    if count.change is None or count.change.change is None:
        return None
    kept = pc.and_(pc.is_null(level["group"]), pc.equal(level["period_to"], count.period.end))
    wanted = {"measure": count.measure, "kind": "count", "period_kind": count.period.kind}
    for name, value in wanted.items():
        kept = pc.and_(kept, pc.equal(level[name].cast(pa.string()), value))
    rows = level.filter(kept).select(["area_code", "change"]).to_pylist()
    changes = [row["change"] for row in rows if row["change"] is not None and row["area_code"][:2] != "x-"]
    if not changes:
        return None
    return Standing(1 + sum(change > count.change.change for change in changes), len(changes))


def _share(count: Finding, whole: Finding, code_version: str) -> Finding | None:
    if count.value is None or not whole.value or whole.base is None:
        return None
    return Finding(
        measure=count.measure,
        title=f"{count.title}, share of {whole.title[:1].lower()}{whole.title[1:]}",
        area=count.area,
        period=count.period,
        kind="share",
        unit=f"of {whole.title[:1].lower()}{whole.title[1:]}",
        value=count.value / whole.value,
        numerator=count.value,
        denominator=whole.value,
        base=int(whole.value),
        method="share.rolling12.of_total",
        code=code_version,
        vintages=tuple(dict.fromkeys((*count.vintages, *whole.vintages))),
        caveats=tuple(dict.fromkeys((*count.caveats, *whole.caveats))),
        synthetic=count.synthetic or whole.synthetic,
    )
