"""Gaps of groups from the whole of a survey, and what detailed groups add to the gaps of broader ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from peelian.measures.answer_grid import AnswerGrid, Design, design_of
from peelian.measures.answers import gathered_answers, limits_of_answers
from peelian.measures.broad_groups import broad_codes
from peelian.measures.gap_quotients import GapAt, gap_quotients
from peelian.measures.ground import between
from peelian.measures.measure import Measure
from peelian.measures.members import codes_of, members
from peelian.measures.numbers import Numbers, Slab
from peelian.measures.series import Series
from peelian.measures.setting import Setting, ground_of
from peelian.measures.survey_keys import GapOf
from peelian.measures.survey_shares import survey_quotients
from peelian.measures.survey_windows import survey_windows
from peelian.measures.write_gap import GapWriter
from peelian.statistics.survey.gap import group_gap
from peelian.statistics.survey.gap_part import Nested, gap_part
from peelian.statistics.survey.share import survey_share

_GapOf = tuple[str, str, Callable[[Numbers, int], GapAt]]


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
        rows = answers.filter(pc.equal(answers["level"], level))
        if not (ground.areas and ground.months):
            continue
        everyone = Series(member, level, None, rows.filter(pc.is_null(rows["group"])))
        limits = limits_of_answers(replace(everyone, group=(gap.group, "")), setting, ground)
        design = design_of(rows, ground, clustered=bool(measure.cluster))
        _Sheet(GapWriter(setting, ground, limits), everyone, design).write(rows, gap.group, groups)


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
    """The gaps of one level of area."""

    def __init__(self, writer: GapWriter, everyone: Series, design: Design) -> None:
        self._writer, self._everyone, self._design = writer, everyone, design
        self._measure = everyone.member.measure
        self._whole = AnswerGrid(everyone.cube, writer.ground, design)

    def write(self, rows: pa.Table, field: str, groups: tuple[_Group, ...]) -> None:
        self._write(self._whole, None)
        found: dict[str, tuple[_Group, AnswerGrid]] = {}
        for group in groups:
            names = pa.array([f"{field}={code}" for code in group.codes], pa.string())
            grid = AnswerGrid(rows.filter(pc.is_in(rows["group"], names)), self._writer.ground, self._design)
            found[group.code] = group, grid
            stem, words = "gap_from_whole", f"{group.label} less everyone"
            if group.into:
                above = found[group.into][0]
                stem, words = "gap_part", f"what {group.label} adds to {above.label} less everyone"
            at = partial(self._at, grid, found[group.into][1] if group.into else None)
            self._write(grid, f"{field}={group.code}", (stem, f"percentage points: {words}", at))

    def _write(
        self,
        grid: AnswerGrid,
        group: str | None,
        gap: _GapOf | None = None,
    ) -> None:
        """Write the share of a group, or of everyone, and its gap, if any: method, unit and numbers."""
        measure, ground = self._measure, self._writer.ground
        slab = Slab(grid.people, between(ground.measured), ground.measured, self._writer.limits.gravity())
        asked = measure.unit or self._writer.setting.source.counts
        for told in survey_windows(measure, slab, ground):
            numbers = told.series[0]
            if not len(numbers.area):
                continue
            write = partial(self._writer.write, told, of=self._everyone, group=group)
            known, share = survey_quotients(measure, grid, numbers)
            write(known, share, kind="share", stem="survey", unit=asked)
            if gap is not None:
                stem, unit, at = gap
                known, apart = gap_quotients(measure, partial(at, numbers), numbers)
                write(known, apart, kind="gap", stem=stem, unit=unit)

    def _at(self, grid: AnswerGrid, above: AnswerGrid | None, numbers: Numbers, back: int) -> GapAt:
        """Return the gap of a group from the whole, or what it adds to that of the group above."""
        own, whole = grid.sums(numbers, back=back), self._whole.sums(numbers, back=back)
        share = survey_share(own)
        cross = grid.within(self._whole, numbers, back=back, own=own, inside=whole.inside)
        if above is None:
            gap = group_gap(own, whole, cross=cross)
        else:
            group = above.sums(numbers, back=back)
            nested = Nested(
                own,
                group,
                whole,
                grid.within(above, numbers, back=back, own=own, inside=group.inside),
                cross,
                above.within(self._whole, numbers, back=back, own=group, inside=whole.inside),
            )
            gap = gap_part(nested)
        return GapAt(gap, share.base.astype(np.float64), share.base_effective)
