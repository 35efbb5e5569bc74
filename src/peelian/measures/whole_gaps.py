"""Gaps of groups from the whole of a survey, and what detailed groups add to the gaps of broader ones."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from peelian.measures.answer_grid import AnswerGrid, design_of
from peelian.measures.answers import gathered_answers, limits_of_answers, rows_with
from peelian.measures.broad_groups import broad_codes
from peelian.measures.gap_quotients import GapAt, gap_quotients
from peelian.measures.measure import Measure
from peelian.measures.members import codes_of, members
from peelian.measures.numbers import Numbers
from peelian.measures.series import Series
from peelian.measures.setting import Setting, ground_of
from peelian.measures.stacked import Stretches
from peelian.measures.survey_keys import GapOf
from peelian.measures.survey_shares import survey_quotients
from peelian.measures.survey_told import Told, in_batches
from peelian.measures.survey_windows import slab_of_answers, survey_windows
from peelian.measures.write_survey import SurveyWriter
from peelian.statistics.survey.gap import group_gap
from peelian.statistics.survey.gap_part import Nested, gap_part
from peelian.statistics.survey.share import survey_share


@dataclass(frozen=True, slots=True)
class _Group:
    """A group told: its code and label, the codes its people have, and the group it adds to, if any."""

    code: str
    label: str
    codes: tuple[str, ...]
    into: str = ""


def make_whole_gaps(measure: Measure, setting: Setting) -> None:
    """Add the gap of each group from everyone, with the shares of everyone and of each group beside it.

    The gap is the share of the group less that of everyone who answered, as a fraction, and everyone includes
    the group and those whose group is not known. Its base is the group's, which also decides whether it is
    shown and relied on. With `adds to`, a detailed group is told by what it adds to the gap of its broader
    group, and the broader group by its gap.

    Parameters
    ----------
    measure
        A measure with `gap` from the whole, completed from the measure that it is the gap of.
    setting
        What it is made with; the findings are added to its columns.
    """
    gap = measure.gap
    if gap is None:
        return
    answers = gathered_answers(measure, setting)
    (member,) = members(measure, setting.catalogue)
    groups = _groups(measure, gap, setting)
    for level in measure.areas:
        ground = ground_of(measure, setting, level)
        rows = rows_with(answers, "level", (level,))
        if not (ground.areas and ground.months):
            continue
        everyone = Series(member, level, None, rows_with(rows, "group", (None,)))
        limits = limits_of_answers(replace(everyone, group=(gap.group, "")), setting, ground)
        design = design_of(rows, ground, clustered=bool(measure.cluster))
        held = [
            everyone.cube,
            *(rows_with(rows, "group", [f"{gap.group}={code}" for code in group.codes]) for group in groups),
        ]
        sheet = _Sheet(
            SurveyWriter(setting, ground, limits), everyone, groups, AnswerGrid(held, ground, design)
        )
        sheet.write(range(1))
        first = sum(not group.into for group in groups) + 1
        for series in (range(1, first), range(first, len(held))):
            for some in in_batches(series, cells=len(design.part) * ground.measured.size):
                sheet.write(some)


def _groups(measure: Measure, gap: GapOf, setting: Setting) -> tuple[_Group, ...]:
    """Return the groups told; broader ones come before those that add to them."""
    catalogue, chosen = setting.catalogue, measure.broad.get(gap.group, "")
    field = setting.source.fields[gap.group]
    codes = catalogue.codes[chosen].list if chosen else codes_of(field, catalogue)
    if not gap.adds_to:
        return tuple(_Group(name, code.label, (name,)) for name, code in codes.items())
    into, broad = broad_codes(field, catalogue, chosen=gap.adds_to), catalogue.codes[gap.adds_to].list
    held = {name: tuple(code for code in codes if into.get(code) == name) for name in broad}
    return (
        *(_Group(name, broad[name].label, inside) for name, inside in held.items() if inside),
        *(_Group(name, codes[name].label, (name,), into[name]) for name in codes if name in into),
    )


class _Sheet:
    """The gaps of one level of area: everyone and the groups stand one above the other on one grid."""

    def __init__(
        self, writer: SurveyWriter, everyone: Series, groups: tuple[_Group, ...], grid: AnswerGrid
    ) -> None:
        self._writer, self._everyone, self._groups, self._grid = writer, everyone, groups, grid
        self._areas = len(writer.ground.areas)
        place = {group.code: number for number, group in enumerate(groups, 1) if not group.into}
        self._above = np.array([0, *(place.get(group.into, 0) for group in groups)], dtype=np.int64)

    def write(self, some: range) -> None:
        """Write the shares of some series, and their gaps: place 0 is everyone; parts go by themselves."""
        measure, ground, areas = self._everyone.member.measure, self._writer.ground, self._areas
        people = self._grid.people[some.start * areas : some.stop * areas]
        slab = slab_of_answers(people, ground, gravity=[self._writer.limits.gravity()] * len(some))
        told = []
        for window in survey_windows(measure, slab, ground):
            numbers = replace(window.series[0], area=window.series[0].area + some.start * areas)
            share = Told(window, *survey_quotients(measure, self._grid, numbers))
            gap = Told(window, *gap_quotients(measure, self._gaps(numbers), numbers)) if some.start else None
            told.append((share, gap))
        for place in some:
            for share, gap in told:
                self._tell(place, share.of(place, areas), None if gap is None else gap.of(place, areas))

    def _tell(self, place: int, share: Told, gap: Told | None) -> None:
        measure, setting = self._everyone.member.measure, self._writer.setting
        unit = measure.unit or setting.source.counts
        write = partial(self._writer.write, of=self._everyone)
        if gap is None or measure.gap is None:
            write(share, kind="share", stem="survey", group=None, unit=unit, ranked="by area")
            return
        group = self._groups[place - 1]
        name, stem, words = f"{measure.gap.group}={group.code}", "gap_from_whole", group.label
        if group.into:
            above = self._groups[self._above[place] - 1]
            stem, words = "gap_part", f"what {group.label} adds to {above.label}"
        write(share, kind="share", stem="survey", group=name, unit=unit, ranked="not")
        points = f"percentage points: {words} less everyone"
        write(gap, kind="gap", stem=stem, group=name, unit=points, ranked="not")

    def _gaps(self, numbers: Numbers) -> GapAt:
        """Return the gaps of groups from the whole, or what they add to those of the groups above them."""
        grid, windows = self._grid, Stretches.now_and_then(numbers)
        series, wholes = np.divmod(windows.area, self._areas)
        own, whole = grid.sums(windows), grid.sums(windows.at(wholes))
        cross = grid.within(windows, wholes, sums=(own, whole))
        if self._above[series].any():
            broader = self._above[series] * self._areas + wholes
            group, above = grid.sums(windows.at(broader)), windows.at(broader)
            nested = Nested(
                own,
                group,
                whole,
                grid.within(windows, broader, sums=(own, group)),
                cross,
                grid.within(above, wholes, sums=(group, whole)),
            )
            gap = gap_part(nested)
        else:
            gap = group_gap(own, whole, cross=cross)
        share = survey_share(own)
        return GapAt(gap, share.base.astype(np.float64), share.base_effective)
