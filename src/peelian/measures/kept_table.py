"""A table kept on disk in pieces, each holding some parts of it, so that one part can be renewed by itself.

A part is what one reading of the data gave: a month, or everything. Each part has a fingerprint of what it
was read from. A new piece takes parts over from earlier pieces; what those still hold of them is passed over
when the table is read. A small list of the pieces, swapped in whole, makes a change visible: a crash at any
moment leaves the table as it was or as it was to be.
"""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from peelian.warehouse.durable import replace_file, sync_file

MOST_PIECES = 12
"""Pieces after which they are written together into one."""

_LIST = "pieces.json"


@dataclass(frozen=True, slots=True)
class _Piece:
    file: str
    rows: int
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
        whole = self._together([*taken, table.cast(self._schema)])
        told = dict(parts)
        if len(kept) >= MOST_PIECES:
            told = {name: print_ for piece in kept for name, print_ in piece.parts.items()} | told
            table, kept = whole, []
        if told:
            kept.append(self._write(table, told))
        self._publish(kept)
        return whole

    def _together(self, tables: Sequence[pa.Table]) -> pa.Table:
        coded = pa.schema([(field.name, _coded(field.type)) for field in self._schema])
        return pa.concat_tables([coded.empty_table(), *(table.cast(coded) for table in tables)])

    def _read(self, piece: _Piece) -> pa.Table:
        texts = [field.name for field in self._schema if pa.types.is_string(field.type)]
        table = pq.read_table(self._folder / piece.file, read_dictionary=texts)
        if piece.outdated and self._part is not None:
            field = self._schema.field(self._part)
            valid = pa.array(list(piece.parts), pa.string()).cast(field.type)
            table = table.filter(pc.is_in(table[self._part], valid))
        return table

    def _write(self, table: pa.Table, parts: Mapping[str, str]) -> _Piece:
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{secrets.token_hex(6)}.parquet"
        pq.write_table(table.cast(self._schema), path, compression="lz4")
        sync_file(path)
        return _Piece(path.name, len(table), parts)

    def _publish(self, pieces: Sequence[_Piece]) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        listed = [
            {"file": p.file, "rows": p.rows, "outdated": p.outdated, "parts": dict(p.parts)} for p in pieces
        ]
        fresh = self._folder / f".new-{secrets.token_hex(6)}"
        fresh.write_text(json.dumps(listed), encoding="utf-8")
        replace_file(fresh, self._folder / _LIST)
        self._pieces = list(pieces)
        named = {_LIST, *(piece.file for piece in pieces)}
        for other in self._folder.iterdir():
            if other.name not in named:
                other.unlink()

    def _listed(self) -> list[_Piece]:
        """Return the pieces; none when the list or a piece is absent or broken: all can be made again."""
        try:
            listed: list[dict[str, Any]] = json.loads((self._folder / _LIST).read_text(encoding="utf-8"))
            pieces = [_Piece(p["file"], p["rows"], p["parts"], p["outdated"]) for p in listed]
            whole = all(self._is_whole(piece) for piece in pieces)
        except (OSError, ValueError, KeyError, TypeError):
            whole = False
        if not whole:
            shutil.rmtree(self._folder, ignore_errors=True)
            return []
        return pieces

    def _is_whole(self, piece: _Piece) -> bool:
        found = pq.read_metadata(self._folder / piece.file)
        names: list[str] = found.schema.names
        return int(found.num_rows) == piece.rows and names == self._schema.names


def _without(piece: _Piece, names: set[str]) -> _Piece:
    left = {name: print_ for name, print_ in piece.parts.items() if name not in names}
    return piece if len(left) == len(piece.parts) else replace(piece, parts=left, outdated=True)


def _coded(kind: pa.DataType) -> pa.DataType:
    return pa.dictionary(pa.int32(), kind) if pa.types.is_string(kind) else kind
