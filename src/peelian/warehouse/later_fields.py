"""Fields that a source gained after its rows were loaded: they read as not in the file, and never as a no."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.parquet as pq

from peelian.catalogue.source import Source
from peelian.warehouse.current_parts import Part
from peelian.warehouse.row_schema import MISSING_SUFFIX, NOT_IN_FILE, row_schema


def later_fields(parts: Sequence[Part], source: Source) -> dict[str, tuple[pa.DataType, str | None]]:
    """Return the columns of a source that none of its vintages has: type, and the text they read as.

    The text is None for a value, which is missing, and the way in which it is missing beside it.

    Parameters
    ----------
    parts
        The vintages that hold current rows.
    source
        As it is described today.
    """
    held = {name for part in parts for name in pq.read_schema(part.path).names}
    return {
        column.name: (column.type, NOT_IN_FILE if column.name.endswith(MISSING_SUFFIX) else None)
        for column in row_schema(source)
        if column.name not in held
    }
