"""Profile of a vintage: how complete, valid, varied and late each field is in each month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.quality import FieldMonth
from peelian.catalogue.source import Source
from peelian.warehouse.profile_query import EXACT_UP_TO, ProfileQuery
from peelian.warehouse.value_counts import count_values

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
    opened: duckdb.DuckDBPyConnection,
    rows: Path,
    *,
    source: Source,
    catalogue: Catalogue,
    today: dt.date | None = None,
) -> list[FieldMonth]:
    """Profile every field of a vintage, month by month and slice by slice.

    Up to 200,000 rows the numbers of different values and the median lag are exact; above that those of
    fields without a code list are estimates (HyperLogLog, within a few per cent; t-digest), so that ten
    million rows take seconds. Counts of rows, filled and valid are always exact.

    Parameters
    ----------
    opened
        A vintage's rows, as `open_rows` opens them.
    rows
        The file that they are in.
    source, catalogue
        The source the rows are of, and where its code lists are found.
    today
        A date after this one is in the future and so not valid; today by default.

    Returns
    -------
    One record for each slice, month and field, in that order. For a source without time the month is None.
    """
    told = pq.read_metadata(rows)
    query = ProfileQuery(
        source=source,
        catalogue=catalogue,
        columns=frozenset(told.schema.names),
        today=today or dt.date.today(),
        exact=told.num_rows <= EXACT_UP_TO,
    )
    answered = opened.execute(query.sql()).fetchall()
    plain = [name for name in query.fields if name not in query.valued] if query.exact else []
    counted = count_values(rows, source, valued=query.valued, grouped=plain)
    spikes = {name: query.spikes(name) for name in query.fields}
    judges = {name: query.judge(name) for name in query.valued}
    found: list[FieldMonth] = []
    for row in answered:
        key = row[: len(query.within)]
        coded = {name: judges[name](values) for name, values in counted.values[key].items()}
        groups = counted.groups[key] if query.exact else None
        found += _field_months(row, query, spikes, coded=coded, groups=groups)
    return found


def _field_months(
    row: tuple[Any, ...],
    query: ProfileQuery,
    spikes: dict[str, tuple[str, ...]],
    *,
    coded: dict[str, list[int]],
    groups: dict[str, int] | None,
) -> Iterator[FieldMonth]:
    """Read one line of the answer: slices, month, rows, and the numbers of each field with many values.

    `spikes` holds the default-looking values counted for each field, `coded` the numbers of the other fields,
    and `groups` how many different values each field has, where they were counted apart.
    """
    keys, recorded = len(query.within), query.recorded
    records = row[keys]
    rest = iter(row[keys + 1 :])
    for name, default_like in spikes.items():
        numbers = iter(coded[name]) if name in coded else rest
        filled, valid = next(numbers), next(numbers)
        # To have no value made a group too.
        apart = None if groups is None or name in coded else groups[name] - (filled < records)
        distinct = next(numbers) if apart is None else apart
        counted = [(next(numbers), words) for words in default_like]
        share, words = max(counted, default=(0, ""), key=lambda spike: spike[0])
        yield FieldMonth(
            source=query.source.source,
            field=name,
            month=row[keys - 1],
            records=records,
            filled=filled,
            valid=valid,
            distinct=min(distinct, filled),
            spike_value=words if share else None,
            spike_share=share / filled if share else None,
            lag_days=next(rest) if name == recorded else None,
            slice=tuple(_key_text(value) for value in row[: keys - 1]),
        )


def _key_text(value: object) -> str:
    """Return the value of a slicing field as SQL writes it, "" for none."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


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
