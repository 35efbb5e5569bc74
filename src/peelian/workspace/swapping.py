"""Swapping a finished folder into place, so that readers see the old one or the new one."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def swapped_in(folder: Path) -> Iterator[Path]:
    """Give a new folder to fill; when the block ends well, it takes the place of `folder`.

    Nothing at `folder` changes if the block fails. A command killed between the two renames leaves the old
    folder beside the new one under a name that `mend_swap` knows.

    Parameters
    ----------
    folder
        The folder to replace; it need not exist.
    """
    mend_swap(folder)
    fresh = folder.with_name(f".{folder.name}.new-{uuid.uuid4().hex[:8]}")
    fresh.mkdir(parents=True)
    try:
        yield fresh
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    previous = folder.with_name(f".{folder.name}.previous")
    if folder.exists():
        folder.replace(previous)
    fresh.replace(folder)
    shutil.rmtree(previous, ignore_errors=True)


def mend_swap(folder: Path) -> None:
    """Put back the old folder if a command was killed between the two renames, and sweep what it left.

    Parameters
    ----------
    folder
        The folder that should be there.
    """
    previous = folder.with_name(f".{folder.name}.previous")
    if previous.exists():
        if folder.exists():
            shutil.rmtree(previous, ignore_errors=True)
        else:
            previous.replace(folder)
    if folder.parent.is_dir():
        for left in folder.parent.glob(f".{folder.name}.new-*"):
            shutil.rmtree(left, ignore_errors=True)
