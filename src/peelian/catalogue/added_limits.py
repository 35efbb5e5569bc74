"""Added limits: caveats and breaks that a workspace puts on a source described elsewhere."""

from __future__ import annotations

from pydantic import ValidationError

from peelian.catalogue.caveat import Break, Caveat
from peelian.catalogue.source import Source
from peelian.definitions.model import Definition
from peelian.errors import DefinitionError


class AddedLimits(Definition):
    """Caveats and breaks for a source that is described elsewhere, such as one that ships with the package.

    Parameters
    ----------
    limits
        Name of the source.
    caveats, breaks
        What is added. One with the id of a caveat or break that the source has takes its place.
    """

    limits: str
    caveats: tuple[Caveat, ...] = ()
    breaks: tuple[Break, ...] = ()


def with_added_limits(source: Source, added: AddedLimits, *, place: str) -> Source:
    """Return the source with the caveats and breaks added.

    Parameters
    ----------
    source
        The source as described.
    added
        What to add.
    place
        File and line of `added`, for messages.

    Raises
    ------
    DefinitionError
        If a scope names a field that the source lacks.
    """
    new = {item.id for item in added.caveats} | {item.id for item in added.breaks}
    caveats = [item for item in source.caveats if item.id not in new]
    breaks = [item for item in source.breaks if item.id not in new]
    whole = source.model_dump(by_alias=True)
    whole["caveats"] = [item.model_dump(by_alias=True) for item in (*caveats, *added.caveats)]
    whole["breaks"] = [item.model_dump(by_alias=True) for item in (*breaks, *added.breaks)]
    try:
        return Source.model_validate(whole)
    except ValidationError as problem:
        first = problem.errors()[0]
        raise DefinitionError(
            place,
            found=f"limits that do not fit the source '{source.source}'",
            accepted=first["msg"].removeprefix("Value error, "),
            next_step="name fields of that source (see 'peelian catalogue show')",
        ) from problem
