"""Readying: what loading and building would begin with, done by a process that waits for others anyway."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from peelian.workspace.workspace import Workspace

_NEEDED = ("peelian.workspace.loading", "openpyxl", "peelian.workspace.building")
"""Modules of either command; workbooks are read by several processes, each of which would load its own."""


def made_ready(workspace: Workspace) -> Iterator[None]:
    """Read the definitions of a workspace and load the modules that read and tell its files, step by step.

    Nothing depends on it: what is not ready is read when it is asked for.
    """
    workspace.measures()
    yield
    for needed in _NEEDED:
        import_module(needed)
        yield
    workspace.checks()
    workspace.comparisons()
    _ = workspace.constructs
    yield
    from peelian.publication.render import page_templates

    page_templates()
    yield
