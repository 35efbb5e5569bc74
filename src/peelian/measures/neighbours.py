"""Neighbours: for each area, what it lies in and what lies in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from peelian.reference.area import Area


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Areas above and within one area.

    Parameters
    ----------
    above
        Codes of the areas it lies in.
    within
        Codes of the areas that lie in it.
    """

    above: frozenset[str] = frozenset()
    within: frozenset[str] = frozenset()


def find_neighbours(areas: Mapping[str, Area]) -> dict[str, Neighbours]:
    """Return the neighbours of every area, by code; parents that run in a circle are followed once.

    Parameters
    ----------
    areas
        Areas by code, each with its parent's code.
    """
    above: dict[str, set[str]] = {}
    within: dict[str, set[str]] = {}
    for area in areas.values():
        parent = area.parent
        while parent is not None and parent != area.code and parent not in above.get(area.code, set()):
            above.setdefault(area.code, set()).add(parent)
            within.setdefault(parent, set()).add(area.code)
            parent = areas[parent].parent if parent in areas else None
    return {
        code: Neighbours(frozenset(above.get(code, ())), frozenset(within.get(code, ())))
        for code in above.keys() | within.keys()
    }
