"""Putting aside what a folder held while it is made anew."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_ASIDE = ".earlier"


@contextmanager
def put_aside(folder: Path, *, but: str) -> Iterator[None]:
    """Empty a folder for the block, and throw away what it held when it ends, well or not.

    In this order since some file systems are slow to make files for minutes after thousands were deleted.
    What a command that was killed had put aside is thrown away too.

    Parameters
    ----------
    folder
        The folder; it is made if it does not exist.
    but
        Name of what stays where it is.
    """
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / _ASIDE
    if aside.is_dir() and not aside.is_symlink():
        shutil.rmtree(aside, ignore_errors=True)
    else:
        aside.unlink(missing_ok=True)
    earlier = [each for each in folder.iterdir() if each.name != but]
    aside.mkdir()
    for each in earlier:
        each.replace(aside / each.name)
    try:
        yield
    finally:
        shutil.rmtree(aside, ignore_errors=True)
