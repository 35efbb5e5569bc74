"""Shares of a survey: weighted, with the interval of the sample's design, for everyone and for groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa

from peelian.measures.answer_grid import AnswerGrid, Design, design_of
from peelian.measures.answers import gathered_answers, limits_of_answers, rows_with
from peelian.measures.ground import Ground
from peelian.measures.measure import Measure
from peelian.measures.members import Member, members
from peelian.measures.numbers import Numbers
from peelian.measures.series import Series
from peelian.measures.setting import Setting, ground_of
from peelian.measures.stacked import Stretches, apart
from peelian.measures.survey_told import Told, in_batches
from peelian.measures.survey_windows import slab_of_answers, survey_windows
from peelian.measures.write_quotients import Quotients
from peelian.measures.write_survey import SurveyWriter
from peelian.reference.area import AreaLevel
from peelian.statistics.survey.difference import independent_difference
from peelian.statistics.survey.share import survey_share


def make_survey_shares(measure: Measure, setting: Setting) -> None:
    """Add the findings of a share of a survey, for every window, area and group.

    The numerator and the denominator are weights; the base is people, and beside it stands how many people
    drawn simply would be as sure. With fewer people than the least base no share is shown, and the base still
    says how many they were.

    Parameters
    ----------
    measure
        A measure with `share_of` and a weight, strata or clusters.
    setting
        What it is made with; the findings are added to its columns.
    """
    answers = gathered_answers(measure, setting)
    for member in members(measure, setting.catalogue):
        for level in measure.areas:
            ground = ground_of(measure, setting, level)
            rows = rows_with(answers, "level", (level,))
            if not (ground.areas and ground.months):
                continue
            design = design_of(rows, ground, clustered=bool(measure.cluster))
            series = tuple(_series(member, rows, level=level))
            cells = len(design.part) * ground.measured.size
            for some in in_batches(range(len(series)), cells=cells):
                _write([series[place] for place in some], setting, ground=ground, design=design)


def _series(member: Member, rows: pa.Table, *, level: AreaLevel) -> Iterator[Series]:
    measure = member.measure
    mine = rows_with(rows, "code", (member.code or "",))
    if not len(mine) and measure.for_each:
        return
    yield Series(member, level, None, rows_with(mine, "group", (None,)))
    named = mine["group"].combine_chunks()
    held = named.dictionary.take(named.indices.unique().drop_null()).to_pylist()
    for field in measure.groups:
        for group in sorted(name for name in held if name.startswith(f"{field}=")):
            value = (field, group.removeprefix(f"{field}="))
            yield Series(member, level, value, rows_with(mine, "group", (group,)))


def _write(some: Sequence[Series], setting: Setting, *, ground: Ground, design: Design) -> None:
    measure = some[0].member.measure
    limits = [limits_of_answers(series, setting, ground) for series in some]
    grid = AnswerGrid([series.cube for series in some], ground, design)
    slab = slab_of_answers(grid.people, ground, gravity=[each.gravity() for each in limits])
    told = [
        Told(window, *survey_quotients(measure, grid, window.series[0]))
        for window in survey_windows(measure, slab, ground)
    ]
    for place, series in enumerate(some):
        writer = SurveyWriter(setting, ground, limits[place])
        group = None if series.group is None else "=".join(series.group)
        for each in told:
            writer.write(
                each.of(place, len(ground.areas)),
                of=series,
                kind="share",
                stem="survey",
                group=group,
                unit=measure.unit or setting.source.counts,
                ranked="by area",
            )


def survey_quotients(measure: Measure, grid: AnswerGrid, numbers: Numbers) -> tuple[Numbers, Quotients]:
    """Return the shares of windows, and the windows with what of them may be told.

    Parameters
    ----------
    measure
        The recipe, with its least base.
    grid, numbers
        The answers, and the windows.
    """
    now, then = apart(survey_share(grid.sums(Stretches.now_and_then(numbers))))
    least = measure.least_base
    known = ~np.isnan(numbers.value) & (now.base >= least.to_show)
    earlier = numbers.compared & (then.base >= least.to_show)
    moved = independent_difference(now, then)
    told = replace(
        numbers,
        value=np.where(known, now.share, np.nan),
        doubtful=known & (numbers.doubtful | (now.base < least.to_rely_on)),
        comparable=numbers.comparable & earlier,
    )
    return told, Quotients(
        value=np.where(known, now.share, np.nan),
        lower=np.where(known, now.lower, np.nan),
        upper=np.where(known, now.upper, np.nan),
        numerator=now.yes,
        denominator=now.weight,
        base=np.where(np.isnan(numbers.value), np.nan, now.base),
        previous=np.where(earlier, then.share, np.nan),
        change=moved.difference,
        change_lower=moved.lower,
        change_upper=moved.upper,
        p=moved.p,
        compared=known & earlier,
        effective=np.where(known, now.base_effective, np.nan),
    )
