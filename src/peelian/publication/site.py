"""The site: every page and file of an edition, written into a folder. The caller swaps folders, so nothing is
half new.
"""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow.compute as pc

from peelian.hands.crew import by_many_hands, hands_here
from peelian.publication.edition import Edition
from peelian.publication.pages.contents import CONTENTS
from peelian.publication.panels.maps import Outlines
from peelian.publication.reader import Reader
from peelian.publication.writer import SiteWriter, only_once
from peelian.publication.written import Written

PAGE_LIMIT = 150_000
"""Most bytes that a page and the style sheet may take together."""

_FEW = 30
"""Pages for which a process of their own is worth its start."""

_CLEANED_EACH = 60
"""Pages after which a process throws away what templates leave in circles: some hundred objects of each, and
to look for them took as long as a page.
"""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class SiteReport:
    """What was written.

    Parameters
    ----------
    pages, files
        HTML pages, and files of data beside them; those under the permanent address are not counted again.
    bytes
        Size of everything together.
    largest
        Path and size of the largest page, with the style sheet counted in.
    too_large
        Pages over `PAGE_LIMIT`.
    seconds
        Time taken.
    """

    pages: int
    files: int
    bytes: int
    largest: tuple[str, int]
    too_large: tuple[str, ...]
    seconds: float


def build_site(
    edition: Edition, folder: Path, *, progress: Progress | None = None, processes: int | None = None
) -> SiteReport:
    """Write the whole site.

    An edition that is a release is written twice: at the plain paths, where a later release will take its
    place, and under "release/ID", where it stays. Files of data have both names and lie on the disk once.

    Parameters
    ----------
    edition
        What is told.
    folder
        Where to write; made if it is not there. What it already holds is left, so hand over an empty one, or
        one with the releases before under "release".
    progress
        Called with the number of pages written and the number in all.
    processes
        How many processes write pages, on systems where they can share what has been read; None for one for
        each core, fewer where there are few pages. The files are the same to the byte with any number.

    Returns
    -------
    SiteReport
        What was written.

    Raises
    ------
    ValueError
        If two pages or two files would have the same path.
    PeelianError
        If a process that writes pages is ended from outside.
    """
    began = time.perf_counter()
    reader = Reader(_truthful(edition))
    outlines = Outlines(reader)
    promises = [promise for kind in CONTENTS for promise in kind(reader, outlines)]
    only_once([promise.path for promise in promises], "page")
    writer = SiteWriter(folder, reader)
    first = [promise for promise in promises if not promise.lists_files]
    rest = [promise for promise in promises if promise.lists_files]

    def done(written: Written) -> None:
        writer.count(written)
        if progress is not None:
            progress(len(writer.sizes), len(promises))

    by_many_hands(
        lambda place: writer.write(first[place].make()),
        len(first),
        hands=max(1, min(hands_here(), len(first) // _FEW)) if processes is None else processes,
        done=done,
        meanwhile=writer.write_whole(),
        cleaned_each=_CLEANED_EACH,
    )
    for promise in rest:
        done(writer.write(promise.make()))
    writer.finish()
    sizes = writer.sizes
    return SiteReport(
        pages=len(promises),
        files=writer.files,
        bytes=writer.bytes,
        largest=max(sizes.items(), key=lambda item: item[1], default=("", 0)),
        too_large=tuple(path for path, size in sizes.items() if size > PAGE_LIMIT),
        seconds=round(time.perf_counter() - began, 1),
    )


def _truthful(edition: Edition) -> Edition:
    """Return the edition with the label that its findings demand, whatever it says of itself."""
    if edition.synthetic or not pc.any(edition.findings["synthetic"]).as_py():
        return edition
    return dataclasses.replace(
        edition, synthetic=True, mixed=not pc.all(edition.findings["synthetic"]).as_py()
    )
