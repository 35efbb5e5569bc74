"""Crosswalks inside a query: as a table to join, and the condition to join it on."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from peelian.catalogue.crosswalk import Crosswalk
from peelian.warehouse.crosswalk_lookup import by_key


def as_table(crosswalk: Crosswalk) -> pa.Table:
    """Return a crosswalk as a table with columns k0, k1 ... looked up and g0, g1 ... given, all text."""
    rows = by_key(crosswalk)
    columns = {
        f"k{at}": pa.array([key[at] for key in rows], type=pa.string())
        for at in range(len(crosswalk.columns))
    }
    for at in range(len(crosswalk.gives)):
        columns[f"g{at}"] = pa.array([gives[at] for gives in rows.values()], type=pa.string())
    return pa.table(columns)


def matching(columns: Sequence[str], table: str) -> str:
    """Return the SQL condition that columns (SQL of trimmed text) are a crosswalk's looked-up values."""
    return " AND ".join(f"coalesce(lower({column}), '') = {table}.k{at}" for at, column in enumerate(columns))
