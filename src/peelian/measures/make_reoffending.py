"""Making reoffending: the share of a cohort that reoffends, how often, and how gravely."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from peelian.measures.block_frame import Label
from peelian.measures.count_reoffending import REOFFENDING_SCHEMA, SUMS, WEIGHTS, count_reoffending
from peelian.measures.fill_grids import fill_grids
from peelian.measures.ground import Ground
from peelian.measures.group_tables import group_tables
from peelian.measures.left_out import left_out_group, write_left_out
from peelian.measures.limits import Limits
from peelian.measures.measure import Measure
from peelian.measures.members import Member, members
from peelian.measures.numbers import Numbers, Values
from peelian.measures.reach import Used
from peelian.measures.reoffending_rule import Reoffending
from peelian.measures.rule_of import reoffending_of
from peelian.measures.second_source import Second, second_source
from peelian.measures.series import Series, used_of
from peelian.measures.setting import Setting, ground_of, limits_of
from peelian.measures.share_quotients import told_shares
from peelian.measures.windows import YEAR, Counts
from peelian.measures.write_quotients import Quotients, write_quotients
from peelian.reference.area import AreaLevel
from peelian.reference.period import add_months
from peelian.reference.unit import Kind
from peelian.statistics.share_interval import share_difference, share_interval
from peelian.statistics.sum_ratio import RatioSums, ratio_of_sums
from peelian.statistics.sum_ratio_change import compare_ratios
from peelian.warehouse.winning import winners

Sums = dict[str, Values]

_LENGTHS = {"quarter": 3, "year": YEAR}
_KINDS = {"quarter": "quarter", "year": "calendar year"}
_METHODS = {
    "share": "share.cohort.reoffending",
    "offences per reoffender": "mean.cohort.offences_per_reoffender",
    "offences per person": "mean.cohort.offences_per_person",
    "severity": "mean.cohort.severity",
}
_UNITS = {
    "offences per reoffender": "offences per reoffender",
    "offences per person": "offences per person",
    "severity": "severity score",
}


def make_reoffending(measure: Measure, setting: Setting) -> None:
    """Add the findings of a measure with `reoffending`, one for each cohort that can be followed to the end.

    People are gathered by the quarter or year of entry, and each such cohort stands beside that of a year
    before. A cohort whose follow-up and wait are not over when the offences loaded end makes no finding, nor
    does one with a month that is missing. Where no offences are loaded there is none at all. The share has
    Wilson's interval and Newcombe's for the change; means have Taylor's interval with people as what is
    independent, and the change by the delta method on the logarithm. People who are on both of two cohorts
    are treated as two.

    Parameters
    ----------
    measure
        A measure with `reoffending`.
    setting
        What it is made with; the findings are added to its columns.
    """
    rule = reoffending_of(measure)
    reach = _reach(setting, rule)
    if reach is None:
        return
    described = setting.catalogue.source(rule.events)
    with setting.rows(rule.events) as events:
        table = setting.cubes.counted_whole(
            measure,
            by=lambda rows: count_reoffending(
                rows, measure, setting.source, force=setting.force, events=events, described=described
            ),
            schema=REOFFENDING_SCHEMA,
            # What is told of the sums, and how people are gathered, changes none of them.
            rule={"reoffending": rule.model_dump(mode="json", exclude={"tells", "cohort"})},
            beside=setting.loads[rule.events],
        )
    second = second_source(setting, rule.events, fields=_fields_of_events(rule))
    (member,) = members(measure, setting.catalogue)
    for level in measure.areas:
        ground = ground_of(measure, setting, level)
        if ground.areas and ground.months:
            told = _Told(member, setting, level, ground, second, reach)
            for group, rows in group_tables(table.filter(pc.equal(table["level"], level))):
                told.write(rows, group)


def _reach(setting: Setting, rule: Reoffending) -> tuple[dt.date, dt.date] | None:
    """Return the first and last month that the loads of offences speak of, or None where there are none."""
    won = winners(setting.loads.get(rule.events, ())).values()
    months = [month for slots in won for _, month in slots if month is not None]
    return (min(months), max(months)) if months else None


def _fields_of_events(rule: Reoffending) -> frozenset[str]:
    named = {rule.event_person, rule.offence, rule.decided, *(each.field for each in rule.proven)}
    return frozenset(named | ({rule.severity.field} if rule.severity is not None else set()))


@dataclass(frozen=True, slots=True)
class _Told:
    """A measure at one level of area."""

    member: Member
    setting: Setting
    level: AreaLevel
    ground: Ground
    second: Second
    reach: tuple[dt.date, dt.date]

    @property
    def rule(self) -> Reoffending:
        return reoffending_of(self.member.measure)

    def write(self, table: pa.Table, group: tuple[str, str] | None) -> None:
        limits = self._limits(group)
        grids = self._grids(table)
        numbers = self._cohorts(limits, grids["people"] + grids["unknown"])
        window = numbers.first, numbers.last
        earlier = numbers.first - YEAR, numbers.last - YEAR
        totals = {name: _added_up(grid) for name, grid in grids.items()}
        now = _in_window(totals, numbers.area, window)
        then = _in_window(totals, numbers.area, earlier)
        start = np.where(numbers.compared, earlier[0], numbers.first)
        origin = limits.behind(numbers.area, start, numbers.last, months="all")
        origin = self.second.behind(self.setting.columns, origin)
        label = self._label("=".join(group) if group else None)
        kind: Kind = "share" if self.rule.tells == "share" else "mean"
        write_quotients(
            self.setting.columns,
            label,
            ground=self.ground,
            numbers=numbers,
            origin=origin,
            quotients=_quotients(self.rule, numbers, now, then),
            kind=kind,
            change_unit="percentage points" if kind == "share" else "percent",
            compared_by=".newcombe" if kind == "share" else ".delta",
            ranked="by area" if group is None else "not",
        )
        if group is None and kind == "share":
            write_left_out(
                self.setting.columns,
                replace(label, group=left_out_group("no reference of the person"), method="share.left_out"),
                ground=self.ground,
                numbers=numbers,
                origin=origin,
                count=now["unknown"],
                among=now["people"] + now["unknown"],
            )

    def _grids(self, table: pa.Table) -> dict[str, Counts]:
        """Return every sum by area and month, each of shape (areas, months)."""
        names, ground = (*SUMS, *WEIGHTS), self.ground
        numbers = pa.chunked_array([chunk for name in names for chunk in table[name].chunks], pa.int64())
        every = pa.concat_tables([table.select(["area", "month"])] * len(names))
        filled = fill_grids(
            every.append_column("n", numbers),
            np.repeat(np.arange(len(names)), len(table)),
            len(names),
            areas=ground.rows,
            months=ground.months,
            height=len(ground.areas),
        )
        return dict(zip(names, filled, strict=True))

    def _cohorts(self, limits: Limits, entries: NDArray[np.int64]) -> Numbers:
        """Lay out the cohorts that can be followed to the end, each beside that of a year before."""
        length = _LENGTHS[self.rule.cohort]
        whole = self.ground.measured & (limits.gravity() == 0)
        wait = self.rule.follow_up + self.rule.waiting
        months = self.ground.months
        starts = [
            place
            for place, month in enumerate(months[: max(len(months) - length + 1, 0)])
            if (month.month - 1) % length == 0
            and month >= self.reach[0]
            and add_months(months[place + length - 1], wait) <= self.reach[1]
        ]
        spoilt = _added_up(~whole)
        found = np.zeros(whole.shape, dtype=np.bool_)
        for place in starts:
            found[:, place] = spoilt[:, place + length] == spoilt[:, place]
        area, first = np.nonzero(found)
        compared = (first >= YEAR) & found[area, np.maximum(first - YEAR, 0)]
        total = _added_up(entries)
        value = (total[area, first + length] - total[area, first]).astype(np.float64)
        none, never = np.full(len(area), np.nan), np.zeros(len(area), dtype=np.bool_)
        last = first + length - 1
        return Numbers(
            area, first, last, value, never, compared, compared, none, none, none, none, never, none
        )

    def _limits(self, group: tuple[str, str] | None) -> Limits:
        none = pa.table({"month": pa.array([], pa.date32())})
        used = used_of(Series(self.member, self.level, group, none), self.setting.source, self.ground)
        named = frozenset({self.rule.person, self.rule.entered})
        return limits_of(Used(used.fields | named, used.values), self.setting, self.ground)

    def _label(self, group: str | None) -> Label:
        measure, tells = self.member.measure, self.rule.tells
        return Label(
            self.member.id,
            self.member.title,
            measure.unit or _UNITS.get(tells, self.setting.source.counts),
            group,
            self.level,
            _KINDS[self.rule.cohort],
            _METHODS[tells],
            self.setting.code_version,
        )


def _added_up(grid: NDArray[Any]) -> Counts:
    """Return the sums of the months before each month, and before the end, shape (areas, months + 1)."""
    total = np.zeros((grid.shape[0], grid.shape[1] + 1), dtype=np.int64)
    np.cumsum(grid, axis=1, out=total[:, 1:])
    return total


def _in_window(totals: Mapping[str, Counts], area: NDArray[np.int64], window: tuple[Any, Any]) -> Sums:
    first, last = window
    sums = {}
    for name, total in totals.items():
        start, end = (np.clip(each, 0, total.shape[1] - 1) for each in (first, last + 1))
        sums[name] = (total[area, end] - total[area, start]).astype(np.float64)
    for name, part in (("weight", 1e3), ("weight2", 1e6), ("weight_weighed", 1e3)):
        sums[name] = sums[name] / part
    return sums


def _quotients(rule: Reoffending, numbers: Numbers, now: Sums, then: Sums) -> Quotients:
    if rule.tells == "share":
        return _share(numbers, now, then)
    one, other = _ratio_sums(rule, now), _ratio_sums(rule, then)
    later, earlier = ratio_of_sums(one), ratio_of_sums(other)
    moved = compare_ratios(later, earlier)
    known = one.below > 0
    counted = rule.tells != "severity"
    return Quotients(
        value=later.ratio,
        lower=later.lower,
        upper=later.upper,
        # A sum of weights is no count.
        numerator=np.where(known, one.above, np.nan) if counted else np.full(len(known), np.nan),
        denominator=np.where(known, one.below, np.nan),
        base=np.where(known, one.people, np.nan),
        previous=earlier.ratio,
        change=moved.change,
        change_lower=moved.lower,
        change_upper=moved.upper,
        p=moved.p,
        compared=numbers.compared & known & (other.below > 0) & ~np.isnan(moved.p),
    )


def _ratio_sums(rule: Reoffending, sums: Sums) -> RatioSums:
    if rule.tells == "severity":
        names = ("weighers", "weight", "weighed", "weight2", "weight_weighed", "weighed2")
    elif rule.tells == "offences per person":
        names = ("people", "offences", "people", "offences2", "offences", "people")
    else:
        names = ("reoffenders", "offences", "reoffenders", "offences2", "offences", "reoffenders")
    return RatioSums(*(sums[name] for name in names))


def _share(numbers: Numbers, now: Sums, then: Sums) -> Quotients:
    n = np.where(now["people"] > 0, now["people"], np.nan)
    m = np.where(numbers.compared & (then["people"] > 0), then["people"], np.nan)
    k, j = now["reoffenders"], np.where(np.isnan(m), 0.0, then["reoffenders"])
    ends, moved = share_interval(k, n), share_difference((k, n), (j, m))
    compared = numbers.compared & ~np.isnan(n) & ~np.isnan(m)
    return told_shares((k, n), (j, m), ends=ends, moved=moved, compared=compared)
