"""Files that are written beside those that are read: never over one of them, and whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from peelian.errors import FileRefused
from peelian.warehouse.durable import replace_file


def refuse_written_over(wanted: Sequence[Path], *, read: Sequence[Path]) -> None:
    """Refuse to write over a file that is read, or two files under one name.

    Parameters
    ----------
    wanted
        Files to be written.
    read
        Files that are read. A link to one of them is the same file.

    Raises
    ------
    FileRefused
        If a file to be written is one of those read, or another that is written.
    """
    for place, path in enumerate(wanted):
        if any(_same(path, each) for each in read):
            raise _refused(path, "the name of a file that is read")
        if any(_same(path, each) for each in wanted[:place]):
            raise _refused(path, "one name for both files written")


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file so that a crash leaves the old one or the new one.

    Parameters
    ----------
    path
        Where to.
    content
        Text, written as UTF-8 with its line ends as they are, or bytes.
    """
    part = path.with_name(path.name + ".part")
    if not path.parent.is_dir():
        raise FileNotFoundError(2, "no such folder", str(path.parent))
    part.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    replace_file(part, path)


def _same(one: Path, other: Path) -> bool:
    if one.resolve() == other.resolve():
        return True
    return one.exists() and other.exists() and one.samefile(other)


def _refused(path: Path, found: str) -> FileRefused:
    return FileRefused(
        path.name,
        found=found,
        accepted="a name of its own for each file that is written",
        next_step="choose another name; what was read is never written over",
    )
