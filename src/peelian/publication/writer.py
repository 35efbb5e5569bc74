"""The writer: puts pages and the files of their panels on disk, under both of their addresses."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from peelian.publication.briefings.printing import print_briefing
from peelian.publication.csv_text import plain_csv
from peelian.publication.labels import WORD
from peelian.publication.made_up import labels_all
from peelian.publication.page import Page
from peelian.publication.permanent import KEPT, permanent_path
from peelian.publication.reader import Reader
from peelian.publication.render import Renderer
from peelian.publication.running_heads import running_heads
from peelian.publication.whole import whole_files
from peelian.publication.workbook.book import workbook_of
from peelian.publication.workbook.name import workbook_name
from peelian.publication.written import FileLine, Written


class SiteWriter:
    """Writes pages and files, and keeps count of what it is told was written.

    Writing and counting are apart, so that pages can be written in one process and counted in another.

    Parameters
    ----------
    folder
        Top folder of the site; made if it is not there.
    reader
        The edition.
    """

    def __init__(self, folder: Path, reader: Reader) -> None:
        self._folder, self._edition = str(folder), reader.edition
        self._names: set[str] = set()
        self._folders: set[str] = set()
        now = {reader.edition.release.id} if reader.edition.release is not None else set()
        before = {earlier.name for earlier in (folder / KEPT).glob("*") if earlier.is_dir()}
        self._renderer = Renderer(reader, made=self._names, kept=now | before)
        self._listed: list[FileLine] = []
        self.sizes: dict[str, int] = {}
        css = _small(_style("site.css") + running_heads(reader.edition))
        self.bytes = self._put("site.css", css)
        self._css = len(css)
        self._own_css: dict[str, int] = {}
        plan = reader.edition.plan
        if plan is not None and plan.performance is not None:
            self._put_own("performance")
        if reader.edition.surveys:
            self._put_own("briefing")

    def _put_own(self, name: str) -> None:
        """Write the style sheet of one template, which its pages take beside that of the site."""
        own = _small(_style(f"{name}.css"))
        self.bytes += self._put(f"{name}.css", own)
        self._own_css[f"{name}.html"] = len(own)

    @property
    def files(self) -> int:
        """How many files of data were written."""
        return len(self._names)

    def count(self, written: Written) -> None:
        """Count what was written.

        Raises
        ------
        ValueError
            If a file of that name was counted before.
        """
        for line in written.files:
            only_once([*self._names & {line[0]}, line[0]], "file")
            self._names.add(line[0])
        self._listed += written.files
        self.bytes += written.bytes
        if written.path:
            self.sizes[written.path] = written.size

    def write(self, page: Page) -> Written:
        """Write a page, the files of its panels, and its workbook."""
        faces = self._renderer.faces(page)
        size = self._save(page.path, faces.latest)
        if self._edition.release is not None:
            size += self._save(permanent_path(self._edition.release, page.path), faces.kept)
        files = [
            self._data(download.name, download.text.encode("utf-8"), page.path, panel.title)
            for panel in page.panels
            for download in panel.downloads
        ]
        if page.pdf:
            printed = print_briefing(faces.latest.decode("utf-8"))
            files.append(self._data(page.pdf, printed, page.path, "the page on one sheet"))
        if name := workbook_name(page, self._edition):
            book = workbook_of(page, self._edition)
            files.append(self._data(name, book, page.path, "every table of the page"))
        size += sum(line[4] for line in files)
        drawn = len(faces.latest) + self._css + self._own_css.get(page.template, 0)
        return Written(page.path, drawn, size, tuple(files))

    def write_whole(self) -> Iterator[None]:
        """Write and count the files about the whole edition, one at each step."""
        for file in whole_files(self._edition):
            self._count_file(file.name, file.content, file.title)
            yield

    def finish(self) -> None:
        """Write the list of all files."""
        header: tuple[str, ...] = ("file", "page", "what", "format", "bytes", "sha256")
        lines: list[tuple[str | int, ...]] = [*sorted(self._listed)]
        if self._edition.synthetic:
            header = (*header, "synthetic")
            lines = [(*line, WORD if str(line[0]).startswith(WORD) else "no") for line in lines]
        text = plain_csv(header, lines)
        name = f"{WORD}-files.csv" if labels_all(self._edition) else "files.csv"
        self._count_file(name, text.encode("utf-8"), "the list of files")

    def _count_file(self, name: str, content: bytes, title: str) -> None:
        line = self._data(name, content, "downloads.html", title)
        self.count(Written("", 0, len(content), (line,)))

    def _data(self, name: str, content: bytes, page: str, what: str) -> FileLine:
        digest = hashlib.sha256(content).hexdigest()
        self._put(f"data/{name}", content)
        return name, page, what, name.rpartition(".")[2], len(content), digest

    def _put(self, path: str, content: bytes) -> int:
        """Save a file under its plain path and, on a release, give it its permanent name too."""
        size = self._save(path, content)
        if self._edition.release is not None:
            same_file(f"{self._folder}/{path}", self._place(permanent_path(self._edition.release, path)))
        return size

    def _save(self, path: str, content: bytes) -> int:
        # a site has thousands of files: a path for each took a third of the time of writing them
        with open(self._place(path), "wb") as file:  # noqa: PTH123
            return file.write(content)

    def _place(self, path: str) -> str:
        """Return where a file goes; its folder is made if none of the files before it was put there."""
        target = f"{self._folder}/{path}"
        above = target.rpartition("/")[0]
        if above not in self._folders:
            Path(above).mkdir(parents=True, exist_ok=True)
            self._folders.add(above)
        return target


def same_file(there: str, also: str) -> None:
    """Give a file a second name; where the disk cannot do that, copy it."""
    try:
        os.link(there, also)
    except OSError:
        shutil.copyfile(there, also)


def only_once(names: list[str], what: str) -> None:
    """Raise `ValueError` when a name stands twice in a list of pages or files."""
    if len(set(names)) != len(names):
        twice = sorted({name for name in names if names.count(name) > 1})
        raise ValueError(f"every {what} of the site needs a path of its own; twice: {', '.join(twice[:5])}")


def _style(name: str) -> str:
    return resources.files("peelian.publication").joinpath(f"static/{name}").read_text("utf-8")


def _small(css: str) -> bytes:
    """Return a style sheet without comments and blanks that mean nothing."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"(?<=[\w)]): (?=[^\"])", ":", css)
    return re.sub(r" ?([{};,>]) ?", r"\1", css).replace(";}", "}").strip().encode("utf-8")
