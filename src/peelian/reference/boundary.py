"""Boundaries: outlines of areas, for drawing maps."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Boundary:
    """The outline of one area.

    Parameters
    ----------
    code
        Code of the area outlined.
    level
        Level of the area (borough, ward ...).
    rings
        Closed rings as sequences of (x, y); x grows to the east and y to the north, in metres on a flat grid
        (degrees are flattened by the reader before they come here). Holes are separate rings.
    """

    code: str
    level: str
    rings: tuple[tuple[tuple[float, float], ...], ...]
