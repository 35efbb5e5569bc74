"""Profile of a vintage: how complete, valid, varied and late each field is in each month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.quality import FieldMonth
from peelian.catalogue.source import Source
from peelian.warehouse.profile_query import EXACT_UP_TO, ProfileQuery
from peelian.warehouse.rows_view import open_rows

_ByKey = dict[tuple[Any, ...], tuple[Any, ...]]
_SCHEMA = pa.schema(
    [
        ("source", pa.string()),
        ("field", pa.string()),
        ("month", pa.date32()),
        ("records", pa.int64()),
        ("filled", pa.int64()),
        ("valid", pa.int64()),
        ("distinct", pa.int64()),
        ("spike_value", pa.string()),
        ("spike_share", pa.float64()),
        ("lag_days", pa.float64()),
        ("slice", pa.list_(pa.string())),
    ]
)


def profile_rows(
    rows_path: Path, source: Source, catalogue: Catalogue, *, today: dt.date | None = None
) -> list[FieldMonth]:
    """Profile every field of a vintage, month by month and slice by slice.

    Up to 200,000 rows the numbers of different values and the median lag are exact; above that those of
    fields without a code list are estimates (HyperLogLog, within a few per cent; t-digest), so that ten
    million rows take seconds. Counts of rows, filled and valid are always exact.

    Parameters
    ----------
    rows_path
        A vintage's rows.parquet.
    source, catalogue
        The source the rows are of, and where its code lists are found.
    today
        A date after this one is in the future and so not valid; today by default.

    Returns
    -------
    One record for each slice, month and field, in that order. For a source without time the month is None.
    """
    with open_rows(rows_path) as connection:
        described = connection.execute("DESCRIBE rows").fetchall()
        (records,) = connection.execute("SELECT count(*) FROM rows").fetchall()[0]
        query = ProfileQuery(
            source=source,
            catalogue=catalogue,
            columns=frozenset(row[0] for row in described),
            today=today or dt.date.today(),
            exact=records <= EXACT_UP_TO,
        )
        answered = connection.execute(query.sql()).fetchall()
        coded = {
            name: _by_key(connection.execute(sql, [allowed]).fetchall(), query)
            for name, (sql, allowed) in query.coded().items()
        }
    spikes = {name: query.spikes(name) for name in query.fields}
    recorded = query.recorded
    return [found for row in answered for found in _field_months(row, coded, query, (spikes, recorded))]


def _by_key(answered: list[tuple[Any, ...]], query: ProfileQuery) -> _ByKey:
    return {row[: query.keys]: row[query.keys :] for row in answered}


def _field_months(
    row: tuple[Any, ...],
    coded: dict[str, _ByKey],
    query: ProfileQuery,
    asked: tuple[dict[str, tuple[str, ...]], str | None],
) -> Iterable[FieldMonth]:
    """Read one line of the answer: slices, month, rows, and the numbers of each field without a code list.

    `asked` holds the default-looking values counted for each field, and the field that says when a row was
    recorded: the same for every line.
    """
    spikes_of, recorded = asked
    key, records = row[: query.keys], row[query.keys]
    rest = iter(row[query.keys + 1 :])
    for name, default_like in spikes_of.items():
        numbers = iter(coded[name][key]) if name in coded else rest
        filled, valid, distinct = next(numbers), next(numbers), next(numbers)
        spikes = [(next(numbers), words) for words in default_like]
        share, words = max(spikes, default=(0, ""), key=lambda spike: spike[0])
        yield FieldMonth(
            source=query.source.source,
            field=name,
            month=key[-1],
            records=records,
            filled=filled,
            valid=valid,
            distinct=min(distinct, filled),
            spike_value=words if share else None,
            spike_share=share / filled if share else None,
            lag_days=next(numbers) if name == recorded else None,
            slice=tuple("" if value is None else str(value) for value in key[:-1]),
        )


def write_profile(profile: Sequence[FieldMonth], path: Path) -> None:
    """Write a profile as Parquet, one row for each record."""
    columns = {
        name: pa.array([getattr(found, name) for found in profile], type=_SCHEMA.field(name).type)
        for name in _SCHEMA.names
    }
    pq.write_table(pa.table(columns, schema=_SCHEMA), path)


def read_profile(path: Path) -> list[FieldMonth]:
    """Read what `write_profile` wrote, in the same order."""
    rows = pq.read_table(path, schema=_SCHEMA).to_pylist()
    return [FieldMonth(**{**row, "slice": tuple(row["slice"] or ())}) for row in rows]
