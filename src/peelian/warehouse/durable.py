"""Writing so that a crash or a power cut leaves either the old file or the new one."""

from __future__ import annotations

import os
from pathlib import Path


def sync_file(path: Path) -> None:
    """Flush a written file to the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Flush the names in a folder to the disk (Windows has no such call, and does it itself)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def replace_file(made: Path, target: Path) -> None:
    """Put a finished file in the place of another in one step."""
    sync_file(made)
    made.replace(target)
    sync_folder(target.parent)
