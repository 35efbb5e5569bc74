"""The site: every page and file of an edition, written into a folder. The caller swaps folders, so nothing is
half new.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from peelian.publication.edition import Edition
from peelian.publication.page import Page, Promise
from peelian.publication.pages.contents import CONTENTS
from peelian.publication.panels.maps import Outlines
from peelian.publication.reader import Reader
from peelian.publication.render import Renderer

PAGE_LIMIT = 150_000
"""Most bytes that a page and the style sheet may take together."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class SiteReport:
    """What was written.

    Parameters
    ----------
    pages, files
        HTML pages, and files of data beside them.
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


def build_site(edition: Edition, folder: Path, *, progress: Progress | None = None) -> SiteReport:
    """Write the whole site.

    Parameters
    ----------
    edition
        What is told.
    folder
        Where to write; made if it is not there. What it already holds is left, so hand over an empty one.
    progress
        Called with the number of pages written and the number in all.

    Returns
    -------
    SiteReport
        What was written.

    Raises
    ------
    ValueError
        If two pages or two files would have the same path.
    """
    began = time.perf_counter()
    reader = Reader(edition)
    outlines = Outlines(reader)
    promises = [promise for kind in CONTENTS for promise in kind(reader, outlines)]
    _only_once([promise.path for promise in promises], "page")
    writer = _Writer(folder, Renderer(reader))
    for done, promise in enumerate(promises, start=1):
        writer.write(promise.make())
        if progress is not None:
            progress(done, len(promises))
    return writer.report(promises, time.perf_counter() - began)


class _Writer:
    """Writes pages and the files of their panels, and keeps count."""

    def __init__(self, folder: Path, renderer: Renderer) -> None:
        self._folder, self._renderer = folder, renderer
        self._files: set[str] = set()
        self._sizes: dict[str, int] = {}
        self._bytes = 0
        (folder / "data").mkdir(parents=True, exist_ok=True)
        css = _small(resources.files("peelian.publication").joinpath("static/site.css").read_text("utf-8"))
        (folder / "site.css").write_bytes(css)
        self._css = len(css)

    def write(self, page: Page) -> None:
        path = self._folder / page.path
        path.parent.mkdir(parents=True, exist_ok=True)
        content = self._renderer.html(page).encode("utf-8")
        path.write_bytes(content)
        self._sizes[page.path] = len(content) + self._css
        self._bytes += len(content)
        for panel in page.panels:
            for download in panel.downloads:
                _only_once([*self._files & {download.name}, download.name], "file")
                self._files.add(download.name)
                text = download.text.encode("utf-8")
                (self._folder / "data" / download.name).write_bytes(text)
                self._bytes += len(text)

    def report(self, promises: list[Promise], seconds: float) -> SiteReport:
        largest = max(self._sizes.items(), key=lambda item: item[1], default=("", 0))
        over = tuple(path for path, size in self._sizes.items() if size > PAGE_LIMIT)
        return SiteReport(
            len(promises), len(self._files), self._bytes + self._css, largest, over, round(seconds, 1)
        )


def _small(css: str) -> bytes:
    """Return a style sheet without comments and blanks that mean nothing."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};,>]) ?", r"\1", css).replace(";}", "}").encode("utf-8")


def _only_once(names: list[str], what: str) -> None:
    if len(set(names)) != len(names):
        twice = sorted({name for name in names if names.count(name) > 1})
        raise ValueError(f"every {what} of the site needs a path of its own; twice: {', '.join(twice[:5])}")
