"""The columns of rows.parquet: each field of the source, how missing values are missing, and the record."""

from __future__ import annotations

import pyarrow as pa

from peelian.catalogue.field import FieldType
from peelian.catalogue.source import Source
from peelian.warehouse.decode.table import RECORD

NOT_IN_FILE = "not in this file"
BLANK = "blank"
NOT_RECOGNISED = "not recognised"
MISSING_SUFFIX = "__missing"

_TYPES: dict[FieldType, pa.DataType] = {
    "text": pa.string(),
    "code": pa.string(),
    "area": pa.string(),
    "flag": pa.bool_(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "date": pa.date32(),
    "month": pa.date32(),
    "datetime": pa.timestamp("us"),
    "geometry": pa.binary(),
}


def row_schema(source: Source) -> pa.Schema:
    """Return the columns that every vintage of a source has, in order.

    A field whose source declares ways of being missing is followed by `<field>__missing`, which holds the
    meaning of the way a value is missing and NULL where there is a value.
    """
    columns = []
    for name, field in source.fields.items():
        columns.append((name, _TYPES[field.type]))
        if field.missing:
            columns.append((name + MISSING_SUFFIX, pa.string()))
    return pa.schema([*columns, (RECORD, pa.int64())])
