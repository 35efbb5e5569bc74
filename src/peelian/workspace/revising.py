"""Revisions of a workspace, found afresh from the vintages that its manifest names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peelian.catalogue.revision import Revision
from peelian.warehouse.revisions import find_revisions

if TYPE_CHECKING:
    from peelian.workspace.workspace import Workspace


def gather_revisions(workspace: Workspace) -> tuple[Revision, ...]:
    """Return what moved between each edition and the one just older than it, for every source."""
    vintages = workspace.vintages()
    named = sorted({vintage.source for vintage in vintages} & set(workspace.catalogue.sources))
    return tuple(
        revision
        for name in named
        for revision in find_revisions(
            workspace.store.folder, (), vintages, source=workspace.catalogue.sources[name]
        )
    )
