"""Synthetic London as a whole: one seed, one folder of files in the givers' layouts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from peelian.catalogue.catalogue import Catalogue
from peelian.errors import NotFound
from peelian.hands.crew import by_many_hands, hands_here
from peelian.synthetic.parts import PARTS
from peelian.synthetic.scale import SCALES
from peelian.synthetic.switches import Switches
from peelian.synthetic.truth import Truth
from peelian.synthetic.world import World
from peelian.warehouse.synthetic_digests import digests_of, write_digests

_LONG = ("extracts", "public-attitude-survey", "user-satisfaction-survey")
"""Parts that take longest to write, and are begun first."""


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
    processes: int | None = None,
    meanwhile: Iterable[object] = (),
) -> list[Path]:
    """Write every file of a synthetic London, and return their paths.

    The same seed, scale and switches give the same bytes, by any number of processes. A hidden list of their
    digests beside them keeps them known as made up when they are renamed.

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
    processes
        How many processes write; left out, as many as can work at once.
    meanwhile
        Steps that this process does while others write; they are done to the last in any case.

    Raises
    ------
    NotFound
        If there is no such scale.
    """
    world = make_world(catalogue, scale=scale, seed=seed, switches=switches)
    parts, written = tuple(PARTS.items()), dict[Path, str]()

    def write(place: int) -> tuple[dict[Path, str], Truth]:
        name, part = parts[place]
        alone = replace(world, truth=Truth())
        return digests_of(part(alone, folder / name)), alone.truth

    def gather(made: tuple[dict[Path, str], Truth]) -> None:
        written.update(made[0])
        world.truth.add(made[1])

    longest_first = sorted(range(len(parts)), key=lambda place: parts[place][0] not in _LONG)
    hands = hands_here() if processes is None else processes
    by_many_hands(
        write, len(parts), hands=hands, done=gather, meanwhile=meanwhile, longest_first=longest_first
    )
    write_digests(folder, written)
    if truth is not None:
        world.truth.write(truth)
    return list(written)
