"""A table kept on disk in pieces, each holding some parts of it, so that one part can be renewed by itself.

A part is what one reading of the data gave: a month, or everything. Each part has a fingerprint of what it
was read from. A new piece takes parts over from earlier pieces; what those still hold of them is passed over
when the table is read. A small list of the pieces, swapped in whole, makes a change visible.

Nothing waits for the disk: all of it can be counted again. A piece is known by the digest of its bytes, so
that a power cut leaves the table as it was, as it was to be, or absent, and never half of it.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

MOST_PIECES = 12
"""Pieces after which they are written together into one."""

_LIST = "pieces.json"
_WRITTEN = pa.ipc.IpcWriteOptions(compression="lz4")


@dataclass(frozen=True, slots=True)
class _Piece:
    file: str
    digest: str
    parts: Mapping[str, str]
    outdated: bool = False


class KeptTable:
    """One kept table.

    Parameters
    ----------
    folder
        Its folder; need not exist yet.
    schema
        Columns of the table.
    part
        The column that says which part a row belongs to, as ISO text; None when the table is one part.
    """

    def __init__(self, folder: Path, *, schema: pa.Schema, part: str | None) -> None:
        self._folder = folder
        self._schema = schema
        self._part = part
        self._coded = pa.schema([(field.name, _coded(field.type)) for field in schema])
        self._pieces = self._listed()

    @property
    def parts(self) -> dict[str, str]:
        """Fingerprint of every part that is kept."""
        return {name: print_ for piece in self._pieces for name, print_ in piece.parts.items()}

    def read(self) -> pa.Table:
        """Return the whole table, in no particular order; texts are dictionary-encoded, as they are kept."""
        return self._together([self._read(piece) for piece in self._pieces])

    def renew(self, table: pa.Table, *, parts: Mapping[str, str], drop: Sequence[str] = ()) -> pa.Table:
        """Put new rows in the place of those of some parts, and return the whole table as `read` does.

        Parameters
        ----------
        table
            The rows of those parts, with the table's columns.
        parts
            Name and fingerprint of every part that the rows replace, also of those that have no row.
        drop
            Further parts that are there no longer.
        """
        left = [_without(piece, {*parts, *drop}) for piece in self._pieces]
        kept = [piece for piece in left if piece.parts]
        taken = [self._read(piece) for piece in kept]
        table = table.combine_chunks().cast(self._coded)
        whole = self._together([*taken, table])
        told = dict(parts)
        if len(kept) >= MOST_PIECES:
            told = {name: print_ for piece in kept for name, print_ in piece.parts.items()} | told
            table, kept = whole, []
        if told:
            kept.append(self._write(table, told))
        self._publish(kept)
        return whole

    def _together(self, tables: Sequence[pa.Table]) -> pa.Table:
        return pa.concat_tables(tables) if tables else self._coded.empty_table()

    def _read(self, piece: _Piece) -> pa.Table:
        table = pa.ipc.open_file(pa.py_buffer((self._folder / piece.file).read_bytes())).read_all()
        if piece.outdated and self._part is not None:
            field = self._schema.field(self._part)
            valid = pa.array(list(piece.parts), pa.string()).cast(field.type)
            table = table.filter(pc.is_in(table[self._part], valid))
        return table

    def _write(self, table: pa.Table, parts: Mapping[str, str]) -> _Piece:
        self._folder.mkdir(parents=True, exist_ok=True)
        written = pa.BufferOutputStream()
        # A file of this form has room for one dictionary to each column.
        with pa.ipc.new_file(written, self._coded, options=_WRITTEN) as file:
            file.write_table(table.unify_dictionaries())
        bytes_ = written.getvalue()
        path = self._folder / f"{secrets.token_hex(6)}.arrow"
        path.write_bytes(bytes_)
        return _Piece(path.name, _digest(bytes_), parts)

    def _publish(self, pieces: Sequence[_Piece]) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        listed = [
            {"file": p.file, "digest": p.digest, "outdated": p.outdated, "parts": dict(p.parts)}
            for p in pieces
        ]
        fresh = self._folder / f".new-{secrets.token_hex(6)}"
        fresh.write_text(json.dumps(listed), encoding="utf-8")
        fresh.replace(self._folder / _LIST)
        self._pieces = list(pieces)
        named = {_LIST, *(piece.file for piece in pieces)}
        for other in self._folder.iterdir():
            if other.name not in named:
                other.unlink()

    def _listed(self) -> list[_Piece]:
        """Return the pieces; none when the list or a piece is absent or broken: all can be made again."""
        try:
            listed: list[dict[str, Any]] = json.loads((self._folder / _LIST).read_text(encoding="utf-8"))
            pieces = [_Piece(p["file"], p["digest"], p["parts"], p["outdated"]) for p in listed]
            whole = all(self._is_whole(piece) for piece in pieces)
        except (OSError, ValueError, KeyError, TypeError):
            whole = False
        if not whole:
            shutil.rmtree(self._folder, ignore_errors=True)
            return []
        return pieces

    def _is_whole(self, piece: _Piece) -> bool:
        return _digest((self._folder / piece.file).read_bytes()) == piece.digest


def _digest(bytes_: Any) -> str:
    return hashlib.blake2b(bytes_, digest_size=16).hexdigest()


def _without(piece: _Piece, names: set[str]) -> _Piece:
    left = {name: print_ for name, print_ in piece.parts.items() if name not in names}
    return piece if len(left) == len(piece.parts) else replace(piece, parts=left, outdated=True)


def _coded(kind: pa.DataType) -> pa.DataType:
    return pa.dictionary(pa.int32(), kind) if pa.types.is_string(kind) else kind
