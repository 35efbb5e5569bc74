"""Outlines: boundaries made small enough for a page, with neighbours still meeting.

Every corner is moved to the nearest point of one grid, so a border shared by two areas stays the same border.
The grid is made coarser until the whole drawing fits its budget.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from peelian.reference.boundary import Boundary

_Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Outline:
    """The outlines of one map.

    Parameters
    ----------
    width, height
        Size of the drawing in its own units.
    paths
        SVG path of each area by code.
    centres
        Centre of each area by code, as shares (0 to 1) of width and height.
    """

    width: int
    height: int
    paths: dict[str, str]
    centres: dict[str, tuple[float, float]]


def draw_outlines(boundaries: Sequence[Boundary], *, budget: int = 24_000, width: int = 1000) -> Outline:
    """Return outlines of areas within a budget of characters.

    Parameters
    ----------
    boundaries
        The areas of one map; x grows to the east and y to the north.
    budget
        Most characters that all paths together may take, met as long as a grid of 60 units is not too coarse.
    width
        Units that the drawing is wide to begin with.
    """
    points = [point for boundary in boundaries for ring in boundary.rings for point in ring]
    if not points:
        return Outline(1, 1, {}, {})
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    span = max(east - west, (north - south) * 0.6) or 1.0
    while True:
        unit = span / width
        rings = {b.code: [_snap(ring, west, north, unit) for ring in b.rings] for b in boundaries}
        paths = {
            code: "".join(_path(ring) for ring in found if len(ring) > 2) for code, found in rings.items()
        }
        if sum(map(len, paths.values())) <= budget or width <= 60:
            break
        width = int(width * 0.8)
    wide, high = max(1, round((east - west) / unit)), max(1, round((north - south) / unit))
    centres = {code: _centre(found, wide, high) for code, found in rings.items() if any(found)}
    return Outline(wide, high, paths, centres)


def _snap(ring: Sequence[tuple[float, float]], west: float, north: float, unit: float) -> list[_Point]:
    """Move corners to the grid and leave out those that then repeat or lie on a straight line."""
    out: list[_Point] = []
    for x, y in ring:
        here = (round((x - west) / unit), round((north - y) / unit))
        if out and here == out[-1]:
            continue
        if len(out) > 1 and _straight(out[-2], out[-1], here):
            out[-1] = here
            continue
        out.append(here)
    if len(out) > 1 and out[0] == out[-1]:
        out.pop()
    return out if len(out) > 2 else []


def _straight(a: _Point, b: _Point, c: _Point) -> bool:
    cross = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    along = (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1])
    return cross == 0 and along >= 0


def _path(ring: Sequence[_Point]) -> str:
    out, here = f"M{ring[0][0]} {ring[0][1]}l", ring[0]
    steps = []
    for point in ring[1:]:
        steps.append(f"{point[0] - here[0]} {point[1] - here[1]}")
        here = point
    return out + " ".join(steps).replace(" -", "-") + "z"


def _centre(rings: Sequence[Sequence[_Point]], wide: int, high: int) -> tuple[float, float]:
    """Return the centre of the largest ring, by area."""
    best, size, centre = -1.0, 0.0, (0.5, 0.5)
    for ring in rings:
        if len(ring) < 3:
            continue
        twice = x = y = 0.0
        for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
            cross = ax * by - bx * ay
            twice, x, y = twice + cross, x + (ax + bx) * cross, y + (ay + by) * cross
        size = abs(twice)
        if size > best and twice:
            best, centre = size, (x / (3 * twice) / wide, y / (3 * twice) / high)
    return centre
