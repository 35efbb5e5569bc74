"""Residents for rates: those of every area, and those of each group that some measure divides by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from peelian.catalogue.vintage import Vintage
from peelian.measures.group_residents import ByGroup, People, Rows, gather_group_residents
from peelian.measures.measure import Measure
from peelian.measures.population import gather_populations
from peelian.reference.area import Area

if TYPE_CHECKING:
    from peelian.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Residents:
    """Who counts are divided by.

    Parameters
    ----------
    everyone
        Residents by (level, code).
    by_group
        (Field, group) -> residents by (level, code).
    """

    everyone: People
    by_group: ByGroup


def gather_residents(
    workspace: Workspace,
    rows: Rows,
    *,
    measures: Sequence[Measure],
    vintages: Mapping[str, Sequence[Vintage]],
    areas: Mapping[str, Area],
) -> Residents:
    """Return the residents that the rates of some measures need.

    Parameters
    ----------
    workspace
        Its settings may name the boroughs of the force.
    rows, vintages, areas
        As for `gather_populations`.
    measures
        The measures that are made.
    """
    catalogue, boroughs = workspace.catalogue, workspace.settings.force.boroughs
    return Residents(
        gather_populations(rows, catalogue=catalogue, vintages=vintages, areas=areas, boroughs=boroughs),
        gather_group_residents(
            rows,
            wanted={each.residents for measure in measures if measure.per for each in measure.per.groups},
            catalogue=catalogue,
            vintages=vintages,
            areas=areas,
            boroughs=boroughs,
        ),
    )
