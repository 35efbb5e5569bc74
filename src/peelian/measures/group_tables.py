"""Tables of counts taken apart by group: everyone first, then each value of each group."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc


def group_tables(rows: pa.Table) -> Iterator[tuple[tuple[str, str] | None, pa.Table]]:
    """Yield each group, as field and value, with its rows; None for everyone.

    Parameters
    ----------
    rows
        With a column `group`: "field=value", or null for everyone.
    """
    yield None, rows.filter(pc.is_null(rows["group"]))
    named = rows.filter(pc.is_valid(rows["group"]))
    for text in sorted(pc.unique(named["group"]).to_pylist()):
        field, _, value = text.partition("=")
        yield (field, value), named.filter(pc.equal(named["group"], text))
