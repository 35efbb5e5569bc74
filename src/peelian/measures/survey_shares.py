"""Shares of a survey: weighted, with the interval of the sample's design, for everyone and for groups."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from peelian.measures.answer_grid import AnswerGrid, Design, design_of
from peelian.measures.answers import gathered_answers, limits_of_answers
from peelian.measures.block_frame import Label
from peelian.measures.ground import Ground, between
from peelian.measures.measure import Measure
from peelian.measures.members import Member, members
from peelian.measures.numbers import Numbers, Slab
from peelian.measures.series import Series
from peelian.measures.setting import Setting, ground_of
from peelian.measures.survey_windows import survey_windows
from peelian.measures.windows import YEAR
from peelian.measures.write_quotients import Quotients, write_quotients
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
            rows = answers.filter(pc.equal(answers["level"], level))
            if not (ground.areas and ground.months):
                continue
            design = design_of(rows, ground, clustered=bool(measure.cluster))
            for series in _series(member, rows, level=level):
                _write(series, setting, ground=ground, design=design)


def _series(member: Member, rows: pa.Table, *, level: str) -> Iterator[Series]:
    measure = member.measure
    mine = rows.filter(pc.equal(rows["code"], member.code or ""))
    if not len(mine) and measure.for_each:
        return
    yield Series(member, level, None, mine.filter(pc.is_null(mine["group"])))  # type: ignore[arg-type]
    for field in measure.groups:
        split = mine.filter(pc.starts_with(mine["group"], f"{field}="))
        for group in sorted(pc.unique(split["group"]).to_pylist()):
            value = (field, group.removeprefix(f"{field}="))
            yield Series(member, level, value, split.filter(pc.equal(split["group"], group)))  # type: ignore[arg-type]


def _write(series: Series, setting: Setting, *, ground: Ground, design: Design) -> None:
    member = series.member
    measure = member.measure
    limits = limits_of_answers(series, setting, ground)
    grid = AnswerGrid(series.cube, ground, design)
    slab = Slab(grid.people, between(ground.measured), ground.measured, limits.gravity())
    for told in survey_windows(measure, slab, ground):
        numbers, quotients = survey_quotients(measure, grid, told.series[0])
        label = Label(
            member.id,
            member.title,
            measure.unit or setting.source.counts,
            None if series.group is None else "=".join(series.group),
            series.level,
            told.period_kind,
            f"survey.{told.method}",
            setting.code_version,
        )
        write_quotients(
            setting.columns,
            label,
            ground=ground,
            numbers=numbers,
            origin=replace(told, series=(numbers,)).behind(limits),
            quotients=quotients,
            kind="share",
            compared_by=".change",
            ranked="not" if told.method == "span" else "by area",
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
    now, then = survey_share(grid.sums(numbers)), survey_share(grid.sums(numbers, back=YEAR))
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
