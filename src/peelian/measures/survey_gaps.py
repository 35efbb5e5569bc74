"""Gaps of a survey: the weighted share of one group less that of another, in percentage points."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyarrow.compute as pc

from peelian.measures.answer_grid import AnswerGrid, Design, design_of
from peelian.measures.answers import gathered_answers, limits_of_answers
from peelian.measures.block_frame import Label
from peelian.measures.ground import Ground, between
from peelian.measures.limits import Limits
from peelian.measures.measure import Measure
from peelian.measures.members import codes_of, members
from peelian.measures.numbers import Numbers, Slab, Values
from peelian.measures.series import Series
from peelian.measures.setting import Setting, ground_of
from peelian.measures.survey_shares import survey_quotients
from peelian.measures.survey_windows import survey_windows
from peelian.measures.windowed import Windowed
from peelian.measures.windows import YEAR
from peelian.measures.write_quotients import Quotients, write_quotients
from peelian.statistics.survey.difference import SurveyDifference, difference_of
from peelian.statistics.survey.gap import group_gap
from peelian.statistics.survey.share import survey_share

Two = tuple[AnswerGrid, AnswerGrid]


def make_gap(measure: Measure, setting: Setting) -> None:
    """Add the gap between two groups, and the share of either, for every window and area.

    The gap is the share of the first group less that of the second, as a fraction: above 0, the first group
    says yes more often. It has neither numerator nor denominator; its base is everyone of the two groups who
    answered, and the bases of the two stand on their shares, which are told beside it. It is shown and relied
    on where both groups are large enough. The change of the gap from the year before is that of two
    independent samples.

    Parameters
    ----------
    measure
        A measure with `gap`, completed from the measure that it is the gap of.
    setting
        What it is made with; the findings are added to its columns.
    """
    gap = measure.gap
    if gap is None:
        return
    answers = gathered_answers(measure, setting)
    (member,) = members(measure, setting.catalogue)
    for level in measure.areas:
        ground = ground_of(measure, setting, level)
        rows = answers.filter(pc.equal(answers["level"], level))
        if not (ground.areas and ground.months):
            continue
        design = design_of(rows, ground, clustered=bool(measure.cluster))
        groups = [(gap.group, name) for name in gap.between]
        pair = [
            Series(member, level, group, rows.filter(pc.equal(rows["group"], "=".join(group))))
            for group in groups
        ]
        # Everyone, so that the limits are those of the field and not of one of its values.
        limits = limits_of_answers(replace(pair[0], group=(gap.group, "")), setting, ground)
        _write(pair, setting, ground=ground, design=design, limits=limits)


def _write(pair: list[Series], setting: Setting, *, ground: Ground, design: Design, limits: Limits) -> None:
    measure = pair[0].member.measure
    first, second = (AnswerGrid(series.cube, ground, design) for series in pair)
    slab = Slab(first.people + second.people, between(ground.measured), ground.measured, limits.gravity())
    for told in survey_windows(measure, slab, ground):
        numbers = told.series[0]
        gap, quotients = _gap(measure, (first, second), numbers)
        unit = measure.unit or setting.source.counts
        label = _label(pair[0], setting, told, _points(measure, setting))
        _put(told, gap, quotients, setting, label=label, ground=ground, limits=limits)
        for series, grid in zip(pair, (first, second), strict=True):
            known, share = survey_quotients(measure, grid, numbers)
            label = _label(series, setting, told, unit, share="share")
            _put(told, known, share, setting, label=label, ground=ground, limits=limits)


def _gap(measure: Measure, two: Two, numbers: Numbers) -> tuple[Numbers, Quotients]:
    least = measure.least_base
    now, then = _at(two, numbers, back=0), _at(two, numbers, back=YEAR)
    known = ~np.isnan(numbers.value) & (now[1] >= least.to_show)
    earlier = numbers.compared & (then[1] >= least.to_show)
    moved = difference_of(
        now[0].difference - then[0].difference,
        now[0].variance + then[0].variance,
        now[0].degrees + then[0].degrees,
    )
    told = replace(
        numbers,
        value=np.where(known, now[0].difference, np.nan),
        doubtful=known & (numbers.doubtful | (now[1] < least.to_rely_on)),
        comparable=numbers.comparable & earlier,
    )
    nothing = np.full(len(known), np.nan)
    return told, Quotients(
        value=np.where(known, now[0].difference, np.nan),
        lower=np.where(known, now[0].lower, np.nan),
        upper=np.where(known, now[0].upper, np.nan),
        numerator=nothing,
        denominator=nothing,
        base=numbers.value,
        previous=np.where(earlier, then[0].difference, np.nan),
        change=moved.difference,
        change_lower=moved.lower,
        change_upper=moved.upper,
        p=moved.p,
        compared=known & earlier,
        effective=np.where(known, now[2], np.nan),
    )


def _at(two: Two, numbers: Numbers, *, back: int) -> tuple[SurveyDifference, Values, Values]:
    """Return the gap, the people of the smaller group, and the effective bases of both together."""
    sums = [grid.sums(numbers, back=back) for grid in two]
    shares = [survey_share(each) for each in sums]
    gap = group_gap(*sums, cross=two[0].crossed(two[1], numbers, back=back))
    smaller = np.minimum(shares[0].base, shares[1].base).astype(np.float64)
    return gap, smaller, shares[0].base_effective + shares[1].base_effective


def _put(
    told: Windowed,
    numbers: Numbers,
    quotients: Quotients,
    setting: Setting,
    *,
    label: Label,
    ground: Ground,
    limits: Limits,
) -> None:
    write_quotients(
        setting.columns,
        label,
        ground=ground,
        numbers=numbers,
        origin=replace(told, series=(numbers,)).behind(limits),
        quotients=quotients,
        kind="gap" if label.group is None else "share",
        compared_by=".change",
        ranked="not" if label.group is not None or told.method == "span" else "by area",
    )


def _points(measure: Measure, setting: Setting) -> str:
    """Return the unit of a gap, which says of which group which other is taken."""
    gap = measure.gap
    if gap is None:
        return "percentage points"
    chosen = measure.broad.get(gap.group, "")
    field = setting.source.fields[gap.group]
    codes = setting.catalogue.codes[chosen].list if chosen else codes_of(field, setting.catalogue)
    first, second = (codes[name].label for name in gap.between)
    return f"percentage points: {first} less {second}"


def _label(series: Series, setting: Setting, told: Windowed, unit: str, *, share: str = "") -> Label:
    member = series.member
    return Label(
        member.id,
        member.title,
        unit,
        "=".join(series.group or ()) if share else None,
        series.level,
        told.period_kind,
        f"{'survey' if share else 'gap'}.{told.method}",
        setting.code_version,
    )
