"""Unpacking: a file as it came becomes its members, each spooled. What a file is, its first bytes say, not
its name.

Names inside archives are only ever shown; the spooled files are numbered, so no name becomes a path.
"""

from __future__ import annotations

import gzip
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from peelian.errors import FileRefused
from peelian.warehouse.limits import Limits
from peelian.warehouse.spool import Budget, Spooled, spool

# NotImplementedError is what zipfile raises for a way of packing that it cannot read.
_BROKEN = (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile, tarfile.TarError, NotImplementedError)


@dataclass(frozen=True, slots=True)
class Member:
    """One table-bearing piece of an offered file.

    Parameters
    ----------
    name
        Its name inside the archive, or "" for a file that is no archive.
    content
        Its content, uncompressed, in the staging folder.
    """

    name: str
    content: Spooled


def unpack(path: Path, folder: Path, *, name: str, limits: Limits) -> tuple[Member, ...]:
    """Spool a file and, where it is packed, what is inside it.

    Parameters
    ----------
    path
        A plain file, or one packed as gzip, zip, tar or tar.gz.
    folder
        An empty staging folder.
    name
        The file as its user wrote it, for messages.
    limits
        What is accepted at most.

    Raises
    ------
    FileRefused
        If it is cut short, damaged, locked by a password, unpacks to too much, holds archives inside
        archives, or changes while it is read.
    """
    before = path.stat()
    with path.open("rb") as file:
        whole = spool(file, folder / "0")
    after = path.stat()
    same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    if not same or whole.size != after.st_size:
        raise FileRefused(
            name,
            found=f"a file that changed while it was read ({before.st_size:,} bytes, then {after.st_size:,})",
            accepted="a file that nothing is writing to",
            next_step="wait until it is complete and load it again",
        )
    budget = Budget(name, whole.size, limits)
    try:
        whole = _gunzipped(whole, folder / "1", budget)
        if zipfile.is_zipfile(whole.path) and not is_workbook(whole.path):
            return tuple(_from_zip(whole.path, folder, budget))
        if _is_tar(whole.path):
            return tuple(_from_tar(whole.path, folder, budget))
    except _BROKEN as problem:
        raise _broken(name, problem) from problem
    except RuntimeError as problem:
        raise FileRefused(
            name,
            found=f"an archive that cannot be opened ({problem})",
            accepted="an archive without a password",
            next_step="unpack it with the password and load what is inside",
        ) from problem
    return (Member("", whole),)


def is_workbook(path: Path) -> bool:
    """Say whether a zip file is an Excel workbook."""
    try:
        with zipfile.ZipFile(path) as archive:
            return any(name.startswith("xl/") for name in archive.namelist())
    except zipfile.BadZipFile:
        return False


def _gunzipped(content: Spooled, target: Path, budget: Budget) -> Spooled:
    if not _starts(content.path, b"\x1f\x8b"):
        return content
    with gzip.open(content.path) as stream:
        made = spool(stream, target, budget=budget)
    content.path.unlink()
    return made


def _from_zip(path: Path, folder: Path, budget: Budget) -> Iterator[Member]:
    with zipfile.ZipFile(path) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir() and _is_kept(entry.filename)]
        _check_count(len(entries), budget)
        for number, entry in enumerate(sorted(entries, key=lambda entry: entry.filename)):
            with archive.open(entry) as stream:
                content = spool(stream, folder / f"m{number}", budget=budget)
            yield Member(
                entry.filename, _opened_once(content, folder / f"m{number}g", entry.filename, budget)
            )


def _from_tar(path: Path, folder: Path, budget: Budget) -> Iterator[Member]:
    with tarfile.open(path, "r:") as archive:
        entries = [entry for entry in archive.getmembers() if entry.isfile() and _is_kept(entry.name)]
        _check_count(len(entries), budget)
        for number, entry in enumerate(sorted(entries, key=lambda entry: entry.name)):
            stream = archive.extractfile(entry)
            if stream is None:
                continue
            content = spool(stream, folder / f"m{number}", budget=budget)
            if content.size != entry.size:
                raise EOFError(f"'{entry.name}' is cut short")
            yield Member(entry.name, _opened_once(content, folder / f"m{number}g", entry.name, budget))


def _opened_once(content: Spooled, target: Path, member: str, budget: Budget) -> Spooled:
    """Undo one gzip inside an archive; an archive inside an archive is refused."""
    inner = _gunzipped(content, target, budget)
    packed_again = _starts(inner.path, b"\x1f\x8b") or _is_tar(inner.path)
    if packed_again or (zipfile.is_zipfile(inner.path) and not is_workbook(inner.path)):
        raise FileRefused(
            f"{budget.name}!{member}",
            found="an archive inside an archive",
            accepted="an archive of plain or gzipped files",
            next_step="unpack the outer archive and load the inner ones",
        )
    return inner


def _check_count(members: int, budget: Budget) -> None:
    if members == 0 or members > budget.limits.members:
        raise FileRefused(
            budget.name,
            found=f"an archive of {members:,} files",
            accepted=f"1 to {budget.limits.members:,} files in an archive",
            next_step="unpack the archive and load the files you need",
        )


def _is_kept(name: str) -> bool:
    """Leave out what file managers add to archives."""
    parts = name.replace("\\", "/").split("/")
    return not any(part.startswith(".") or part == "__MACOSX" for part in parts if part not in (".", ".."))


def _is_tar(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(512)[257:262] == b"ustar"


def _starts(path: Path, magic: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(magic)) == magic


def _broken(name: str, problem: Exception) -> FileRefused:
    return FileRefused(
        name,
        found=f"a packed file that is cut short or damaged ({problem})",
        accepted="a whole gzip, zip or tar file",
        next_step="copy or download it again and compare its size with the sender's",
    )
