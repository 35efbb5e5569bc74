"""Rates of groups: what a measure counts in a group, for so many residents of that group."""

from __future__ import annotations

from collections.abc import Mapping

from peelian.measures.block_frame import Label
from peelian.measures.force_residents import with_force
from peelian.measures.ground import Ground
from peelian.measures.group_residents import match_residents
from peelian.measures.limits import Limits
from peelian.measures.measure import Measure
from peelian.measures.numbers import Slab
from peelian.measures.series import Series
from peelian.measures.setting import People, Setting
from peelian.measures.windowed import in_windows
from peelian.measures.write_block import write_counts, write_rates

Matched = Mapping[tuple[str, str] | None, People | None]


def residents_for(
    measure: Measure, setting: Setting, everyone: People, *, groups: set[tuple[str, str]]
) -> Matched:
    """Return whom each group of a measure is divided by: None where it is said that no residents match.

    Parameters
    ----------
    measure, setting
        The measure, and what it is made with.
    everyone
        All residents, by (level, code); they stand under the key None.
    groups
        The groups, as field and value.
    """
    found: dict[tuple[str, str] | None, People | None] = {None: everyone}
    told = {} if measure.per is None else {each.field: each for each in measure.per.groups}
    for field, value in groups:
        people = None
        if field in told:
            people = match_residents(
                told[field], value, by_group=setting.by_group, catalogue=setting.catalogue
            )
        found[field, value] = None if people is None else with_force(people, measure, setting)
    return found


def write_group_rates(
    series: Series, slab: Slab, limits: Limits, setting: Setting, *, ground: Ground, residents: Matched
) -> None:
    """Add the rates of a series of a measure that divides groups by their residents.

    Told for months, rolling years and, where there is less than a year, the stretch loaded, so that groups
    and everyone can be compared over the same days; with the counts of that stretch. A rate is never scaled
    up to a year: it is so many in the days it is about. Everyone's rate of rolling years is told for every
    measure, and not here.

    Parameters
    ----------
    series, slab, limits, ground
        The series, its counts on its ground, and what limits them.
    setting
        What it is made with; the findings are added to its columns.
    residents
        Whom each group is divided by.
    """
    measure = series.member.measure
    if measure.per is None or not measure.per.groups:
        return
    people, each = residents.get(series.group), measure.per.each
    counted = measure.unit or setting.source.counts
    whose = "residents" if series.group is None else "residents of the group"
    for told in in_windows(slab, intervals=True):
        origin = told.behind(limits)
        if told.method == "span":
            label = _label(series, setting, unit=counted, period=told.period_kind, method="count.span")
            write_counts(setting.columns, label, ground=ground, numbers=told.series[0], origin=origin)
        if people is None or (series.group is None and (told.method == "rolling12" or not people)):
            continue
        label = _label(
            series,
            setting,
            unit=f"{counted} per {each:,} {whose}",
            period=told.period_kind,
            method=f"rate.{told.method}",
        )
        write_rates(
            setting.columns,
            label,
            ground=ground,
            numbers=told.series[0],
            origin=origin,
            populations=people,
            each=each,
        )


def _label(series: Series, setting: Setting, *, unit: str, period: str, method: str) -> Label:
    group = None if series.group is None else "=".join(series.group)
    member = series.member
    return Label(member.id, member.title, unit, group, series.level, period, method, setting.code_version)
