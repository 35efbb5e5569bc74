"""Revisions of a workspace, found afresh from the vintages that its manifest names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from peelian.catalogue.revision import Revision
from peelian.errors import NotFound
from peelian.warehouse.revisions import find_revisions
from peelian.workspace.selecting import is_month

if TYPE_CHECKING:
    from peelian.workspace.workspace import Workspace


def gather_revisions(
    workspace: Workspace, *, source: str | None = None, month: str | None = None, field: str | None = None
) -> tuple[Revision, ...]:
    """Return what moved between each edition and the one just older than it.

    Parameters
    ----------
    workspace
        The workspace.
    source, month, field
        Only this source, month ("2024-01") or field ("total" for months' totals); None for all.

    Raises
    ------
    NotFound
        If nothing of the source is loaded, the month is not written so, or there is no such field.
    """
    vintages = workspace.vintages()
    sources = workspace.catalogue.sources
    loaded = sorted({vintage.source for vintage in vintages} & set(sources))
    if source is not None and source not in loaded:
        raise _absent("source", source, loaded, found="nothing of it loaded")
    if month is not None and not is_month(month):
        raise _absent("month", month, ["a year and a month, such as 2024-01"], found=f"'{month}'")
    chosen = loaded if source is None else [source]
    fields = sorted({name for each in chosen for name in sources[each].fields})
    if field is not None and field not in ("total", *fields):
        raise _absent("field", field, ["total", *fields], found="no such field")
    return tuple(
        revision
        for name in chosen
        for revision in find_revisions(workspace.store.folder, (), vintages, source=sources[name])
        if (month is None or revision.month.isoformat()[:7] == month)
        and (field is None or revision.field == ("" if field == "total" else field))
    )


def _absent(what: str, name: str, accepted: Sequence[str], *, found: str) -> NotFound:
    return NotFound(
        f"{what} '{name}'",
        found=found,
        accepted=", ".join(accepted) or "nothing: there are no loads",
        next_step=f"name a {what} in this way, or leave it out to see all",
    )
