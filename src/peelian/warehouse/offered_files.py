"""Which files a load command was offered: folders are walked, and what is plainly no data is left alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

NOT_DATA = frozenset(
    {".md", ".txt", ".rst", ".pdf", ".html", ".htm", ".doc", ".docx", ".odt", ".ppt", ".pptx", ".rtf"}
    | {".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".css", ".js", ".py", ".r", ".sql", ".yaml", ".yml"}
    | {".toml", ".ini", ".log", ".xml", ".qgz", ".qml", ".prj", ".cpg", ".eml", ".msg"}
)
"""Endings of files that a walk leaves alone. A file named on the command line itself is always tried."""


@dataclass(frozen=True, slots=True)
class OfferedFile:
    """One file offered to a load.

    Parameters
    ----------
    path
        Where it is.
    shown
        The path as the user wrote it, for the report.
    name
        Its name as it is recorded: inside the folder offered, if one was.
    is_data
        False for files that are left alone.
    """

    path: Path
    shown: str
    name: str
    is_data: bool = True


def offered_files(paths: Sequence[Path]) -> Iterator[OfferedFile]:
    """Yield the files of a load in a stable order, each once. Hidden files and folders are passed over."""
    seen: set[Path] = set()
    for path in paths:
        found = _walk(path) if path.is_dir() else [OfferedFile(path, str(path), path.name)]
        for file in found:
            place = file.path.resolve()
            if place not in seen:
                seen.add(place)
                yield file


def _walk(folder: Path) -> Iterator[OfferedFile]:
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_file() and not any(part.startswith((".", "~$")) for part in inside.parts):
            yield OfferedFile(path, str(path), inside.as_posix(), path.suffix.lower() not in NOT_DATA)
