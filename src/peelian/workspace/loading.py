"""Loading files into a workspace: the recogniser of the providers meets the load of the warehouse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.glimpse import Glimpse
from peelian.catalogue.recognised import Recognised
from peelian.hands.crew import hands_here
from peelian.providers.recognise import recognise
from peelian.warehouse.load import LoadReport, load_files
from peelian.warehouse.store import Store

Progress = Callable[[str, int, int], None]


def load_into(
    store: Store,
    paths: Sequence[Path],
    *,
    catalogue: Catalogue,
    synthetic: bool,
    progress: Progress | None = None,
    processes: int | None = None,
) -> LoadReport:
    """Load files and folders; every file is accounted for in the report.

    Parameters
    ----------
    store
        The store of the workspace.
    paths
        Files, archives and folders.
    synthetic
        True marks every vintage as synthetic, for good.
    progress
        Called with (file, done, total) as files are finished.
    processes
        How many processes read files, where the system can fork; None for one for each core.
    """

    def by_content(glimpses: tuple[Glimpse, ...], file: str) -> tuple[Recognised, ...]:
        return recognise(glimpses, file, layouts=catalogue.layouts)

    return load_files(
        store,
        paths,
        catalogue=catalogue,
        recognise=by_content,
        synthetic=synthetic,
        progress=progress,
        processes=hands_here() if processes is None else processes,
    )
