"""Digests of made-up files in a list beside them, by which they are known when they have lost their name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

LIST = ".SYNTHETIC.sha256"
"""Name of the list: hidden, so that no load takes it for data; in the form that `sha256sum` writes."""

_FOLDERS_ABOVE = 3
_MOST_BYTES = 16 << 20
_DIGITS = 64


def digests_of(files: Iterable[Path]) -> dict[Path, str]:
    """Return the SHA-256 of each file.

    Parameters
    ----------
    files
        Files that were written.
    """
    found = {}
    for path in files:
        with path.open("rb") as file:
            found[path] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


def write_digests(folder: Path, digests: dict[Path, str]) -> Path:
    """Write the list of made-up files in a folder and those below it, and return its path.

    Digests of an earlier list stay: what it names may still lie about.

    Parameters
    ----------
    folder
        Where the files lie.
    digests
        File -> its SHA-256.
    """
    path = folder / LIST
    lines = {f"{digest}  {file.relative_to(folder).as_posix()}" for file, digest in digests.items()}
    if path.is_file():
        lines |= set(path.read_text(encoding="utf-8", errors="replace").splitlines())
    path.write_text("\n".join(sorted(lines)) + "\n", encoding="utf-8")
    return path


def digests_beside(file: Path) -> frozenset[str]:
    """Return the digests of made-up files that are listed beside a file or in one of three folders above.

    Parameters
    ----------
    file
        The file. A list that is too long, or cannot be read, lists nothing.
    """
    found: set[str] = set()
    for folder in list(file.resolve().parents)[: _FOLDERS_ABOVE + 1]:
        path = folder / LIST
        try:
            if path.is_file() and path.stat().st_size <= _MOST_BYTES:
                found.update(
                    line[:_DIGITS] for line in path.read_text("utf-8", errors="replace").splitlines()
                )
        except OSError:
            continue
    return frozenset(found)
