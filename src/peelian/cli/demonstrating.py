"""The demo: synthetic London made, loaded and built, in one go."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from peelian.acceptance.matching import Matched
from peelian.errors import FileRefused
from peelian.measures.members import members
from peelian.synthetic.deck import DECK_FIGURES
from peelian.synthetic.furnish import furnish_office, furnish_surveys
from peelian.synthetic.london import make_world, write_synthetic_london
from peelian.synthetic.scale_settings import settings_of_scale
from peelian.warehouse.load import LoadReport
from peelian.workspace.building import BuildReport
from peelian.workspace.creating import create_workspace
from peelian.workspace.definitions import gather_catalogue
from peelian.workspace.workspace import Workspace

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
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / _MARK).write_text(
        f"Everything here is SYNTHETIC: made by peelian demo, seed {seed}.\n", "utf-8"
    )
    office = create_workspace(folder / "office")
    furnish_surveys(office)
    catalogue = gather_catalogue(office)
    defined = Workspace.open(office).measures()
    measures = {member.id for measure in defined for member in members(measure, catalogue)}
    furnish_office(office, make_world(catalogue, scale=scale, seed=seed), measures=measures, scale=scale)
    workspace = Workspace.open(office)
    data = folder / "data"
    write_synthetic_london(data, workspace.catalogue, scale=scale, seed=seed, truth=folder / "truth")
    loaded = workspace.load(data, progress=progress)
    built = workspace.build(progress=progress)
    matched = workspace.match_figures(DECK_FIGURES, circumstance=scale)
    seconds = time.perf_counter() - started
    return Demo(office, loaded, built, matched, seconds, settings_of_scale(scale).says)
