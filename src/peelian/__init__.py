"""Peelian: police records and surveys turned into published evidence that people can trust.

>>> import peelian as pl
>>> ws = pl.open("my-office")        # doctest: +SKIP
>>> ws.load("inbox/2025-11.zip")     # doctest: +SKIP
>>> ws.build()                       # doctest: +SKIP
>>> ws.findings_table(measures=["recorded_burglary"], as_="polars")  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from peelian.version import __version__

if TYPE_CHECKING:
    from peelian.errors import PeelianError
    from peelian.findings.finding import Finding
    from peelian.workspace.workspace import Workspace

__all__ = ["Finding", "PeelianError", "Workspace", "__version__", "new", "open"]


def open(folder: str) -> Workspace:
    """Open a workspace folder.

    Parameters
    ----------
    folder
        The folder that holds `peelian.yaml`.

    Raises
    ------
    NotFound
        If it is not a workspace.
    """
    from peelian.workspace.workspace import Workspace

    return Workspace.open(folder)


def new(folder: str, *, template: str = "london", place: str | None = None) -> Workspace:
    """Make a workspace folder and open it; see `peelian.workspace.creating.create_workspace`."""
    from pathlib import Path

    from peelian.workspace.creating import create_workspace
    from peelian.workspace.workspace import Workspace

    return Workspace.open(create_workspace(Path(folder), template=template, place=place))


def __getattr__(name: str) -> Any:
    """Import the public names only when they are asked for, so that the command line starts at once."""
    if name == "PeelianError":
        from peelian.errors import PeelianError

        return PeelianError
    if name == "Finding":
        from peelian.findings.finding import Finding

        return Finding
    if name == "Workspace":
        from peelian.workspace.workspace import Workspace

        return Workspace
    raise AttributeError(f"module 'peelian' has no attribute {name!r}")
