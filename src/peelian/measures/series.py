"""Series: the counts of one measure for one group at one level of area, and what they use of their source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from peelian.catalogue.source import Source
from peelian.measures.ground import Ground
from peelian.measures.members import Member
from peelian.measures.reach import Used
from peelian.reference.area import AreaLevel


@dataclass(frozen=True, slots=True)
class Series:
    """One measure for one group at one level of area.

    Parameters
    ----------
    member
        The measure.
    level
        Level of the areas.
    group
        Field and value of the group, or None for everyone.
    cube
        Its rows of the cube.
    """

    member: Member
    level: AreaLevel
    group: tuple[str, str] | None
    cube: pa.Table


def series_of(member: Member, cube: pa.Table, *, level: AreaLevel) -> Iterator[Series]:
    """Yield the series of a measure at a level: everyone first, then each value of each group.

    A code of a family that no current row holds has none, nor has a sum of which there is no row: nothing
    was said about it, which is not the same as zero.

    Parameters
    ----------
    member, level
        The measure and the level of area.
    cube
        The cube of its definition.
    """
    measure = member.measure
    here = pc.and_(pc.equal(cube["level"], level), pc.equal(cube["code"], member.code or ""))
    mine = cube.filter(here)
    if not len(mine) and (measure.for_each or measure.adds):
        return
    yield Series(member, level, None, mine.filter(pc.is_null(mine["group"])))
    for field in measure.groups:
        split = mine.filter(pc.starts_with(mine["group"], f"{field}="))
        for group in sorted(pc.unique(split["group"]).to_pylist()):
            value = (field, group.removeprefix(f"{field}="))
            yield Series(member, level, value, split.filter(pc.equal(split["group"], group)))


def used_of(series: Series, source: Source, ground: Ground) -> Used:
    """Return the fields a series uses of its source, and the values it holds them to.

    Parameters
    ----------
    series, source
        The series and the source it reads.
    ground
        The areas it is laid out on.
    """
    measure = series.member.measure
    level = source.areas[series.level]
    names = {measure.when or source.period, measure.adds, measure.for_each, level.code, *level.rows}
    values = {name: frozenset({value}) for name, value in level.rows.items()}
    for condition in measure.where:
        names.add(condition.field)
        if kept := condition.kept_values():
            values[condition.field] = frozenset(_word(value) for value in kept)
    # A row may be counted by any one of these, so none of them holds a field to some values.
    names |= {condition.field for condition in measure.where_any}
    if series.member.code is not None:
        values[measure.for_each] = frozenset({series.member.code})
    if level.code in source.slices:
        # Other areas' files are other slices: what was noticed in them says nothing about these areas.
        values[level.code] = frozenset(ground.rows)
    if series.group is not None:
        names.add(series.group[0])
        if series.group[0] not in measure.broad:
            values[series.group[0]] = frozenset({series.group[1]})
    return Used(frozenset(names - {""}), values)


def _word(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
