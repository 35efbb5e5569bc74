"""Files whose names are nearly the one that was written."""

from __future__ import annotations

import difflib
from pathlib import Path


def files_near(path: Path) -> tuple[str, ...]:
    """Return up to three files with a like name, as the path would have to be written for them.

    Parameters
    ----------
    path
        A path at which there is no file. In a folder that is not there, nothing is near.
    """
    try:
        names = {each.name.casefold(): each.name for each in path.parent.iterdir() if each.is_file()}
    except OSError:
        return ()
    near = difflib.get_close_matches(path.name.casefold(), list(names), n=3)
    return tuple(str(path.with_name(names[each])) for each in near)
