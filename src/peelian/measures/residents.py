"""Residents: people who live in an area, as one number with what stands behind it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Population:
    """People who live in an area.

    Parameters
    ----------
    residents
        How many.
    year
        The year they were counted in.
    vintages, caveats
        Ids of the loads, and keys of the caveats, that travel to every rate.
    """

    residents: int
    year: int
    vintages: tuple[str, ...]
    caveats: tuple[str, ...]


def add_up(
    populations: Mapping[tuple[str, str], Population], places: Collection[tuple[str, str]]
) -> Population | None:
    """Return the residents of several places together, or None when there is no place or one has no number.

    Parameters
    ----------
    populations
        Residents by (level, code).
    places
        The places to add up.
    """
    if not places or any(place not in populations for place in places):
        return None
    parts = [populations[place] for place in places]
    return replace(parts[0], residents=sum(part.residents for part in parts))
