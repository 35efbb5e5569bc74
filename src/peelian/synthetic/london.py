"""Synthetic London as a whole: one seed, one folder of files in the givers' layouts."""

from __future__ import annotations

from pathlib import Path

from peelian.catalogue.catalogue import Catalogue
from peelian.errors import NotFound
from peelian.synthetic.parts import PARTS
from peelian.synthetic.scale import SCALES
from peelian.synthetic.switches import Switches
from peelian.synthetic.truth import Truth
from peelian.synthetic.world import World


def make_world(catalogue: Catalogue, *, scale: str, seed: int, switches: Switches | None = None) -> World:
    """Return a made-up world, of which nothing is written yet.

    Parameters
    ----------
    catalogue
        Names of boroughs and offences come from its crosswalks, so that the files are read like real ones.
    scale
        "tiny", "demo" or "full".
    seed
        Seed of every draw.
    switches
        What is true in this world; the usual world when None.

    Raises
    ------
    NotFound
        If there is no such scale.
    """
    if scale not in SCALES:
        raise NotFound(
            f"scale '{scale}'",
            found="no such scale",
            accepted=", ".join(SCALES),
            next_step="name one of them",
        )
    return World(seed, SCALES[scale], switches or Switches(), catalogue, Truth())


def write_synthetic_london(
    folder: Path,
    catalogue: Catalogue,
    *,
    scale: str,
    seed: int,
    switches: Switches | None = None,
    truth: Path | None = None,
) -> list[Path]:
    """Write every file of a synthetic London, and return their paths.

    The same seed, scale and switches give the same bytes.

    Parameters
    ----------
    folder
        Where to write.
    catalogue
        Names of boroughs and offences come from its crosswalks, so that the files are read like real ones.
    scale
        "tiny", "demo" or "full".
    seed
        Seed of every draw.
    switches
        What is true in this world; the usual world when None.
    truth
        A folder for the table of what was planted, outside `folder` so that it is not loaded; None to keep
        it to oneself.

    Raises
    ------
    NotFound
        If there is no such scale.
    """
    world = make_world(catalogue, scale=scale, seed=seed, switches=switches)
    written = [path for name, part in PARTS.items() for path in part(world, folder / name)]
    if truth is not None:
        world.truth.write(truth)
    return written
