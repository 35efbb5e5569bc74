"""The setting: what the measures of one source are made with, and the ground and limits found from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.caveat import Caveat
from peelian.catalogue.source import Source
from peelian.catalogue.vintage import Vintage
from peelian.measures.columns import Columns
from peelian.measures.coverage import coverage_of, pinned_slices
from peelian.measures.cube_store import Cubes
from peelian.measures.ground import Ground, lay_ground
from peelian.measures.limits import Limits
from peelian.measures.measure import Measure
from peelian.measures.neighbours import Neighbours
from peelian.measures.reach import Reach, Used
from peelian.measures.residents import Population
from peelian.measures.trajectory import Trajectory
from peelian.reference.area import Area, AreaLevel

People = Mapping[tuple[str, str], Population]


@dataclass(frozen=True, slots=True)
class Setting:
    """What the measures of one source are made with.

    Parameters
    ----------
    source, vintages
        The source and its published vintages.
    catalogue
        The described sources and code lists.
    areas, neighbours
        The areas of the workspace by code, and what lies in what.
    populations, by_group
        Residents by (level, code), and those of each group of residents.
    automatic
        Caveats found in the data by rule.
    force, code_version
        Code of the force, and the version written on every finding.
    columns
        The findings under construction.
    cubes
        The source's counts, made as they are asked for or kept from earlier builds.
    courses
        Id of a measure -> a trajectory that a plan wants for it; one of the measure's own goes first.
    measures
        The measures that read the source, by id: a gap is made from the answers of one of them.
    limits
        What was looked up already of what touches a ground.
    grounds
        The grounds laid out already.
    answers
        The answers to questions of a survey by measure, in the one order that they are added up in.
    rows, loads
        Opens the current rows of any source on the same engine, and the published vintages of each: for
        measures that read a second source.
    """

    source: Source
    vintages: Sequence[Vintage]
    catalogue: Catalogue
    areas: Mapping[str, Area]
    neighbours: Mapping[str, Neighbours]
    populations: People
    by_group: Mapping[tuple[str, str], People]
    automatic: Sequence[Caveat]
    force: str
    code_version: str
    columns: Columns
    cubes: Cubes
    rows: Callable[[str], AbstractContextManager[Any]]
    loads: Mapping[str, Sequence[Vintage]]
    courses: Mapping[str, Trajectory] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)
    limits: dict[object, Limits] = field(default_factory=dict)
    grounds: dict[object, Ground] = field(default_factory=dict)
    answers: dict[str, pa.Table] = field(default_factory=dict)


def ground_of(measure: Measure, setting: Setting, level: AreaLevel) -> Ground:
    """Return the areas and months that a measure's source speaks for at a level.

    Measures that are dated alike and held to the same slices share one, and what was looked up on it.
    """
    source, when = setting.source, measure.when or setting.source.period
    asked = level, when, frozenset(pinned_slices(measure, source, level=level).items())
    if asked not in setting.grounds:
        presence = setting.cubes.presence(level=level, when=when)
        coverage = coverage_of(measure, source, level=level, vintages=setting.vintages)
        setting.grounds[asked] = lay_ground(coverage, presence, level=level, areas=setting.areas)
    return setting.grounds[asked]


def limits_of(used: Used, setting: Setting, ground: Ground) -> Limits:
    """Return the caveats, breaks and loads behind what is used of the source.

    Most series of a ground are touched by the same caveats and breaks: what is looked up for one serves all.
    """
    reach = Reach(setting.source, used, automatic=setting.automatic, neighbours=setting.neighbours)
    asked = ground.behind, reach.told_apart
    if asked not in setting.limits:
        setting.limits[asked] = Limits(reach, ground, setting.columns)
    return setting.limits[asked]
