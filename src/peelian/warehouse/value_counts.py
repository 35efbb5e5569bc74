"""Counting by the values of many fields, each by itself, within slice and month.

A file of rows keeps most texts as places in a list of the different ones, which is half of the counting.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from peelian.catalogue.source import Source
from peelian.warehouse.value_sql import SQL_TYPES

Key = tuple[Any, ...]

_Ints = NDArray[np.int64]
_AT_ONCE = 500_000
"""About how many rows of a large file are held in memory at once."""

_DENSE = 4
"""Times as many counters as rows, up to which a counter is kept for every pair that there could be."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted.

    Parameters
    ----------
    values
        What it was counted within -> field -> value as text (None where it has none) -> number of rows.
    groups
        What it was counted within -> field -> number of different values; to have none is one more.
    """

    values: dict[Key, dict[str, dict[str | None, int]]]
    groups: dict[Key, dict[str, int]]


def count_values(rows: Path, source: Source, *, valued: Sequence[str], grouped: Sequence[str]) -> Counted:
    """Count the rows with each value of some fields, and the different values of others.

    Parameters
    ----------
    rows
        A rows.parquet file.
    source
        What it has rows of; they are counted within its slices and the month, which is None without time.
    valued
        Fields whose rows are counted by value.
    grouped
        Fields whose different values are counted. Where there are any, all rows are held in memory at once.
    """
    counted = Counted(defaultdict(lambda: defaultdict(dict)), defaultdict(dict))
    period = [source.period] if source.period else []
    columns = list(dict.fromkeys([*source.slices, *period, *valued, *grouped]))
    if valued or grouped:
        texts = [name for name in columns if SQL_TYPES[source.fields[name].type] == "VARCHAR"]
        for batch in _batches(rows, columns, texts=texts, whole=bool(grouped)):
            _add(counted, batch, valued, grouped, _keys(batch, source))
    return counted


def _batches(rows: Path, columns: list[str], *, texts: list[str], whole: bool) -> Iterator[pa.Table]:
    with pq.ParquetFile(rows, read_dictionary=texts) as file:
        groups = list(range(file.num_row_groups))
        step = max(len(groups) if whole else len(groups) * _AT_ONCE // max(file.metadata.num_rows, 1), 1)
        for start in range(0, len(groups), step):
            some = file.read_row_groups(groups[start : start + step], columns, use_threads=False)
            yield some.unify_dictionaries()


def _add(
    counted: Counted,
    batch: pa.Table,
    valued: Sequence[str],
    grouped: Sequence[str],
    within: tuple[_Ints, list[Key]],
) -> None:
    places, keys = within
    for name in valued:
        codes, values = _codes(batch.column(name))
        texts = [_as_text(value) for value in values]
        pairs, rows = _count_pairs(places, codes, keys=len(keys), codes=len(texts))
        for pair, many in zip(pairs.tolist(), rows.tolist(), strict=True):
            of_key = counted.values[keys[pair // len(texts)]][name]
            text = texts[pair % len(texts)]
            of_key[text] = of_key.get(text, 0) + many
    for name in grouped:
        codes, different = _coded(batch.column(name))
        pairs, _ = _count_pairs(places, codes, keys=len(keys), codes=len(different) + 1)
        groups = np.bincount(pairs // (len(different) + 1), minlength=len(keys))
        for key, many in zip(keys, groups.tolist(), strict=True):
            counted.groups[key][name] = many


def _keys(batch: pa.Table, source: Source) -> tuple[_Ints, list[Key]]:
    """Return the place of each row's slice and month among the different ones, and those."""
    parts = [_codes(batch.column(name)) for name in source.slices]
    if source.period:
        codes, values = _codes(batch.column(source.period))
        months = [_month(value) for value in values]
        parts.append((codes, months))
    places = np.zeros(batch.num_rows, dtype=np.int64)
    keys: list[Key] = [()]
    for codes, values in parts:
        numbers, _ = _count_pairs(places, codes, keys=len(keys), codes=len(values))
        places = np.searchsorted(numbers, places * len(values) + codes)
        keys = [(*keys[number // len(values)], values[number % len(values)]) for number in numbers.tolist()]
    if not source.period:
        return places, [(*key, None) for key in keys]
    different = {key: place for place, key in enumerate(dict.fromkeys(keys))}
    return np.array([different[key] for key in keys], dtype=np.int64)[places], list(different)


def _month(value: dt.date | int | None) -> dt.date | None:
    """Return the first day of the month of a date, a time or a year."""
    if value is None:
        return None
    return dt.date(value, 1, 1) if isinstance(value, int) else dt.date(value.year, value.month, 1)


def _as_text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return str(value).lower() if isinstance(value, bool) else str(value)


def _codes(column: pa.ChunkedArray) -> tuple[_Ints, list[Any]]:
    """Return the place of each row's value among the values that there are, the last of which is None."""
    codes, different = _coded(column)
    return codes, [*different.to_pylist(), None]


def _coded(column: pa.ChunkedArray) -> tuple[_Ints, pa.Array]:
    """Return the place of each row's value among those that there are; to have none is one place more."""
    if pa.types.is_floating(column.type):
        column = pc.add(column, 0.0)  # -0 is 0
    coded = column.combine_chunks()
    if not pa.types.is_dictionary(coded.type):
        coded = coded.dictionary_encode()
    places = coded.indices
    if places.null_count:
        places = places.fill_null(len(coded.dictionary))
    return places.to_numpy().astype(np.int64), coded.dictionary


def _count_pairs(places: _Ints, values: _Ints, *, keys: int, codes: int) -> tuple[_Ints, _Ints]:
    """Return the different pairs of key and value, as one number each, and how many rows have each."""
    pairs = places * codes + values
    if keys * codes > _DENSE * len(pairs):
        return np.unique(pairs, return_counts=True)
    counts = np.bincount(pairs, minlength=keys * codes)
    there = np.flatnonzero(counts)
    return there, counts[there]
