"""Disparities: how many times the rate of one group the rate of another is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from peelian.measures.block_frame import Label
from peelian.measures.ground import Ground
from peelian.measures.group_rates import Matched
from peelian.measures.limits import Origin
from peelian.measures.measure import Measure
from peelian.measures.members import codes_of
from peelian.measures.numbers import Numbers, Values
from peelian.measures.per import Disparity
from peelian.measures.reach import Used
from peelian.measures.residents_behind import with_population
from peelian.measures.series import Series, used_of
from peelian.measures.setting import People, Setting, limits_of
from peelian.measures.slabs import slab_of
from peelian.measures.windowed import in_windows
from peelian.measures.windows import fill_grid
from peelian.measures.write_quotients import Quotients, write_quotients
from peelian.statistics.disparity import compare_groups


def write_disparities(
    measure: Measure, made: Sequence[Series], setting: Setting, *, ground: Ground, residents: Matched
) -> None:
    """Add, for each group of a measure's disparities, its rate over that of the group compared with.

    The finding's numerator is the count of the group, and its denominator the count expected had the group
    the other group's rate. Not measured where residents of either group are not known, or where nothing was
    counted in the other group. Told for months, rolling years and the stretch loaded; not compared in time.

    Parameters
    ----------
    measure
        The recipe.
    made
        The series of one of its members at one level.
    setting, ground, residents
        As for `write_group_rates`.
    """
    for disparity in measure.disparity:
        groups = {one.group[1]: one for one in made if one.group and one.group[0] == disparity.group}
        for value, series in groups.items():
            mine = residents.get(series.group)
            if value != disparity.against and mine is not None:
                _write(
                    series,
                    groups.get(disparity.against),
                    disparity,
                    setting,
                    ground=ground,
                    people=mine,
                    others=residents.get((disparity.group, disparity.against)) or {},
                )


def _write(
    series: Series,
    other: Series | None,
    disparity: Disparity,
    setting: Setting,
    *,
    ground: Ground,
    people: People,
    others: People,
) -> None:
    used = used_of(series, setting.source, ground)
    both = {disparity.group: frozenset({(series.group or ("", ""))[1], disparity.against})}
    pinned = both if disparity.group in used.values else {}
    limits = limits_of(Used(used.fields, {**used.values, **pinned}), setting, ground)
    slab = slab_of(series, ground, limits)
    counts = np.zeros_like(slab.counts)
    if other is not None:
        counts = fill_grid(other.cube, areas=ground.rows, months=ground.months, height=len(ground.areas))
    mine, theirs = (_residents(each, series.level, ground) for each in (people, others))
    for told in in_windows(slab, counts):
        alone = replace(told, series=tuple(_uncompared(each) for each in told.series))
        numbers = alone.series[0]
        origin = _with_residents(
            alone.behind(limits), (people, others), series, setting, ground=ground, numbers=numbers
        )
        label = Label(
            series.member.id,
            series.member.title,
            f"times the rate of {_named(disparity, series.member.measure, setting)}",
            "=".join(series.group or ()),
            series.level,
            told.period_kind,
            f"disparity.{told.method}",
            setting.code_version,
        )
        write_quotients(
            setting.columns,
            label,
            ground=ground,
            numbers=numbers,
            origin=origin,
            quotients=_ratio(
                numbers.value,
                alone.series[1].value,
                residents=mine[numbers.area],
                residents_of_other=theirs[numbers.area],
            ),
            kind="ratio",
        )


def _ratio(mine: Values, theirs: Values, *, residents: Values, residents_of_other: Values) -> Quotients:
    made = compare_groups(
        np.column_stack([mine, theirs]), np.column_stack([residents, residents_of_other]), reference=1
    )
    nothing = np.full(len(mine), np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = theirs / residents_of_other * residents
    return Quotients(
        value=made.ratio[:, 0],
        lower=made.lower[:, 0],
        upper=made.upper[:, 0],
        numerator=mine,
        denominator=expected,
        base=mine + theirs,
        previous=nothing,
        change=nothing,
        change_lower=nothing,
        change_upper=nothing,
        p=nothing,
        compared=np.zeros(len(mine), dtype=np.bool_),
    )


def _uncompared(numbers: Numbers) -> Numbers:
    return replace(numbers, compared=np.zeros(len(numbers.value), dtype=np.bool_))


def _residents(people: People, level: str, ground: Ground) -> Values:
    found = [people.get((level, area.code)) for area in ground.areas]
    return np.array([np.nan if one is None else one.residents for one in found], dtype=np.float64)


def _with_residents(
    origin: Origin,
    people: Sequence[People],
    series: Series,
    setting: Setting,
    *,
    ground: Ground,
    numbers: Numbers,
) -> Origin:
    for each in people:
        told = [each.get((series.level, area.code)) for area in ground.areas]
        origin = with_population(setting.columns, origin, people=told, area=numbers.area)
    return origin


def _named(disparity: Disparity, measure: Measure, setting: Setting) -> str:
    """Return the group compared with as a reader knows it."""
    if disparity.group in measure.broad:
        codes = setting.catalogue.codes[measure.broad[disparity.group]].list
    else:
        codes = codes_of(setting.source.fields[disparity.group], setting.catalogue)
    return codes[disparity.against].label
