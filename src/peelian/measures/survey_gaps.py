"""Gaps of a survey: the weighted share of one group less that of another, in percentage points."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from peelian.measures.answer_grid import AnswerGrid, Design, design_of
from peelian.measures.answers import gathered_answers, limits_of_answers, rows_with
from peelian.measures.gap_quotients import GapAt, gap_quotients
from peelian.measures.measure import Measure
from peelian.measures.members import codes_of, members
from peelian.measures.numbers import Numbers
from peelian.measures.series import Series
from peelian.measures.setting import Setting, ground_of
from peelian.measures.stacked import Stretches
from peelian.measures.survey_shares import survey_quotients
from peelian.measures.survey_told import Told
from peelian.measures.survey_windows import slab_of_answers, survey_windows
from peelian.measures.whole_gaps import make_whole_gaps
from peelian.measures.write_survey import SurveyWriter
from peelian.statistics.survey.gap import group_gap
from peelian.statistics.survey.share import survey_share


def make_gap(measure: Measure, setting: Setting) -> None:
    """Add the gap between two groups, and the share of either, for every window and area.

    The gap is the share of the first group less that of the second, as a fraction: above 0, the first group
    says yes more often. It has neither numerator nor denominator; its base is everyone of the two groups who
    answered, and the bases of the two stand on their shares, which are told beside it. It is shown and relied
    on where both groups are large enough. The change of the gap from the year before is that of two
    independent samples. Gaps from the whole are made by `make_whole_gaps`.

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
    if gap.between is None:
        make_whole_gaps(measure, setting)
        return
    answers = gathered_answers(measure, setting)
    (member,) = members(measure, setting.catalogue)
    for level in measure.areas:
        ground = ground_of(measure, setting, level)
        rows = rows_with(answers, "level", (level,))
        if not (ground.areas and ground.months):
            continue
        design = design_of(rows, ground, clustered=bool(measure.cluster))
        groups = [(gap.group, name) for name in gap.between]
        pair = [
            Series(member, level, group, rows_with(rows, "group", ("=".join(group),))) for group in groups
        ]
        # Everyone, so that the limits are those of the field and not of one of its values.
        limits = limits_of_answers(replace(pair[0], group=(gap.group, "")), setting, ground)
        _write(pair, SurveyWriter(setting, ground, limits), design=design)


def _write(pair: list[Series], writer: SurveyWriter, *, design: Design) -> None:
    measure, setting, ground = pair[0].member.measure, writer.setting, writer.ground
    grid, areas = AnswerGrid([series.cube for series in pair], ground, design), len(ground.areas)
    people = grid.people[:areas] + grid.people[areas:]
    slab = slab_of_answers(people, ground, gravity=[writer.limits.gravity()])
    points, unit = _points(measure, setting), measure.unit or setting.source.counts
    for window in survey_windows(measure, slab, ground):
        numbers = window.series[0]
        gap = Told(window, *gap_quotients(measure, _gaps(grid, numbers, areas=areas), numbers))
        writer.write(gap, of=pair[0], kind="gap", stem="gap", group=None, unit=points, ranked="by area")
        for place, series in enumerate(pair):
            stacked = replace(numbers, area=numbers.area + place * areas)
            share = Told(window, *survey_quotients(measure, grid, stacked)).of(place, areas)
            group = "=".join(series.group or ())
            writer.write(share, of=series, kind="share", stem="survey", group=group, unit=unit, ranked="not")


def _gaps(grid: AnswerGrid, numbers: Numbers, *, areas: int) -> GapAt:
    """Return the gap, the people of the smaller group, and the effective bases of both together."""
    windows = Stretches.now_and_then(numbers)
    others = windows.area + areas
    sums = grid.sums(windows), grid.sums(windows.at(others))
    one, other = (survey_share(each) for each in sums)
    gap = group_gap(*sums, cross=grid.crossed(windows, others, sums=sums))
    smaller = np.minimum(one.base, other.base).astype(np.float64)
    return GapAt(gap, smaller, one.base_effective + other.base_effective)


def _points(measure: Measure, setting: Setting) -> str:
    """Return the unit of a gap, which says of which group which other is taken."""
    gap = measure.gap
    if gap is None or gap.between is None:
        return "percentage points"
    chosen = measure.broad.get(gap.group, "")
    field = setting.source.fields[gap.group]
    codes = setting.catalogue.codes[chosen].list if chosen else codes_of(field, setting.catalogue)
    first, second = (codes[name].label for name in gap.between)
    return f"percentage points: {first} less {second}"
