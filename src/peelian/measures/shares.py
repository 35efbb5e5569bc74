"""Shares: the part of a measure's base that it counts, such as searches in which nothing was found."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from peelian.measures.block_frame import Label
from peelian.measures.broad_groups import gather_broad
from peelian.measures.cube_parts import CubeParts
from peelian.measures.ground import Ground
from peelian.measures.measure import Measure
from peelian.measures.members import Member, members
from peelian.measures.reach import Used
from peelian.measures.series import Series, series_of, used_of
from peelian.measures.setting import Setting, ground_of, limits_of
from peelian.measures.share_quotients import shares_in_windows
from peelian.measures.slabs import slab_of
from peelian.measures.windowed import in_windows
from peelian.measures.windows import Counts, fill_grid
from peelian.measures.write_quotients import write_quotients


def make_shares(measure: Measure, setting: Setting) -> None:
    """Add the findings of a share: months, rolling years, and the stretch loaded where it is under a year.

    What is told over several months together is told over the newest of them alone.

    A row is counted above the line when it meets the conditions of the base and those of the measure. Where
    the base is 0 there is no share: not measured.

    Parameters
    ----------
    measure
        A measure with `share_of`.
    setting
        What it is made with; the findings are added to its columns.
    """
    base = measure.model_copy(update={"where": measure.share_of, "where_any": (), "share_of": None})
    part = measure.model_copy(update={"where": (*(measure.share_of or ()), *measure.where), "share_of": None})
    below, above = (
        CubeParts(
            gather_broad(
                setting.cubes.of(each),
                each,
                source=setting.source,
                catalogue=setting.catalogue,
            )
        )
        for each in (base, part)
    )
    for member in members(measure, setting.catalogue):
        for level in measure.areas:
            ground = ground_of(base, setting, level)
            if not (ground.areas and ground.months):
                continue
            held = series_of(replace(member, measure=part), above.of(level, member.code), level=level)
            parts = {one.group: one.cube for one in held}
            mine = below.of(level, member.code)
            for series in series_of(replace(member, measure=base), mine, level=level):
                counts = np.zeros((len(ground.areas), len(ground.months)), dtype=np.int64)
                if series.group in parts:
                    counts = fill_grid(
                        parts[series.group],
                        areas=ground.rows,
                        months=ground.months,
                        height=len(ground.areas),
                    )
                _write(series, member, setting, ground=ground, counts=counts)


def _write(series: Series, member: Member, setting: Setting, *, ground: Ground, counts: Counts) -> None:
    measure = member.measure
    used = used_of(series, setting.source, ground)
    named = frozenset(each.field for each in (*measure.where, *measure.where_any))
    limits = limits_of(Used(used.fields | named, used.values), setting, ground)
    forms = tuple(in_windows(slab_of(series, ground, limits), counts, together=measure.months_together))
    for told, quotients in zip(forms, shares_in_windows(forms), strict=True):
        label = Label(
            member.id,
            member.title,
            measure.unit or setting.source.counts,
            None if series.group is None else "=".join(series.group),
            series.level,
            told.period_kind,
            f"share.{told.method}",
            setting.code_version,
        )
        write_quotients(
            setting.columns,
            label,
            ground=ground,
            numbers=told.series[0],
            origin=told.behind(limits),
            quotients=quotients,
            kind="share",
            compared_by=".newcombe",
            # Stretches of areas may differ in length.
            ranked="not" if told.method in ("span", "together") else "by area",
        )
