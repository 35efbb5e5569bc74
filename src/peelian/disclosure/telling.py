"""Which findings tell a count, by themselves or as what they are made of."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from peelian.disclosure.columns import texts
from peelian.disclosure.equations import Flags


def tell_counts(table: pa.Table) -> Flags:
    """Say which findings tell a count: counts, rates, shares, and means of a count for each day.

    Other means (of an index, of a group of areas, for each person) are made otherwise.

    Parameters
    ----------
    table
        Findings, or those of their columns that a release keeps, which has no daily means.
    """
    kind = texts(table, "kind")
    told = np.isin(kind, ("count", "rate", "share"))
    if "unit" in table.column_names:
        a_day = np.array([str(unit).endswith(" a day") for unit in texts(table, "unit")], dtype=np.bool_)
        told |= (kind == "mean") & a_day
    return np.asarray(told)
