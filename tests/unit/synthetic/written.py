"""Parts of synthetic London written to a folder and read back as text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polars as pl

from peelian.synthetic.scale import SCALES
from peelian.synthetic.switches import Switches
from peelian.synthetic.truth import Truth
from peelian.synthetic.world import World
from peelian.workspace.definitions import gather_catalogue

CATALOGUE = gather_catalogue(None)
SEEDS = (1, 7, 2026)


def world_of(seed: int, *, scale: str = "tiny", switches: Switches | None = None, **sizes: int) -> World:
    return World(seed, replace(SCALES[scale], **sizes), switches or Switches(), CATALOGUE, Truth())


def read_text(path: Path) -> pl.DataFrame:
    """Return a file with every cell as text and empty cells as null."""
    return pl.read_csv(path, infer_schema=False)


def written(part: Callable[[World, Path], list[Path]], world: World, folder: Path) -> pl.DataFrame:
    """Return the one file that a part writes."""
    (path,) = part(world, folder)
    assert path.name.startswith("SYNTHETIC-")
    return read_text(path)
