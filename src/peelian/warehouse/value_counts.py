"""Counting by the values of many fields in one scan: a grouping set for each field, within slice and month.

A query for each field costs more to plan than to run where a file is small, and many files are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import duckdb

from peelian.warehouse.rows_view import quoted

_AT_ONCE = 60
"""Fewer fields than DuckDB's GROUPING can tell apart (63)."""

Key = tuple[Any, ...]


def count_values(
    connection: duckdb.DuckDBPyConnection, names: Sequence[str], *, within: Sequence[str]
) -> Iterator[tuple[Key, str, str | None, int]]:
    """Count the rows with each value of each field, as text.

    Parameters
    ----------
    connection
        Open connection in which the rows are the view `rows`.
    names
        The fields.
    within
        SQL of what the rows are counted within, such as the slice and the month.

    Yields
    ------
    What it was counted within, the field, its value (None where it has none) and the number of rows.
    """
    for some in _batches(names):
        fields = [f"f{place}" for place in range(len(some))]
        sql = f"SELECT {', '.join([*_keys(within), *fields])}, count(*), {_grouped(fields, within, some)}"
        for row in connection.execute(sql).fetchall():
            place = _place(row[-1], len(some))
            yield row[: len(within)], some[place], row[len(within) + place], row[-2]


def count_groups(
    connection: duckdb.DuckDBPyConnection, names: Sequence[str], *, within: Sequence[str]
) -> dict[Key, dict[str, int]]:
    """Count the different values of each field; to have none counts as one more.

    Parameters
    ----------
    connection, names, within
        As for `count_values`.

    Returns
    -------
    What it was counted within -> field -> number.
    """
    groups: dict[Key, dict[str, int]] = defaultdict(dict)
    for some in _batches(names):
        fields = [f"f{place}" for place in range(len(some))]
        keys = ", ".join(_keys(within))
        each = f"SELECT {keys}, {_grouped(fields, within, some, as_text=False)}"
        sql = f"SELECT {keys}, which, count(*) FROM ({each}) GROUP BY ALL"
        for *key, which, many in connection.execute(sql).fetchall():
            groups[tuple(key)][some[_place(which, len(some))]] = many
    return groups


def _grouped(
    fields: Sequence[str], within: Sequence[str], names: Sequence[str], *, as_text: bool = True
) -> str:
    """Return SQL from the number of the grouping set onwards."""
    keys = _keys(within)
    columns = [f"{sql} AS {key}" for sql, key in zip(within, keys, strict=True)]
    for name, field in zip(names, fields, strict=True):
        columns.append(f"{f'CAST({quoted(name)} AS VARCHAR)' if as_text else quoted(name)} AS {field}")
    sets = ", ".join(f"({', '.join([*keys, field])})" for field in fields)
    return (
        f"grouping({', '.join(fields)}) AS which FROM (SELECT {', '.join(columns)} FROM rows) "
        f"GROUP BY GROUPING SETS ({sets})"
    )


def _keys(within: Sequence[str]) -> list[str]:
    return [f"k{place}" for place in range(len(within))]


def _place(which: int, fields: int) -> int:
    """Return which field a group is by: the one whose bit is not set, the first field having the highest."""
    return fields - (((1 << fields) - 1) ^ which).bit_length()


def _batches(names: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(names), _AT_ONCE):
        yield names[start : start + _AT_ONCE]
