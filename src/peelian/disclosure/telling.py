"""Which findings tell a count, by themselves or as what they are made of."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from peelian.disclosure.columns import texts
from peelian.disclosure.equations import Flags

_OF_PEOPLE = "mean.cohort."


def tell_counts(table: pa.Table) -> Flags:
    """Say which findings tell a count: counts, rates, shares, means for each day and for each person.

    Other means (of an index, of a group of areas) are made otherwise.

    Parameters
    ----------
    table
        Findings, or those of their columns that a release keeps, which has no means.
    """
    told = np.isin(texts(table, "kind"), ("count", "rate", "share"))
    if "unit" in table.column_names:
        a_day = np.array([str(unit).endswith(" a day") for unit in texts(table, "unit")], dtype=np.bool_)
        told |= (texts(table, "kind") == "mean") & a_day
    return np.asarray(told | tell_bases(table))


def tell_bases(table: pa.Table) -> Flags:
    """Say which findings tell the count below their line as well: shares, and means for each person.

    Of a mean, the sum above the line is no count where it adds up weights, and is then not told.

    Parameters
    ----------
    table
        As for `tell_counts`.
    """
    told = texts(table, "kind") == "share"
    if "method" in table.column_names:
        methods = (str(method).startswith(_OF_PEOPLE) for method in texts(table, "method"))
        told = told | ((texts(table, "kind") == "mean") & np.array([*methods], dtype=np.bool_))
    return np.asarray(told)
