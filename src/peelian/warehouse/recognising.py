"""From a packed file to what is to be read: unpacked, glimpsed, recognised, pieces of one table gathered."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from peelian.catalogue.glimpse import Glimpse
from peelian.catalogue.layout import Layout
from peelian.catalogue.recognised import Recognised
from peelian.errors import FileRefused
from peelian.warehouse.glimpses import take_glimpses
from peelian.warehouse.limits import Limits
from peelian.warehouse.offered_files import NOT_DATA, OfferedFile
from peelian.warehouse.open_table import Offered
from peelian.warehouse.unpack import Member, unpack

Recognise = Callable[[tuple[Glimpse, ...], str], tuple[Recognised, ...]]


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found in an offered file.

    Parameters
    ----------
    shown
        Path for the report, with the member after "!".
    offered
        What is to be read, or None.
    sha256, size
        Hash and length of the uncompressed content.
    problem
        Why it is refused, or None.
    left_alone
        True for members of archives that are plainly no data.
    """

    shown: str
    offered: Offered | None = None
    sha256: str = ""
    size: int = 0
    problem: FileRefused | None = None
    left_alone: bool = False


def find_tables(
    file: OfferedFile, folder: Path, *, recognise: Recognise, limits: Limits
) -> tuple[Found, ...]:
    """Unpack a file and recognise what is in it.

    Raises
    ------
    FileRefused
        If the file itself cannot be unpacked. A member that is not recognised is among what is returned.
    """
    if file.path.exists() and not file.path.is_file():
        raise FileRefused(
            file.name,
            found="a pipe, device or socket",
            accepted="a file",
            next_step="write what comes out of it to a file and load that",
        )
    members = unpack(file.path, folder, name=file.name, limits=limits)
    found: list[Found] = []
    empty: list[Member] = []
    gathered: dict[str, list[tuple[Member, Recognised]]] = {}
    for member in members:
        shown = f"{file.shown}!{member.name}" if member.name else file.shown
        name = f"{file.name}!{member.name}" if member.name else file.name
        if member.name and Path(member.name).suffix.lower() in NOT_DATA:
            found.append(Found(shown, left_alone=True))
            continue
        try:
            glimpses = take_glimpses(member.content.path, name=name, limits=limits)
            if member.name and not any(glimpse.headings() for glimpse in glimpses):
                empty.append(member)
                continue
            known = recognise(glimpses, name)
        except FileRefused as problem:
            found.append(Found(shown, problem=problem))
            continue
        for one in known:
            if member.name and one.layout.gather:
                gathered.setdefault(one.layout.layout, []).append((member, one))
            else:
                offered = Offered(name, ((name, member.content.path),), one.layout, one.tables)
                found.append(Found(shown, offered, member.content.sha256, member.content.size))
    found += _place_empty(file, empty, gathered)
    return (*(_together(file, pieces) for pieces in gathered.values()), *found)


def _place_empty(
    file: OfferedFile, empty: list[Member], gathered: dict[str, list[tuple[Member, Recognised]]]
) -> list[Found]:
    """Count empty lists as pieces of the one table the archive holds: an area without crimes is an answer."""
    if len(gathered) == 1:
        pieces = next(iter(gathered.values()))
        pieces += [(member, pieces[0][1]) for member in empty]
        pieces.sort(key=lambda piece: piece[0].name)
        return []
    return [
        Found(
            f"{file.shown}!{member.name}",
            problem=FileRefused(
                f"{file.name}!{member.name}",
                found="a list without any records",
                accepted="at least one record",
                next_step="leave it out, or load the whole archive it belongs to",
            ),
        )
        for member in empty
    ]


def _together(file: OfferedFile, pieces: list[tuple[Member, Recognised]]) -> Found:
    """Make one table of the gathered members of an archive."""
    layout: Layout = pieces[0][1].layout
    digest = hashlib.sha256()
    for member, _ in pieces:
        digest.update(bytes.fromhex(member.content.sha256))
    paths = tuple((f"{file.name}!{member.name}", member.content.path) for member, _ in pieces)
    size = sum(member.content.size for member, _ in pieces)
    return Found(file.shown, Offered(file.name, paths, layout, pieces[0][1].tables), digest.hexdigest(), size)
