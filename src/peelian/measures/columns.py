"""Columns of findings: gathers numbers block by block and lays them out in the shape of the store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from peelian.findings.schema import FINDINGS_SCHEMA

NO_DAY = np.iinfo(np.int32).min
"""Stands for "no date" until the columns are laid out."""


class Columns:
    """Columns under construction. Words and lists of words are kept once and named by number."""

    def __init__(self) -> None:
        self._blocks: dict[str, list[NDArray[Any]]] = {field.name: [] for field in FINDINGS_SCHEMA}
        self._lengths: list[int] = []
        self._words: dict[str, dict[str, int]] = {field.name: {} for field in FINDINGS_SCHEMA}
        self._numbered: dict[tuple[str, tuple[str | None, ...]], NDArray[np.int32]] = {}
        self._lists: dict[tuple[str, ...], int] = {(): 0}
        self._kept: list[tuple[str, ...]] = [()]

    def word(self, column: str, text: str | None) -> int:
        """Return the number of a word in a column; -1 for none."""
        if text is None:
            return -1
        return self._words[column].setdefault(text, len(self._words[column]))

    def words(self, column: str, texts: Iterable[str | None]) -> NDArray[np.int32]:
        """Return the numbers of words in a column, an array that is not to be changed."""
        asked = column, tuple(texts)
        if (known := self._numbered.get(asked)) is None:
            known = np.array([self.word(column, text) for text in asked[1]], dtype=np.int32)
            known.flags.writeable = False
            self._numbered[asked] = known
        return known

    def list(self, keys: Sequence[str]) -> int:
        """Return the number of a list of keys or ids."""
        told = tuple(keys)
        if told not in self._lists:
            self._lists[told] = len(self._kept)
            self._kept.append(told)
        return self._lists[told]

    def join(self, number: int, more: Sequence[str]) -> int:
        """Return the number of a list with more keys at its end."""
        return self.list(tuple(dict.fromkeys((*self._kept[number], *more))))

    def union(self, numbers: NDArray[np.int32]) -> int:
        """Return the number of the list of every key that any of some lists has."""
        lists = (self._kept[number] for number in np.unique(numbers).tolist())
        return self.list(tuple(dict.fromkeys(key for keys in lists for key in keys)))

    def add(self, length: int, **values: Any) -> None:
        """Add rows.

        Parameters
        ----------
        length
            Number of rows.
        **values
            For every column of `FINDINGS_SCHEMA` one value for all rows, or an array of shape (length,).
            Words and lists are given by number, days as days since 1970, missing numbers as not-a-number.
        """
        for name, kind in _NUMPY_TYPES.items():
            block = np.asarray(values[name], dtype=kind)
            if block.ndim and block.shape != (length,):
                raise ValueError(f"{name}: shape {block.shape} for {length} rows")
            self._blocks[name].append(block)
        self._lengths.append(length)

    def absorb(self, other: Columns) -> None:
        """Add the rows of other columns, which may have been gathered by another process.

        Words and lists keep the order in which they were first met, in these columns and then in the others.
        """
        lists = np.array([self.list(keys) for keys in other._kept], dtype=np.int32)
        for field in FINDINGS_SCHEMA:
            blocks = other._blocks[field.name]
            if pa.types.is_dictionary(field.type):
                words = np.array([*self.words(field.name, other._words[field.name]), -1], dtype=np.int32)
                blocks = [words[block] for block in blocks]
            elif pa.types.is_list(field.type):
                blocks = [lists[block] for block in blocks]
            self._blocks[field.name] += [np.asarray(block) for block in blocks]
        self._lengths += other._lengths

    def packed(self) -> Columns:
        """Return the same rows in one block, which costs far less to hand on; these columns are used up."""
        made = Columns()
        made._words, made._lists, made._kept = self._words, self._lists, self._kept
        if self._lengths:
            made._lengths = [sum(self._lengths)]
            made._blocks = {field.name: [self._packed(field.name)] for field in FINDINGS_SCHEMA}
        return made

    def finish(self) -> pa.Table:
        """Return the table of all rows added; the columns under construction are used up."""
        made = [self._lay_out(field, self._joined(field.name)) for field in FINDINGS_SCHEMA]
        return pa.table(made, schema=FINDINGS_SCHEMA)

    def _packed(self, name: str) -> NDArray[Any]:
        blocks = self._blocks[name]
        if not any(block.ndim for block in blocks) and len({block.tobytes() for block in blocks}) == 1:
            return self._blocks.pop(name)[0]  # one value for all rows needs no more room than that
        kind = FINDINGS_SCHEMA.field(name).type
        if pa.types.is_dictionary(kind):
            return self._joined(name, kind=_least_type(len(self._words[name])))
        return self._joined(name, kind=_least_type(len(self._kept)) if pa.types.is_list(kind) else None)

    def _joined(self, name: str, *, kind: Any = None) -> NDArray[Any]:
        values = np.empty(sum(self._lengths), dtype=kind or _NUMPY_TYPES[name])
        first = 0
        for block, length in zip(self._blocks.pop(name), self._lengths, strict=True):
            values[first : first + length] = block
            first += length
        return values

    def _lay_out(self, field: pa.Field, values: NDArray[Any]) -> pa.Array:
        if pa.types.is_dictionary(field.type):
            words = pa.array(list(self._words[field.name]), pa.string())
            return pa.DictionaryArray.from_arrays(pa.array(values, mask=values < 0), words)
        if pa.types.is_list(field.type):
            known = pa.array([[*keys] for keys in self._kept], pa.list_(pa.string()))
            coded = known.flatten().dictionary_encode()
            lists = pa.ListArray.from_arrays(known.offsets, coded, type=field.type)
            return lists.take(pa.array(values))
        if pa.types.is_date(field.type):
            return pa.array(values, mask=values == NO_DAY).cast(pa.date32())
        if pa.types.is_integer(field.type):
            return pa.array(values, mask=values < 0)
        return pa.array(values, field.type, from_pandas=True)


def _numpy_type(kind: pa.DataType) -> Any:
    if pa.types.is_floating(kind):
        return np.float64
    if pa.types.is_boolean(kind):
        return np.bool_
    return np.int64 if pa.types.is_int64(kind) else np.int32


def _least_type(words: int) -> Any:
    """Return the smallest type that holds the numbers of so many words, and -1."""
    return next(kind for kind in (np.int8, np.int16, np.int32) if words <= np.iinfo(kind).max)


_NUMPY_TYPES = {field.name: _numpy_type(field.type) for field in FINDINGS_SCHEMA}
