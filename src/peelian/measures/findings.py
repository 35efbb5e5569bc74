"""Making findings: from the current rows of every source to one table of findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from itertools import chain, islice
from math import inf
from types import MappingProxyType
from typing import Any

import numpy as np
import pyarrow as pa

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.caveat import Caveat
from peelian.catalogue.vintage import Vintage
from peelian.errors import NotFound
from peelian.hands.crew import by_many_hands
from peelian.measures.beside import Beside
from peelian.measures.block_frame import Label
from peelian.measures.broad_groups import gather_broad
from peelian.measures.columns import Columns
from peelian.measures.concentrating import write_concentration
from peelian.measures.courses import write_course
from peelian.measures.cube_parts import CubeParts
from peelian.measures.cube_store import Cubes, CubeStore
from peelian.measures.daily import write_daily
from peelian.measures.disparities import write_disparities
from peelian.measures.force_residents import with_force
from peelian.measures.gaming import write_check
from peelian.measures.gaming_check import GamingCheck
from peelian.measures.ground import Ground
from peelian.measures.group_rates import Matched, residents_for, write_group_rates
from peelian.measures.hours import HOURS_SCHEMA, count_hours, write_hours
from peelian.measures.judging import judge_together
from peelian.measures.laid import Laid, lay_series
from peelian.measures.make_reoffending import make_reoffending
from peelian.measures.make_repeats import make_repeats
from peelian.measures.make_within import make_within
from peelian.measures.measure import Measure
from peelian.measures.members import members
from peelian.measures.neighbours import find_neighbours
from peelian.measures.ratios import with_ratios
from peelian.measures.series import Series, series_of
from peelian.measures.setting import People, Setting, ground_of
from peelian.measures.shares import make_shares
from peelian.measures.standings import standings
from peelian.measures.steps import write_steps
from peelian.measures.survey_gaps import make_gap
from peelian.measures.survey_shares import make_survey_shares
from peelian.measures.trajectory import Trajectory
from peelian.measures.watching import write_watch
from peelian.measures.windows import YEAR
from peelian.measures.write_block import write_counts, write_rates
from peelian.measures.year_shape import write_year_shapes
from peelian.reference.area import Area

Rows = Callable[[str], AbstractContextManager[Any]]

_NOTHING_BESIDE = Beside()


def make_findings(
    measures: Sequence[Measure],
    *,
    catalogue: Catalogue,
    rows: Rows,
    vintages: Mapping[str, Sequence[Vintage]],
    areas: Mapping[str, Area],
    populations: People,
    automatic: Mapping[str, Sequence[Caveat]],
    code_version: str,
    by_group: Mapping[tuple[str, str], People] = MappingProxyType({}),
    kept: CubeStore | None = None,
    courses: Mapping[str, Trajectory] = MappingProxyType({}),
    checks: Sequence[GamingCheck] = (),
    processes: int = 1,
    around: Callable[[], AbstractContextManager[object]] = nullcontext,
    beside: Beside = _NOTHING_BESIDE,
) -> pa.Table:
    """Compute every finding of every measure.

    For each measure, area, group and month the source speaks for: the count of the month, the count of the
    twelve months that end with it and, where the measure is `per` residents, their rate. A rate has the
    measure's id and the kind "rate"; so have the rates of groups, their disparities (kind "ratio") and the
    hours of the week. A share or a ratio of two measures has that kind alone. A measure whose source is not
    loaded makes no findings, nor does a code of a family that no current row holds.

    Parameters
    ----------
    measures, catalogue
        The recipes, checked already, and the sources they read.
    rows
        Opens the current rows of a source (a DuckDB relation or a frame); what it opens is None when
        nothing is loaded.
    vintages
        The published vintages of each source.
    areas
        The areas of the workspace by code; several codes may stand for one area.
    populations
        Residents by (level, code). Without any, no rates are made.
    automatic
        Caveats found in the data by rule, for each source.
    code_version
        Written on every finding.
    by_group
        Residents of each group: (field, group) -> (level, code) -> residents.
    kept
        Cubes kept from earlier builds; None to count everything anew. The findings are the same.
    courses
        Id of a measure -> the trajectory that a plan wants for it, beside those of the measures themselves.
    checks
        Checks for gaming; those whose source is loaded are made, all at one rate of false signs together.
    processes
        How many processes count, each a source at a time, where the system can fork. The findings are the
        same with any number.
    around
        Opens what `rows` reads with, in each process that counts, and closes it again.
    beside
        Other work for the processes that count.

    Returns
    -------
    pyarrow.Table
        With `FINDINGS_SCHEMA`, in the order of the measures.

    Raises
    ------
    NotFound
        If the areas do not hold exactly one force.
    PeelianError
        If a process that counts is ended from outside.
    """
    neighbours, force = find_neighbours(areas), _force(areas)
    among = sum(bool(vintages.get(check.source)) for check in checks)
    named = dict.fromkeys([*(m.source for m in measures), *(check.source for check in checks)])
    names = [name for name in named if vintages.get(name)]

    def make(place: int) -> _Counted:
        name, columns = names[place], Columns()
        with rows(name) as opened:
            if opened is not None:
                setting = Setting(
                    catalogue.source(name),
                    vintages[name],
                    catalogue,
                    areas,
                    neighbours,
                    populations,
                    by_group,
                    automatic.get(name, ()),
                    force,
                    code_version,
                    columns,
                    Cubes(opened, catalogue.source(name), vintages=vintages[name], force=force, store=kept),
                    rows,
                    vintages,
                    courses,
                    {measure.measure: measure for measure in measures if measure.source == name},
                )
                _make_source(setting, measures, checks, among=among)
        return _Counted(columns.packed(), kept.asked if kept is not None else frozenset())

    def piece(place: int) -> Any:
        return make(place) if place < len(names) else beside.pieces[place - len(names)]()

    together = Columns()

    def gather(made: Any) -> None:
        if not isinstance(made, _Counted):
            beside.done(made)
            return
        together.absorb(made.columns)
        if kept is not None:
            kept.asked_elsewhere(made.asked)

    mine = {member.id: measure for measure in measures for member in members(measure, catalogue)}
    number = Counter(measure.source for measure in mine.values())
    count = len(names) + len(beside.pieces)
    longest_first = sorted(
        range(count), key=lambda place: -number[names[place]] if place < len(names) else -inf
    )
    by_many_hands(piece, count, hands=processes, done=gather, longest_first=longest_first, around=around)
    definitions = {name: measure.measure for name, measure in mine.items()}
    return judge_together(with_ratios(together.finish(), measures), definitions=definitions)


@dataclass(frozen=True, slots=True)
class _Counted:
    """Findings of one source, and the kept tables that were asked for."""

    columns: Columns
    asked: frozenset[str]


def _make_source(
    setting: Setting, measures: Sequence[Measure], checks: Sequence[GamingCheck], *, among: int
) -> None:
    """Make the findings of every measure and check of one source."""
    name = setting.source.source
    for measure in measures:
        if measure.source == name and measure.ratio is None:
            _make(measure, setting)
    for check in checks:
        if check.source == name:
            write_check(check, setting, among=among)


def _make(measure: Measure, setting: Setting) -> None:
    if (special := _maker(measure)) is not None:
        special(measure, setting)
        return
    cube = setting.cubes.of(measure)
    cube = gather_broad(cube, measure, source=setting.source, catalogue=setting.catalogue)
    parts = CubeParts(cube)
    grounds = {level: ground_of(measure, setting, level) for level in measure.areas}
    people = with_force(setting.populations, measure, setting)
    hours = _hours(measure, setting)
    told = members(measure, setting.catalogue)
    known = {level: ground for level, ground in grounds.items() if ground.areas and ground.months}
    counted = {
        level: [tuple(series_of(each, parts.of(level, each.code), level=level)) for each in told]
        for level in known
    }
    laid = {
        level: lay_series(chain.from_iterable(counted[level]), setting, ground=ground)
        for level, ground in known.items()
    }
    for number in range(len(told)):
        for level, ground in known.items():
            made = counted[level][number]
            groups = {series.group for series in made if series.group is not None}
            residents = residents_for(measure, setting, people, groups=groups)
            for one in islice(laid[level], len(made)):
                _write(one, setting, ground=ground, residents=residents)
            write_disparities(measure, made, setting, ground=ground, residents=residents)
            if level == "force" and hours is not None and made:
                write_hours(made[0], hours, setting, ground=ground)


def _maker(measure: Measure) -> Callable[[Measure, Setting], None] | None:
    """Return what makes the findings of a measure of a form of its own, or None for a count."""
    if measure.within is not None:
        return make_within
    if measure.repeat is not None:
        return make_repeats
    if measure.reoffending is not None:
        return make_reoffending
    if measure.gap is not None:
        return make_gap
    if measure.share_of is None:
        return None
    return make_survey_shares if measure.of_a_survey else make_shares


def _hours(measure: Measure, setting: Setting) -> pa.Table | None:
    if not measure.times or "force" not in measure.areas:
        return None
    return setting.cubes.counted(measure, by=count_hours, schema=HOURS_SCHEMA).cast(HOURS_SCHEMA)


def _write(laid: Laid, setting: Setting, *, ground: Ground, residents: Matched) -> None:
    series, limits, slab, months, years = laid.series, laid.limits, laid.slab, laid.months, laid.years
    measure, columns, people = series.member.measure, setting.columns, residents[None]
    earliest = np.where(months.compared, months.first - YEAR, months.first)
    origin = limits.behind(months.area, earliest, months.last, months="ends")
    label = _label(series, setting, kind="count", period="month")
    write_counts(columns, label, ground=ground, numbers=months, origin=origin, beside=laid.usual)
    earliest = np.where(years.compared, years.first - YEAR, years.first)
    origin = limits.behind(years.area, earliest, years.last, months="all")
    label = _label(series, setting, kind="count", period="rolling12")
    beside = standings(years, ground)
    write_counts(columns, label, ground=ground, numbers=years, origin=origin, beside=beside)
    if series.group is None:
        _write_shapes(laid, label, setting, ground=ground)
    if measure.per is not None and series.group is None and people:
        label = _label(series, setting, kind="rate", period="rolling12")
        write_rates(
            columns,
            label,
            ground=ground,
            numbers=years,
            origin=origin,
            populations=people,
            each=measure.per.each,
        )
    if measure.each_day and series.group is None:
        label = _label(series, setting, kind="mean", period="month")
        write_daily(columns, label, slab=slab, ground=ground, limits=limits)
    write_group_rates(series, slab, limits, setting, ground=ground, residents=residents)


def _write_shapes(laid: Laid, label: Label, setting: Setting, *, ground: Ground) -> None:
    """Add what the months say beyond their sums: trend, peak, watch list, and how concentrated they are."""
    slab, limits, wanted = laid.slab, laid.limits, laid.series.member.measure
    write_year_shapes(setting.columns, label, laid.shapes, ground=ground, limits=limits)
    if laid.watched is not None:
        newest = int(np.flatnonzero(slab.told.any(axis=0))[-1])
        write_watch(setting.columns, label, laid.watched, newest=newest, ground=ground, limits=limits)
    if wanted.month_on_month:
        write_steps(setting.columns, label, slab=slab, ground=ground, limits=limits)
    trajectory = wanted.trajectory or setting.courses.get(label.measure)
    if trajectory is not None:
        write_course(setting.columns, label, trajectory, slab=slab, ground=ground, limits=limits)
    write_concentration(
        setting.columns, label, numbers=laid.years, ground=ground, limits=limits, areas=setting.areas
    )


def _label(series: Series, setting: Setting, *, kind: str, period: str) -> Label:
    measure = series.member.measure
    unit = measure.unit or setting.source.counts
    if kind == "rate" and measure.per is not None:
        unit = f"{unit} per {measure.per.each:,} residents"
    return Label(
        series.member.id,
        series.member.title,
        unit,
        None if series.group is None else "=".join(series.group),
        series.level,
        "month" if period == "month" else "rolling 12 months",
        f"{kind}.{period}",
        setting.code_version,
    )


def _force(areas: Mapping[str, Area]) -> str:
    forces = sorted({area.code for area in areas.values() if area.level == "force"})
    if len(forces) != 1:
        raise NotFound(
            "the force",
            found=f"{len(forces)} forces among the areas" + (f" ({', '.join(forces)})" if forces else ""),
            accepted="one force, whose records these are",
            next_step="name the force in peelian.yaml",
        )
    return forces[0]
