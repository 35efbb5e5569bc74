"""The official code: findings about the force go under one code, however the files name it."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from peelian.workspace.settings import Force


def under_official_code(table: pa.Table, force: Force) -> pa.Table:
    """Return findings in which every code that stands for the force is the official one.

    Parameters
    ----------
    table
        With `FINDINGS_SCHEMA`.
    force
        The force, with the codes that files know it by.
    """
    column = table["area_code"].combine_chunks()
    plain = column.dictionary_decode() if pa.types.is_dictionary(column.type) else column
    known = pc.is_in(plain, pa.array(list(force.known_as), pa.string()))
    mended = pc.if_else(known, force.code, plain).cast(column.type)
    return table.set_column(table.schema.get_field_index("area_code"), table.field("area_code"), mended)
