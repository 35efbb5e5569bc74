"""What surrounds a plan: the measures, areas and sources of the workspace that its names must be found in."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from peelian.definitions.located import Located
from peelian.errors import DefinitionError
from peelian.measures.members import Member
from peelian.reference.area import Area

_SHOWN = 12

Position = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a plan is checked against.

    Parameters
    ----------
    measures
        Every single measure by id.
    areas
        Every area known by code. With no area but the force itself, areas of choices are not checked and
        keep the name they are written with: nothing that names areas is loaded yet.
    unread
        Source -> why nothing of it is measured here, as a sentence; sources left out are measured.
    checks
        Names of the checks for gaming.
    """

    measures: Mapping[str, Member]
    areas: Mapping[str, Area] = field(default_factory=dict)
    unread: Mapping[str, str] = field(default_factory=dict)
    checks: frozenset[str] = frozenset()

    def knows_areas(self) -> bool:
        """Say whether any area within the force is known."""
        return any(area.level not in ("force", "region", "country") for area in self.areas.values())

    def member(self, name: str, *, document: Located, at: Position) -> Member:
        """Return a measure by id; raise `DefinitionError` with near names if there is none."""
        if name in self.measures:
            return self.measures[name]
        raise unknown_name(name, self.measures, document=document, at=at, what="measure")

    def area(self, name: str, *, document: Located, at: Position) -> Area:
        """Return an area by code or name, in the widest level that has the name.

        Raises
        ------
        DefinitionError
            If there is none, or several of one level share the name.
        """
        if name in self.areas or not self.knows_areas():
            return self.areas.get(name, Area(name, "borough", name))
        wanted = name.strip().casefold()
        called = {a.code: a for a in self.areas.values() if wanted in (a.name.casefold(), a.code.casefold())}
        levels: dict[str, list[Area]] = {}
        for found in called.values():
            levels.setdefault(found.level, []).append(found)
        for level in ("force", "borough", "neighbourhood", "ward", "lsoa", "elsewhere"):
            if len(levels.get(level, ())) == 1:
                return levels[level][0]
            if level in levels:
                raise DefinitionError(
                    document.where(at),
                    found=f"'{name}', the name of {len(levels[level])} areas",
                    accepted=", ".join(sorted(area.code for area in levels[level])),
                    next_step="write the code of the one that is meant",
                )
        names = [area.name for area in self.areas.values()]
        raise unknown_name(name, names, document=document, at=at, what="area")


def unknown_name(
    name: str, known: Iterable[str], *, document: Located, at: Position, what: str
) -> DefinitionError:
    """Return a `DefinitionError` about a name that is not known, with the nearest that are.

    Parameters
    ----------
    name, known
        The name written and the names there are.
    document, at
        Where it is written.
    what
        What it should be the name of: "measure", "area".
    """
    names = sorted(set(known))
    near = difflib.get_close_matches(name, names, n=3)
    listed = near or names[:_SHOWN]
    more = "" if near or len(names) <= _SHOWN else f" and {len(names) - _SHOWN} more"
    return DefinitionError(
        document.where(at),
        found=f"'{name}', which is no {what} of this workspace",
        accepted=(", ".join(listed) or f"none: there is no {what} here") + more,
        next_step=f"write '{near[0]}'" if near else "use one of those listed, or define it first",
    )
