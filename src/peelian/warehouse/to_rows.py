"""Accepted records become rows of the source: wide records are unfolded, absent fields become NULL, and those
that are counted from others are filled.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from peelian.warehouse.counted_fields import with_counted
from peelian.warehouse.decode.table import RECORD
from peelian.warehouse.read_plan import ReadPlan
from peelian.warehouse.row_schema import BLANK, MISSING_SUFFIX, NOT_IN_FILE


def to_rows(records: pa.Table, plan: ReadPlan, schema: pa.Schema) -> pa.Table:
    """Return the rows of a batch of accepted records.

    Parameters
    ----------
    records
        Result of the record query.
    schema
        Columns of the source's rows.
    """
    columns = _unfolded(records, plan, schema) if plan.wide else _plain(records)
    count = len(columns[RECORD])
    made = []
    for field in schema:
        column = columns.get(field.name)
        if column is None:
            column = _absent(field, count, columns)
        made.append(column if column.type == field.type else column.cast(field.type))
    return with_counted(pa.table(made, schema=schema), plan.source)


def cell_sum(records: pa.Table, plan: ReadPlan) -> float | None:
    """Return the sum of the cells of wide records, or None where there are none or they are no numbers."""
    if not plan.wide:
        return None
    total: float = 0
    for number in range(len(plan.wide)):
        cells = records.column(f"w{number}")
        if not (pa.types.is_integer(cells.type) or pa.types.is_floating(cells.type)):
            return None
        total += pc.sum(cells).as_py() or 0
    return total


def _plain(records: pa.Table) -> dict[str, Any]:
    return {name: records.column(name) for name in records.column_names}


def _absent(field: pa.Field, count: int, columns: dict[str, Any]) -> pa.Array:
    """Return a column for a field that the layout does not fill; how its values are missing is said too."""
    name = field.name.removesuffix(MISSING_SUFFIX)
    if name != field.name and name not in columns:
        return pa.repeat(pa.scalar(NOT_IN_FILE, pa.string()), count)
    return pa.nulls(count, type=field.type)


def _unfolded(records: pa.Table, plan: ReadPlan, schema: pa.Schema) -> dict[str, Any]:
    """Return columns in which each record stands once for each wide heading, record by record."""
    height, width = records.num_rows, len(plan.wide)
    repeated = pa.array(np.repeat(np.arange(height), width))
    by_record = pa.array((np.arange(width)[None, :] * height + np.arange(height)[:, None]).ravel())
    columns: dict[str, Any] = {}
    for name in records.column_names:
        if name == RECORD or name in schema.names:
            columns[name] = records.column(name).take(repeated)
    name = plan.layout.wide.value.to if plan.layout.wide else ""
    for target, prefix in ((name, "w"), (name + MISSING_SUFFIX, "m")):
        if target in schema.names:
            cells = [records.column(f"{prefix}{number}").combine_chunks() for number in range(width)]
            columns[target] = pa.chunked_array(cells).combine_chunks().take(by_record)
    in_turn = pa.array(np.tile(np.arange(width), height))
    for field in dict.fromkeys(field for heading, _ in plan.wide for field in heading.fields):
        said = [heading.fields.get(field) for heading, _ in plan.wide]
        columns[field] = pa.array(said, schema.field(field).type).take(in_turn)
        if field + MISSING_SUFFIX in schema.names:
            empty = plan.source.fields[field].missing.get("", BLANK)
            labels = pa.array([empty if value is None else None for value in said], pa.string())
            columns[field + MISSING_SUFFIX] = labels.take(in_turn)
    return columns
