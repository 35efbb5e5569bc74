"""The performance page of the synthetic office: its tiles, of the measures that the workspace defines."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

from peelian.definitions.plain import read_plain

_WRITTEN = Path(__file__).parent / "office" / "performance.yaml"
_OF_THE_PLAN = "chosen_priorities_"


def office_performance(measures: Collection[str]) -> dict[str, Any]:
    """Return the page as a plan writes it.

    A measure that the workspace does not define is left out of its tile, and a tile without any is told as
    not measured.

    Parameters
    ----------
    measures
        Ids of the measures that the workspace defines.
    """
    page: dict[str, Any] = read_plain(_WRITTEN)
    for lens in page["lenses"]:
        lens["tiles"] = [_known(tile, measures) for tile in lens["tiles"]]
    return page


def _known(tile: dict[str, Any], measures: Collection[str]) -> dict[str, Any]:
    if "of" not in tile:
        return tile
    of = tile["of"] if isinstance(tile["of"], list) else [tile["of"]]
    kept = [part for part in of if _name(part) in measures or _name(part).startswith(_OF_THE_PLAN)]
    if kept:
        return {**tile, "of": kept}
    return {key: tile[key] for key in ("tile", "title")} | {
        "not measured": "No measure of it is defined here."
    }


def _name(part: Any) -> str:
    return part if isinstance(part, str) else str(part["measure"])
