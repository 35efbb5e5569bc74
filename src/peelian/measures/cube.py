"""Cubes: rows of a source summed into counts by area, month and group.

This is the one step that grows with the records. It is written once, as Narwhals expressions, and runs on
whichever engine holds the rows: a DuckDB relation, or any lazy frame that Narwhals knows. Everything after
a cube is small and runs in NumPy.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import narwhals as nw
import pyarrow as pa

from peelian.catalogue.source import Source
from peelian.measures.alike_levels import alike_levels
from peelian.measures.filters import keep_rows, rows_of_level
from peelian.measures.measure import Measure
from peelian.measures.row_keys import NOT_RECORDED as NOT_RECORDED  # noqa: PLC0414
from peelian.measures.row_keys import group_of_row, month_of_row
from peelian.reference.area import AreaLevel

CUBE_SCHEMA = pa.schema(
    [
        ("code", pa.string()),
        ("area", pa.string()),
        ("level", pa.string()),
        ("group", pa.string()),
        ("month", pa.date32()),
        ("n", pa.int64()),
    ]
)
"""One row for each code of the family, area, group ("field=value" or null) and month that has rows."""

PRESENCE_SCHEMA = pa.schema([("area", pa.string()), ("month", pa.date32())])
"""One row for each area and month that a source has any row for."""


def make_cube(rows: Any, measure: Measure, source: Source, *, force: str) -> pa.Table:
    """Sum rows into counts for every level of area and group of a measure.

    A family (`for each`) is summed in one scan for each level and group. Rows that name no area of a level
    are counted at the levels above it only.

    Parameters
    ----------
    rows
        Current rows of the source: a DuckDB relation, a lazy or eager frame, or an Arrow table.
    measure, source
        The recipe and the source it reads; checked against each other already.
    force
        Area code given to rows at a level for which the source names no field: all of them are the force's.

    Returns
    -------
    pyarrow.Table
        With `CUBE_SCHEMA`, in no particular order. Months without rows are absent; a sum of 0 is kept,
        and a sum with a fraction is rounded.
    """
    frame = nw.from_native(rows).lazy()
    parts = []
    for levels in alike_levels(measure.areas, source):
        kept = _kept(frame, measure, source, levels=levels)
        for level in levels:
            parts += [
                _sum_up(kept, measure, source, level=level, group=group, force=force)
                for group in (None, *measure.groups)
            ]
    return pa.concat_tables(parts)


def find_presence(rows: Any, source: Source, *, level: str, when: str, force: str) -> pa.Table:
    """Return the areas and months that a source has any row for at a level: columns `area` and `month`.

    Parameters
    ----------
    rows, source, level, force
        As for `make_cube`.
    when
        The field that dates a row.
    """
    place = source.areas[level].code
    frame = nw.from_native(rows).lazy().filter(rows_of_level(source, level), ~nw.col(when).is_null())
    found = (
        frame.select(
            area=nw.col(place).cast(nw.String) if place else nw.lit(force),
            month=month_of_row(when, source),
        )
        .unique()
        .collect()
        .to_arrow()
    )
    return found.select(PRESENCE_SCHEMA.names).cast(PRESENCE_SCHEMA).drop_null()


def _kept(
    frame: nw.LazyFrame[Any], measure: Measure, source: Source, *, levels: Sequence[AreaLevel]
) -> nw.LazyFrame[Any]:
    """Return what the rows counted at some levels are summed by, for every group at once.

    The other columns are left behind before rows are chosen: in memory, each would be copied.
    """
    # What is the same in every row is added afterwards: an engine would look at it row by row.
    columns = {"cube_month": month_of_row(measure.when or source.period, source)}
    known = [nw.col("cube_kept")]
    if measure.for_each:
        columns["cube_code"] = nw.col(measure.for_each).cast(nw.String)
        known.append(~nw.col("cube_code").is_null())
    for level in levels:
        if place := source.areas[level].code:
            columns[f"cube_at_{level}"] = nw.col(place).cast(nw.String)
    columns |= {f"cube_of_{name}": group_of_row(source, name) for name in measure.groups}
    if measure.adds:
        columns["cube_added"] = nw.col(measure.adds)
    return frame.select(cube_kept=keep_rows(measure, source, level=levels[0]), **columns).filter(*known)


def _sum_up(
    kept: nw.LazyFrame[Any], measure: Measure, source: Source, *, level: str, group: str | None, force: str
) -> pa.Table:
    keys = ["cube_month"]
    if measure.for_each:
        keys.append("cube_code")
    if source.areas[level].code:
        keys.append(f"cube_at_{level}")
    if group:
        keys.append(f"cube_of_{group}")
    whole = nw.col("cube_n")
    if measure.adds and source.fields[measure.adds].type == "number":
        # Left to a cast, one engine would round a fraction and another cut it off.
        whole = whole.round(0)
    summed = (
        kept.group_by(*keys)
        .agg(cube_n=nw.col("cube_added").sum() if measure.adds else nw.len())
        # DuckDB adds up 64-bit integers in 128 bits, which would arrive as decimals.
        .with_columns(cube_n=whole.cast(nw.Int64))
    )
    return _as_cube(summed.collect().to_arrow(), level=level, group=group, force=force)


def _as_cube(table: pa.Table, *, level: str, group: str | None, force: str) -> pa.Table:
    known, place = set(table.column_names), f"cube_at_{level}"
    if place in known:
        table = table.filter(table[place].is_valid())
    rows = len(table)
    groups = pa.nulls(rows, pa.string())
    if group is not None:
        named = table[f"cube_of_{group}"].cast(pa.string())
        groups = pa.compute.binary_join_element_wise(f"{group}=", named, "")
    columns = [
        table["cube_code"].cast(pa.string()) if "cube_code" in known else pa.repeat("", rows),
        table[place].cast(pa.string()) if place in known else pa.repeat(force, rows),
        pa.repeat(level, rows),
        groups,
        table["cube_month"].cast(pa.date32()),
        table["cube_n"].cast(pa.int64()),
    ]
    return pa.table(dict(zip(CUBE_SCHEMA.names, columns, strict=True)), schema=CUBE_SCHEMA)
