"""The demo: synthetic London made, loaded and built, in one go."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from peelian.cli.put_aside import put_aside
from peelian.errors import FileRefused
from peelian.measures.members import members
from peelian.synthetic.deck import DECK_FIGURES
from peelian.synthetic.furnish import furnish_definitions, furnish_plan
from peelian.synthetic.london import make_world, write_synthetic_london
from peelian.synthetic.scale_settings import settings_of_scale
from peelian.workspace.creating import create_workspace
from peelian.workspace.readying import made_ready
from peelian.workspace.workspace import Workspace

if TYPE_CHECKING:
    from peelian.acceptance.matching import Matched
    from peelian.synthetic.world import World
    from peelian.warehouse.load import LoadReport
    from peelian.workspace.building import BuildReport

_MARK = "SYNTHETIC.txt"


@dataclass(frozen=True, slots=True)
class Demo:
    """What a demo made.

    Parameters
    ----------
    workspace
        The folder of the demo's workspace.
    load, build
        What the load and the build reported.
    matched
        The figures of the founding deck, and what the findings give for each.
    seconds
        Wall time from the first file made to the last page written.
    left_out
        What the settings leave out at this scale and how to have it; "" where nothing is.
    """

    workspace: Path
    load: LoadReport
    build: BuildReport
    matched: tuple[Matched, ...]
    seconds: float
    left_out: str


def make_demo(
    folder: Path, *, scale: str, seed: int, progress: Callable[[str, int, int], None] | None = None
) -> Demo:
    """Make the demo in a folder, replacing an earlier demo there and nothing else.

    Raises
    ------
    FileRefused
        If the folder holds something that is not a demo.
    """
    started = time.perf_counter()
    if folder.exists() and any(folder.iterdir()) and not (folder / _MARK).is_file():
        raise FileRefused(
            str(folder),
            found="something that is not a demo",
            accepted="a new folder, an empty one, or an earlier demo",
            next_step="choose another with --dir; nothing was changed",
        )
    # Before all else: what a killed command leaves is known as a demo, and can be made again.
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _MARK).write_text(
        f"Everything here is SYNTHETIC: made by peelian demo, seed {seed}.\n", "utf-8"
    )
    with put_aside(folder, but=_MARK):
        office = create_workspace(folder / "office")
        furnish_definitions(office, scale=scale)
        workspace = Workspace.open(office)
        world = make_world(workspace.catalogue, scale=scale, seed=seed)
        data = folder / "data"
        write_synthetic_london(
            data,
            workspace.catalogue,
            scale=scale,
            seed=seed,
            truth=folder / "truth",
            meanwhile=_meanwhile(workspace, world),
        )
        loaded = workspace.load(data, progress=progress)
        built = workspace.build(progress=progress)
        matched = workspace.match_figures(DECK_FIGURES, circumstance=scale)
        seconds = time.perf_counter() - started
        return Demo(office, loaded, built, matched, seconds, settings_of_scale(scale).says)


def _meanwhile(workspace: Workspace, world: World) -> Iterator[None]:
    """Write the plan, and get ready for what comes next, while others write the files."""
    defined = workspace.measures()
    measures = {member.id for measure in defined for member in members(measure, workspace.catalogue)}
    furnish_plan(workspace.folder, world, measures=measures)
    yield
    yield from made_ready(workspace)
