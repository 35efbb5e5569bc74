"""Making repeats: the share of crimes, or of victims, that come again to the same person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from peelian.measures.block_frame import Label
from peelian.measures.count_repeats import View, count_repeats, views_of
from peelian.measures.ground import Ground
from peelian.measures.group_tables import group_tables
from peelian.measures.left_out import left_out_group, write_left_out
from peelian.measures.limits import Limits
from peelian.measures.measure import Measure
from peelian.measures.members import Member, members
from peelian.measures.near_rows import has_few_rows
from peelian.measures.newest import newest_windows, only
from peelian.measures.numbers import Flags, Numbers, Slab, Values
from peelian.measures.reach import Used
from peelian.measures.repeat_grids import RepeatGrids, Window
from peelian.measures.repeat_sums import REPEAT_SCHEMA
from peelian.measures.rule_of import repeat_of
from peelian.measures.second_source import NOTHING, Second, second_source
from peelian.measures.series import Series, used_of
from peelian.measures.setting import Setting, ground_of, limits_of
from peelian.measures.share_quotients import told_shares
from peelian.measures.windowed import Windowed, in_windows
from peelian.measures.windows import YEAR
from peelian.measures.write_quotients import Quotients, write_quotients
from peelian.reference.area import AreaLevel
from peelian.statistics.clustered_share import cluster_dispersion
from peelian.statistics.share_interval import share_difference, share_interval
from peelian.statistics.shared_clusters import cluster_correlation

_LINK_FIELDS = frozenset({"reference", "person", "probability"})


def make_repeats(measure: Measure, setting: Setting) -> None:
    """Add the findings of a measure with `repeat`.

    What the interval of a share of crimes treats as independent are persons: the crimes of one person are
    repeats together (cluster-robust, see `cluster_dispersion`), and a person who is a victim in both of two
    years ties them together (see `cluster_correlation`). Of a share of victims each person is one; that some
    are victims in both of two years is left out there, which makes the interval of the change somewhat too
    wide. Months whose look-back reaches before the first month of the records, or into a month without
    records, make no finding. Where no links are loaded, references are taken as they are.

    Parameters
    ----------
    measure
        A measure with `repeat`.
    setting
        What it is made with; the findings are added to its columns.
    """
    rule = repeat_of(measure)
    table, links = _counted(measure, setting)
    (member,) = members(measure, setting.catalogue)
    for level in measure.areas:
        ground = ground_of(measure, setting, level)
        if not (ground.areas and ground.months):
            continue
        at_level = table.filter(pc.equal(table["level"], level))
        for view in views_of(rule):
            if view.name and level != "force":
                continue
            mine = at_level.filter(pc.equal(at_level["view"], view.name))
            for group, rows in group_tables(mine):
                told = _Told(member, setting, level, ground, view, links)
                told.write(RepeatGrids(rows, ground), group)


def _counted(measure: Measure, setting: Setting) -> tuple[pa.Table, Second]:
    rule = repeat_of(measure)
    loaded = bool(rule.links) and bool(setting.loads.get(rule.links))
    views = views_of(rule)
    others: list[pa.Table] = []
    opened = setting.rows(rule.links) if loaded else nullcontext()
    with opened as links:

        def count(rows: Any, some: Sequence[View]) -> pa.Table:
            few = has_few_rows(setting.vintages)
            return count_repeats(
                rows, measure, setting.source, force=setting.force, links=links, views=some, together=few
            )

        def count_own(rows: Any) -> pa.Table:
            # All are counted in one go, since the others look at most of what this one looks at.
            table = count(rows, views)
            own = pc.equal(table["view"], views[0].name)
            others.append(table.filter(pc.invert(own)))
            return table.filter(own)

        def count_others(rows: Any) -> pa.Table:
            return others.pop() if others else count(rows, views[1:])

        # By themselves, the sums of the measure's own view serve every measure that counts in the same way.
        parts = [_kept(measure, setting, views[:1], by=count_own, loaded=loaded)]
        if views[1:]:
            parts.append(_kept(measure, setting, views[1:], by=count_others, loaded=loaded))
    table = pa.concat_tables(parts)
    return table, second_source(setting, rule.links, fields=_LINK_FIELDS) if loaded else NOTHING


def _kept(
    measure: Measure,
    setting: Setting,
    views: Sequence[View],
    *,
    by: Callable[[Any], pa.Table],
    loaded: bool,
) -> pa.Table:
    rule = repeat_of(measure)
    return setting.cubes.counted_whole(
        measure,
        by=by,
        schema=REPEAT_SCHEMA,
        # What is told of the sums changes none of them.
        rule={
            "repeat": rule.model_dump(mode="json", exclude={"of", "sensitivity", "threshold", "look_back"}),
            "views": [asdict(view) for view in views],
            "linked": loaded,
        },
        beside=setting.loads[rule.links] if loaded else (),
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """One view of a measure at one level of area."""

    member: Member
    setting: Setting
    level: AreaLevel
    ground: Ground
    view: View
    links: Second

    def write(self, grids: RepeatGrids, group: tuple[str, str] | None) -> None:
        measure = self.member.measure
        rule = repeat_of(measure)
        limits = self._limits(group)
        seen = _looked_back(self.ground, self.view.look_back)
        gravity = limits.gravity()
        measured = self.ground.measured & seen
        slab = Slab(grids.grid("crimes"), measured, measured, gravity)
        for told in in_windows(slab):
            numbers = told.series[0]
            origin = self._origin(limits, numbers)
            if self.view.name:
                if told.method == "month":
                    continue
                numbers, origin = only(numbers, origin, where=newest_windows(numbers))
            quotients = _by_crime(grids, numbers) if rule.of == "crimes" else _by_victim(grids, numbers)
            if self.view.name:
                quotients = replace(quotients, compared=np.zeros_like(quotients.compared))
                numbers = replace(numbers, compared=np.zeros_like(numbers.compared))
            write_quotients(
                self.setting.columns,
                self._label(told, self.view.name or ("=".join(group) if group else None)),
                ground=self.ground,
                numbers=numbers,
                origin=origin,
                quotients=quotients,
                kind="share",
                compared_by=".clustered" if rule.of == "crimes" else ".newcombe",
                ranked="by area" if group is None and not self.view.name and told.method != "span" else "not",
            )
            if group is None and not self.view.name and told.method != "month":
                newest = only(numbers, origin, where=newest_windows(numbers))
                self._left_out(grids, newest[0], told, newest[1])

    def _limits(self, group: tuple[str, str] | None) -> Limits:
        rule = repeat_of(self.member.measure)
        none = pa.table({"month": pa.array([], pa.date32())})
        series = Series(self.member, self.level, group, none)
        used = used_of(series, self.setting.source, self.ground)
        named = {rule.person, rule.on, rule.same, *rule.incident}
        named |= {each.field for each in rule.earlier}
        return limits_of(Used(used.fields | (named - {""}), used.values), self.setting, self.ground)

    def _origin(self, limits: Limits, numbers: Numbers) -> Any:
        """Return what stands behind numbers, the months that they look back on included."""
        back = _months_back(self.ground, self.view.look_back)
        start = np.where(numbers.compared, numbers.first - YEAR, numbers.first)
        earliest = np.maximum(start - back[np.maximum(start, 0)], 0)
        origin = limits.behind(numbers.area, earliest, numbers.last, months="all")
        return self.links.behind(self.setting.columns, origin)

    def _label(self, told: Windowed, group: str | None) -> Label:
        measure = self.member.measure
        rule = repeat_of(measure)
        unit = measure.unit or (self.setting.source.counts if rule.of == "crimes" else "victims")
        return Label(
            self.member.id,
            self.member.title,
            unit,
            group,
            self.level,
            told.period_kind,
            f"share.{told.method}.repeat_{rule.of}",
            self.setting.code_version,
        )

    def _left_out(self, grids: RepeatGrids, numbers: Numbers, told: Windowed, origin: Any) -> None:
        rule = repeat_of(self.member.measure)
        window = numbers.first, numbers.last
        records, unknown, crimes = (
            grids.sum(what, numbers.area, window) for what in ("records", "unknown", "crimes")
        )
        reasons = {"no reference of the person": unknown}
        if rule.incident:
            reasons["same incident as another record"] = records - unknown - crimes
        for reason, count in reasons.items():
            label = replace(
                self._label(told, left_out_group(reason)),
                unit=self.setting.source.counts,
                method="share.left_out",
            )
            write_left_out(
                self.setting.columns,
                label,
                ground=self.ground,
                numbers=numbers,
                origin=origin,
                count=count,
                among=records,
            )


def _looked_back(ground: Ground, days: int) -> Flags:
    """Say for which areas and months the source speaks for every month that is looked back on."""
    back = _months_back(ground, days)
    gaps = np.concatenate(
        [np.zeros((len(ground.areas), 1), np.int64), np.cumsum(~ground.measured, axis=1)], axis=1
    )
    month = np.arange(len(ground.months))
    start = month - back
    whole = gaps[:, month + 1] - gaps[:, np.maximum(start, 0)] == 0
    return np.asarray(whole & (start >= 0))


def _months_back(ground: Ground, days: int) -> Any:
    """Return how many months before each month the look-back of its first day reaches."""
    found = []
    for month in ground.months:
        day = month - dt.timedelta(days=days)
        found.append((month.year - day.year) * YEAR + month.month - day.month)
    return np.array(found, dtype=np.int64)


def _by_crime(grids: RepeatGrids, numbers: Numbers) -> Quotients:
    window, before = _windows(numbers)
    now, then = grids.clusters(numbers.area, window), grids.clusters(numbers.area, before)
    cross = grids.cross(numbers.area, window, before)
    return _quotients(
        numbers,
        (now.counts, now.bases),
        (then.counts, then.bases),
        dispersion=(cluster_dispersion(now), cluster_dispersion(then)),
        correlation=cluster_correlation(now, then, cross),
    )


def _by_victim(grids: RepeatGrids, numbers: Numbers) -> Quotients:
    now, then = (
        tuple(grids.persons(what, numbers.area, window) for what in ("repeaters", "persons"))
        for window in _windows(numbers)
    )
    one = np.ones(len(numbers.area))
    return _quotients(
        numbers, (now[0], now[1]), (then[0], then[1]), dispersion=(one, one), correlation=np.zeros_like(one)
    )


def _windows(numbers: Numbers) -> tuple[Window, Window]:
    earlier = np.where(numbers.compared, YEAR, 0)
    return (numbers.first, numbers.last), (numbers.first - earlier, numbers.last - earlier)


def _quotients(
    numbers: Numbers,
    now: tuple[Values, Values],
    then: tuple[Values, Values],
    *,
    dispersion: tuple[Values, Values],
    correlation: Values,
) -> Quotients:
    known = ~np.isnan(numbers.value) & (now[1] > 0)
    # The earlier number is known where the earlier count is.
    earlier = numbers.compared & ~np.isnan(numbers.previous) & (then[1] > 0)
    n, k = np.where(known, now[1], np.nan), np.where(known, now[0], 0.0)
    m, j = np.where(earlier, then[1], np.nan), np.where(earlier, then[0], 0.0)
    ends = share_interval(k, n, dispersion=dispersion[0])
    moved = share_difference(
        (k, n), (j, m), dispersion=dispersion[0], dispersion_earlier=dispersion[1], correlation=correlation
    )
    compared = numbers.compared & known & (np.isnan(numbers.previous) | earlier)
    return told_shares((k, n), (j, m), ends=ends, moved=moved, compared=compared)
