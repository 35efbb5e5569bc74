"""Planning: the plans of a workspace, with every name found among its measures, areas and sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from peelian.catalogue.catalogue import Catalogue
from peelian.framework.findings import derive_findings
from peelian.framework.plan import Plan
from peelian.framework.read_plans import read_plans
from peelian.framework.surroundings import Surroundings
from peelian.measures.members import members
from peelian.measures.places.area_numbers import Places
from peelian.measures.places.comparisons import Comparisons
from peelian.measures.places.derive import compare_places
from peelian.reference.area import Area
from peelian.reference.period import month_end
from peelian.version import __version__
from peelian.warehouse.session import session
from peelian.workspace.areas import gather_areas
from peelian.workspace.settings import Settings

if TYPE_CHECKING:
    from peelian.workspace.workspace import Workspace

_FOLDER = "plan"


def gather_plans(
    workspace: Workspace,
    *,
    areas: Mapping[str, Area] | None = None,
    withheld: Collection[str] = (),
) -> tuple[Plan, ...]:
    """Read and check every plan of a workspace, the earliest first.

    Parameters
    ----------
    workspace
        The workspace.
    areas
        Its areas where they are known already; left out, they are gathered from what is loaded.
    withheld
        Sources whose figures the disclosure policy keeps back.

    Raises
    ------
    DefinitionError
        If a plan is wrong.
    """
    files = list(_files(workspace.folder))
    if not files:
        return ()
    measures = workspace.measures()
    loaded = {vintage.source for vintage in workspace.vintages()}
    unread = {}
    for name in {measure.source for measure in measures}:
        title = workspace.catalogue.sources[name].title
        if name not in loaded:
            unread[name] = f"The source “{title}” has not been loaded."
        elif name in withheld:
            unread[name] = f"The disclosure policy keeps figures of the source “{title}” back."
    found = _areas(workspace, {measure.source for measure in measures}) if areas is None else areas
    around = Surroundings(
        {member.id: member for measure in measures for member in members(measure, workspace.catalogue)},
        {**_on_the_tiles(workspace.settings, workspace.catalogue), **found},
        unread,
        frozenset(check.check for check in workspace.checks()),
    )
    return read_plans(files, around)


def newest_day(workspace: Workspace) -> dt.date | None:
    """Return the last day of the newest month that any measured source speaks of, or None."""
    read = {measure.source for measure in workspace.measures()}
    months = [each.data_to for each in workspace.vintages() if each.source in read and each.data_to]
    return month_end(max(months)) if months else None


def with_derived(
    table: pa.Table,
    plan: Plan | None,
    *,
    areas: Mapping[str, Area],
    comparisons: Comparisons | None = None,
    places: Places | None = None,
) -> pa.Table:
    """Return findings with those that follow from the plan and from comparisons of areas at their end.

    Parameters
    ----------
    table
        Findings as they are published.
    plan
        The plan, or None.
    areas
        The areas of the workspace by code.
    comparisons, places
        Comparisons of areas, and what is known of the areas; None for none.
    """
    made = [] if plan is None else [derive_findings(table, plan, areas=areas, code_version=__version__)]
    if comparisons is not None and places is not None:
        made.append(compare_places(table, comparisons, places=places, areas=areas, code_version=__version__))
    told = [each for each in made if len(each)]
    return pa.concat_tables([table, *told]).unify_dictionaries() if told else table


def _files(folder: Path) -> Iterator[Path]:
    for ending in ("*.yaml", "*.yml"):
        yield from sorted((folder / _FOLDER).rglob(ending))


def _areas(workspace: Workspace, sources: Collection[str]) -> Mapping[str, Area]:
    if not workspace.vintages():
        return {}
    with session(workspace.store) as connection:
        return gather_areas(
            connection,
            store=workspace.store,
            catalogue=workspace.catalogue,
            settings=workspace.settings,
            sources=sources,
        )


def _on_the_tiles(settings: Settings, catalogue: Catalogue) -> dict[str, Area]:
    """Return the areas on the tile map of the settings that a code list names.

    They are known before anything is loaded, and where files tell of only some of them.
    """
    names = {code: each.label for codes in catalogue.codes.values() for code, each in codes.list.items()}
    level = settings.levels[0] if settings.levels else "borough"
    return {
        code: Area(code, level, names[code], settings.force.code) for code in settings.tiles if code in names
    }
