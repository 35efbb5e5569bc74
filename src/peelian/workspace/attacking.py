"""Attacking releases: what somebody with a workspace's releases in hand could work out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peelian.disclosure.recoverable import Recoverable, find_recoverable
from peelian.errors import NotFound
from peelian.warehouse.session import session
from peelian.workspace.areas import gather_areas
from peelian.workspace.releasing import register_of
from peelian.workspace.structuring import gather_structure

if TYPE_CHECKING:
    from peelian.workspace.workspace import Workspace


def attack_releases(workspace: Workspace, *, together: bool, narrowest: int = 1) -> tuple[Recoverable, ...]:
    """Attack what was released, and return the hidden counts that could be recovered.

    Parameters
    ----------
    workspace
        Whose releases.
    together
        True for all releases in one hand; False for the newest alone.
    narrowest
        As for `find_recoverable`.

    Raises
    ------
    NotFound
        If nothing was released.
    """
    register = register_of(workspace)
    releases = register.releases()
    if not releases:
        raise NotFound(
            "releases",
            found="none in this workspace",
            accepted="a workspace that was built",
            next_step="run 'peelian build'",
        )
    told = [register.told(release) for release in (releases if together else releases[-1:])]
    measures = workspace.measures()
    with session(workspace.store) as connection:
        areas = gather_areas(
            connection,
            store=workspace.store,
            catalogue=workspace.catalogue,
            settings=workspace.settings,
            sources={measure.source for measure in measures},
        )
    structure = gather_structure(measures, workspace.catalogue, areas=areas)
    return find_recoverable(told, structure, narrowest=narrowest)
