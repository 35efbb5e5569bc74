"""Making shares done in time: of what was due, how much was done within its limit."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from peelian.measures.block_frame import Label
from peelian.measures.count_within import IN_TIME, LATE, LEFT_OUT, WITHIN_SCHEMA, Known, count_within
from peelian.measures.coverage import coverage_of
from peelian.measures.cube_key import fields_counted
from peelian.measures.fill_grids import fill_grids
from peelian.measures.ground import Ground
from peelian.measures.group_tables import group_tables
from peelian.measures.left_out import left_out_group, write_left_out
from peelian.measures.limits import Limits
from peelian.measures.measure import Measure
from peelian.measures.members import Member, members
from peelian.measures.newest import newest_windows, only
from peelian.measures.numbers import Slab
from peelian.measures.reach import Used
from peelian.measures.rule_of import within_of
from peelian.measures.series import Series, used_of
from peelian.measures.setting import Setting, ground_of, limits_of
from peelian.measures.share_quotients import shares_in_windows
from peelian.measures.windowed import Windowed, in_windows
from peelian.measures.windows import Counts
from peelian.measures.write_quotients import write_quotients
from peelian.reference.area import AreaLevel
from peelian.reference.period import month_end


def make_within(measure: Measure, setting: Setting) -> None:
    """Add the findings of a measure with `within`: shares done in time, and beside them what is left out.

    The interval (Wilson, and Newcombe for the change) takes each row as independent of the others; rows of
    one case are not quite, so that it is somewhat narrow where a case has many.

    Parameters
    ----------
    measure
        A measure with `within`.
    setting
        What it is made with; the findings are added to its columns.
    """
    rule = within_of(measure)
    known = _known(measure, setting)
    if not known.until:
        return
    table = setting.cubes.counted_whole(
        measure,
        by=lambda rows: count_within(rows, measure, setting.source, force=setting.force, known=known),
        schema=WITHIN_SCHEMA,
        rule={
            "within": rule.model_dump(mode="json"),
            "until": {month.isoformat(): str(day) for month, day in known.until.items()},
            "loaded": str(known.loaded),
            "holidays": [str(day) for day in known.holidays],
        },
        fields={rule.start, rule.end, *rule.limit_by, *fields_counted(measure, setting.source)},
    )
    (member,) = members(measure, setting.catalogue)
    for level in measure.areas:
        ground = _on_known_months(ground_of(measure, setting, level), known)
        if ground.areas and ground.months:
            told = _Told(member, setting, level, ground)
            told.write_all(table.filter(pc.equal(table["level"], level)))


def _known(measure: Measure, setting: Setting) -> Known:
    """Work out how far the data reach: to the end of the newest month of the loads of each month."""
    rule = within_of(measure)
    holidays: tuple[dt.date, ...] = ()
    if rule.clock == "working days":
        listed = setting.catalogue.codes[rule.holidays].list
        holidays = tuple(dt.date.fromisoformat(day) for day in sorted(listed))
    coverage = coverage_of(measure, setting.source, level=measure.areas[0], vintages=setting.vintages)
    until: dict[dt.date, dt.date] = {}
    for by_month in coverage.loads.values():
        for month, loads in by_month.items():
            ends = [coverage.vintages[name].data_to or month for name in loads]
            last = min(month_end(max(end, month)) for end in ends)
            if not holidays or (holidays[0].year <= month.year and last.year <= holidays[-1].year):
                until[month] = min(last, until.get(month, last))
    loaded = max(vintage.loaded_at.date() for vintage in setting.vintages)
    return Known(until, loaded, holidays)


def _on_known_months(ground: Ground, known: Known) -> Ground:
    told = np.array([month in known.until for month in ground.months], dtype=np.bool_)
    return replace(ground, measured=ground.measured & told)


@dataclass(frozen=True, slots=True)
class _Told:
    """A measure at one level of area."""

    member: Member
    setting: Setting
    level: AreaLevel
    ground: Ground

    def write_all(self, table: pa.Table) -> None:
        """Write everyone, then each value of each group."""
        for group, rows in group_tables(table):
            self._write(rows, group)

    def _write(self, table: pa.Table, group: tuple[str, str] | None) -> None:
        setting, ground = self.setting, self.ground
        grids = _grids(table, ground)
        limits = self._limits(group)
        slab = Slab(grids[IN_TIME] + grids[LATE], ground.measured, ground.measured, limits.gravity())
        every = np.asarray(sum(grids.values()))
        others = [grids[what] for what in LEFT_OUT]
        forms = tuple(in_windows(slab, grids[IN_TIME], every, *others))
        for told, quotients in zip(forms, shares_in_windows(forms), strict=True):
            below, _, all_rows, *left = told.series
            label = self._label(told, group)
            origin = told.behind(limits)
            write_quotients(
                setting.columns,
                label,
                ground=ground,
                numbers=below,
                origin=origin,
                quotients=quotients,
                kind="share",
                compared_by=".newcombe",
                ranked="not" if told.method == "span" else "by area",
            )
            if group is not None or told.method == "month":
                continue
            newest = newest_windows(below)
            beside, behind = only(below, origin, where=newest)
            for reason, numbers in zip(LEFT_OUT, left, strict=True):
                write_left_out(
                    setting.columns,
                    replace(label, group=left_out_group(reason), method="share.left_out"),
                    ground=ground,
                    numbers=beside,
                    origin=behind,
                    count=np.nan_to_num(numbers.value)[newest],
                    among=np.nan_to_num(all_rows.value)[newest],
                )

    def _label(self, told: Windowed, group: tuple[str, str] | None) -> Label:
        return Label(
            self.member.id,
            self.member.title,
            self.member.measure.unit or self.setting.source.counts,
            None if group is None else "=".join(group),
            self.level,
            told.period_kind,
            f"share.{told.method}.within",
            self.setting.code_version,
        )

    def _limits(self, group: tuple[str, str] | None) -> Limits:
        rule = within_of(self.member.measure)
        none = pa.table({"month": pa.array([], pa.date32())})
        used = used_of(Series(self.member, self.level, group, none), self.setting.source, self.ground)
        named = frozenset({rule.start, rule.end, *rule.limit_by})
        return limits_of(Used(used.fields | named, used.values), self.setting, self.ground)


def _grids(table: pa.Table, ground: Ground) -> dict[str, Counts]:
    """Return the counts of every outcome, each of shape (areas, months)."""
    outcomes = (IN_TIME, LATE, *LEFT_OUT)
    kind = pc.index_in(table["what"].cast(pa.string()), pa.array(outcomes)).to_numpy().astype(np.int64)
    filled = fill_grids(
        table, kind, len(outcomes), areas=ground.rows, months=ground.months, height=len(ground.areas)
    )
    return dict(zip(outcomes, filled, strict=True))
