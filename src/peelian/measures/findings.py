"""Making findings: from the current rows of every source to one table of findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.caveat import Caveat
from peelian.catalogue.source import Source
from peelian.catalogue.vintage import Vintage
from peelian.errors import NotFound
from peelian.measures.block_frame import Label
from peelian.measures.columns import Columns
from peelian.measures.concentrating import write_concentration
from peelian.measures.coverage import coverage_of
from peelian.measures.cube_parts import CubeParts
from peelian.measures.cube_store import Cubes, CubeStore
from peelian.measures.ground import Ground, between, lay_ground
from peelian.measures.judging import judge_together
from peelian.measures.limits import Limits
from peelian.measures.measure import Measure
from peelian.measures.members import members
from peelian.measures.month_numbers import month_numbers
from peelian.measures.neighbours import Neighbours, find_neighbours
from peelian.measures.numbers import Numbers, Slab
from peelian.measures.population import Population, add_up
from peelian.measures.reach import Reach
from peelian.measures.rolling_numbers import rolling_numbers
from peelian.measures.series import Series, series_of, used_of
from peelian.measures.standings import standings
from peelian.measures.usual import usual_columns
from peelian.measures.windows import YEAR, fill_grid
from peelian.measures.write_block import write_counts, write_rates
from peelian.measures.year_shape import write_year_shape
from peelian.reference.area import Area, AreaLevel

Rows = Callable[[str], AbstractContextManager[Any]]
People = Mapping[tuple[str, str], Population]


@dataclass(frozen=True, slots=True)
class _Setting:
    """What the measures of one source are made with."""

    source: Source
    cubes: Cubes
    vintages: Sequence[Vintage]
    catalogue: Catalogue
    areas: Mapping[str, Area]
    neighbours: Mapping[str, Neighbours]
    populations: People
    automatic: Sequence[Caveat]
    force: str
    code_version: str
    columns: Columns


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
    kept: CubeStore | None = None,
) -> pa.Table:
    """Compute every finding of every measure.

    For each measure, area, group and month the source speaks for: the count of the month, the count of the
    twelve months that end with it and, where the measure is `per` residents, their rate. A rate has the
    measure's id and the kind "rate". A measure whose source is not loaded makes no findings, nor does a
    code of a family that no current row holds.

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
    kept
        Cubes kept from earlier builds; None to count everything anew. The findings are the same.

    Returns
    -------
    pyarrow.Table
        With `FINDINGS_SCHEMA`, in the order of the measures.

    Raises
    ------
    NotFound
        If the areas do not hold exactly one force.
    """
    columns, neighbours, force = Columns(), find_neighbours(areas), _force(areas)
    for name in dict.fromkeys(measure.source for measure in measures):
        if not vintages.get(name):
            continue
        with rows(name) as opened:
            if opened is None:
                continue
            setting = _Setting(
                catalogue.source(name),
                Cubes(opened, catalogue.source(name), vintages=vintages[name], force=force, store=kept),
                vintages[name],
                catalogue,
                areas,
                neighbours,
                populations,
                automatic.get(name, ()),
                force,
                code_version,
                columns,
            )
            for measure in measures:
                if measure.source == name:
                    _make(measure, setting)
    definitions = {
        member.id: measure.measure for measure in measures for member in members(measure, catalogue)
    }
    return judge_together(columns.finish(), definitions=definitions)


def _make(measure: Measure, setting: _Setting) -> None:
    parts = CubeParts(setting.cubes.of(measure))
    grounds = {level: _ground(measure, setting, level) for level in measure.areas}
    people = _with_force(measure, setting)
    for member in members(measure, setting.catalogue):
        for level, ground in grounds.items():
            if ground.areas and ground.months:
                for series in series_of(member, parts.of(level, member.code), level=level):
                    _write(series, setting, ground=ground, people=people)


def _ground(measure: Measure, setting: _Setting, level: AreaLevel) -> Ground:
    source, when = setting.source, measure.when or setting.source.period
    presence = setting.cubes.presence(level=level, when=when)
    coverage = coverage_of(measure, source, level=level, vintages=setting.vintages)
    return lay_ground(coverage, presence, level=level, areas=setting.areas)


def _with_force(measure: Measure, setting: _Setting) -> People:
    """Let the force's residents be those of the boroughs that its records come from."""
    if measure.per is None or not setting.populations or "borough" not in setting.source.areas:
        return setting.populations
    boroughs = _ground(measure, setting, "borough").areas
    total = add_up(setting.populations, [("borough", area.code) for area in boroughs if area.is_real()])
    rest = {place: one for place, one in setting.populations.items() if place[0] != "force"}
    return rest if total is None else {**rest, ("force", setting.force): total}


def _write(series: Series, setting: _Setting, *, ground: Ground, people: People) -> None:
    measure, columns = series.member.measure, setting.columns
    reach = Reach(
        setting.source,
        used_of(series, setting.source, ground),
        automatic=setting.automatic,
        neighbours=setting.neighbours,
    )
    limits = Limits(reach, ground, columns)
    slab = _slab(series, ground, limits)
    months = month_numbers(slab)
    earliest = np.where(months.compared, months.first - YEAR, months.first)
    origin = limits.behind(months.area, earliest, months.last, months="ends")
    label = _label(series, setting, kind="count", period="month")
    usual = (
        usual_columns(columns, slab, months, months=ground.months, restarts=limits.restarts())
        if series.group is None
        else {}
    )
    write_counts(columns, label, ground=ground, numbers=months, origin=origin, beside=usual)
    years = rolling_numbers(slab)
    earliest = np.where(years.compared, years.first - YEAR, years.first)
    origin = limits.behind(years.area, earliest, years.last, months="all")
    label = _label(series, setting, kind="count", period="rolling12")
    beside = standings(years, ground)
    write_counts(columns, label, ground=ground, numbers=years, origin=origin, beside=beside)
    if series.group is None:
        _write_shapes(label, setting, slab=slab, ground=ground, limits=limits, years=years)
    # A group's rate would need the residents of that group, which the population source does not tell.
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


def _write_shapes(
    label: Label, setting: _Setting, *, slab: Slab, ground: Ground, limits: Limits, years: Numbers
) -> None:
    """Add what the months say beyond their sums: trend, peak month, and how concentrated they are."""
    write_year_shape(setting.columns, label, slab=slab, ground=ground, limits=limits)
    write_concentration(
        setting.columns, label, numbers=years, ground=ground, limits=limits, areas=setting.areas
    )


def _slab(series: Series, ground: Ground, limits: Limits) -> Slab:
    counts = fill_grid(series.cube, areas=ground.rows, months=ground.months, height=len(ground.areas))
    measured = ground.measured
    if series.member.measure.adds and series.group is None:
        held = set(pc.unique(series.cube["month"]).to_pylist())
        present = np.array([month in held for month in ground.months], dtype=np.bool_)
        measured = ground.measured_for(present)
    return Slab(counts, between(measured), measured, limits.gravity())


def _label(series: Series, setting: _Setting, *, kind: str, period: str) -> Label:
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
