"""The confidence level of findings, told only where there is an interval that has it."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

_ENDS = ("lower", "upper", "change_lower", "change_upper")


def levels_of_intervals(table: pa.Table) -> pa.Table:
    """Return findings whose level is null where neither the value nor the change has an interval.

    A count has none, nor has a share of people whom nobody drew, nor a number that is hidden: a level beside
    it would say that its margin is known.

    Parameters
    ----------
    table
        Findings with `FINDINGS_SCHEMA`.
    """
    at = table.schema.get_field_index("level")
    bounded = pc.or_(
        *(pc.or_(pc.is_valid(table[a]), pc.is_valid(table[b])) for a, b in (_ENDS[:2], _ENDS[2:]))
    )
    level = pc.if_else(bounded, table["level"], pa.scalar(None, pa.float64()))
    return table.set_column(at, table.schema.field(at), level)
