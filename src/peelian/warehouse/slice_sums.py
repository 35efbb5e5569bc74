"""Two expressions that most questions about rows need: which slice a row is in, and what rows of it count."""

from __future__ import annotations

from collections.abc import Collection

from peelian.catalogue.source import Source
from peelian.warehouse.rows_view import quoted
from peelian.warehouse.source_shape import count_field


def slice_of(source: Source) -> str:
    """Return the SQL expression for a row's slice: a list of texts, "" for no value, [] without slices."""
    parts = [f"coalesce(CAST({quoted(name)} AS VARCHAR), '')" for name in source.slices]
    return f"CAST([{', '.join(parts)}] AS VARCHAR[])"


def amount_of(source: Source, columns: Collection[str]) -> str:
    """Return the SQL aggregate for what rows count: the sum of the count field, or the number of rows."""
    name = count_field(source)
    if name is None or name not in columns:
        return "count(*)"
    return f"CAST(coalesce(sum({quoted(name)}), 0) AS BIGINT)"
