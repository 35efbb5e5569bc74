"""Fields that are counted from others of their row, filled as the row is loaded."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from peelian.catalogue.count_of import CountOf
from peelian.catalogue.source import Source
from peelian.statistics.survey.elements import count_elements
from peelian.warehouse.row_schema import MISSING_SUFFIX


def with_counted(rows: pa.Table, source: Source) -> pa.Table:
    """Return rows in which every field with a `count of` holds its count, or says that there is none.

    Parameters
    ----------
    rows
        Rows with the columns of `row_schema`.
    source
        What they are rows of.
    """
    for name, field in source.fields.items():
        if field.count_of is None:
            continue
        counts = _counts(rows, field.count_of).cast(rows.schema.field(name).type)
        none = pa.scalar(None, pa.string())
        filled = {
            name: counts,
            name + MISSING_SUFFIX: pc.if_else(pc.is_null(counts), field.missing[""], none),
        }
        for column, values in filled.items():
            rows = rows.set_column(rows.schema.get_field_index(column), rows.schema.field(column), values)
    return rows


def _counts(rows: pa.Table, rule: CountOf) -> pa.Array:
    if not rows.num_rows:
        return pa.array([], pa.int64())
    there = np.column_stack([_numbers(rows[name].cast(pa.float64())) for name in rule.fields])
    applies = np.column_stack([_applies(rows, name, rule) for name in rule.fields])
    made = count_elements(
        there, applies, least_applicable=rule.least_applicable, most_unknown=rule.most_unknown
    )
    return pa.array(made.scaled, pa.float64(), from_pandas=True).cast(pa.int64())


def _numbers(column: Any) -> NDArray[np.float64]:
    return np.asarray(pc.fill_null(column, np.nan).to_numpy(), dtype=np.float64)


def _applies(rows: pa.Table, name: str, rule: CountOf) -> NDArray[np.bool_]:
    missing = name + MISSING_SUFFIX
    if missing not in rows.column_names:
        return np.ones(rows.num_rows, dtype=np.bool_)
    outside = pc.is_in(rows[missing], pa.array(rule.not_applicable, pa.string()))
    return np.asarray(~outside.to_numpy(), dtype=np.bool_)
