"""Which groups of several columns are withheld so that none under the least base can be worked out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from peelian.surveys.tables.banner import BannerColumn, BannerGroup
from peelian.surveys.tables.complements import withheld_columns

Inside = NDArray[np.bool_]
Codes = NDArray[np.int64]


def withheld_groups(columns: Sequence[Codes], inside: Inside, *, least: int) -> list[Inside]:
    """Return for each column which of its groups are withheld, shapes (groups,).

    A group under the least base is the whole less the other groups of its column; and where columns lie
    within each other, areas in regions say, it is also a region less the other areas of that. So groups of
    all columns are withheld together, as `withheld_columns` does with columns that overlap: what people are
    in at once (which area and which sex) is never shown, and is a part of each of those groups.

    Parameters
    ----------
    columns
        For each column the group of each person, numbered from 0, -1 where it is not known or not told,
        shape (n,).
    inside
        Who is in the base, shape (n,).
    least
        With fewer people in its base a group is withheld.
    """
    together, place = np.unique(np.column_stack(columns), axis=0, return_inverse=True)
    sizes = [int(codes.max(initial=-1)) + 1 for codes in columns]
    members = [
        tuple(np.flatnonzero(together[:, number] == group).tolist())
        for number, size in enumerate(sizes)
        for group in range(size)
    ]
    told = BannerGroup("", place.ravel(), tuple(BannerColumn("", codes) for codes in members))
    flags = withheld_columns([inside], told, least=least)
    return np.split(flags, np.cumsum(sizes)[:-1])
