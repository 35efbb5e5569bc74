"""Keeping: earlier releases stay at their permanent addresses when a new site takes the place of the old."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from peelian.publication.permanent import KEPT


def keep_releases(site: Path, fresh: Path, *, but: str = "") -> tuple[str, ...]:
    """Give a new site every release that the site before it kept.

    Files get a second name and are not written again, so that this costs neither time nor room; where the
    disk cannot do that they are copied. Nothing at `site` changes.

    Parameters
    ----------
    site
        The site as it is now; it need not exist.
    fresh
        The new site, not yet in its place.
    but
        Id of the release that the new site is itself; it is written anew and never taken over.

    Returns
    -------
    tuple of str
        Ids of the releases kept.
    """
    kept = []
    for folder in sorted((site / KEPT).glob("*")):
        if folder.is_dir() and folder.name != but:
            shutil.copytree(folder, fresh / KEPT / folder.name, copy_function=_same)
            kept.append(folder.name)
    return tuple(kept)


def _same(there: str, also: str) -> None:
    try:
        os.link(there, also)
    except OSError:
        shutil.copyfile(there, also)
