"""Which columns of all headings are withheld, where groups of one heading lie within those of another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from peelian.surveys.tables.banner import BannerGroup
from peelian.surveys.tables.complements import withheld_columns

Inside = NDArray[np.bool_]
Flags = NDArray[np.bool_]
Codes = NDArray[np.integer]


def withheld_headings(bases: Sequence[Inside], headings: Sequence[BannerGroup], *, least: int) -> list[Flags]:
    """Return for each heading which of its columns are withheld for some rows of a table, shapes (columns,).

    A column under the least base is everyone less the other columns of its heading, which `withheld_columns`
    sees to. Where areas lie within regions it is also a region less the other areas of it: headings of which
    one lies within another are therefore withheld together. Of headings that cross, such as sexes and areas,
    nobody is told how many are in both, so that the one tells nothing of the other but everyone.

    Parameters
    ----------
    bases
        Who is in the base of each row, shapes (n,); a column is withheld in all of these rows or in none.
    headings
        The headings, of the same n people.
    least
        With fewer people in its base a number is withheld.
    """
    flags = [np.zeros(0, dtype=np.bool_)] * len(headings)
    for places in _families(headings):
        found = withheld_columns(bases, _together([headings[at] for at in places]), least=least)
        sizes = [len(headings[at].columns) for at in places]
        for at, part in zip(places, np.split(found, np.cumsum(sizes)[:-1]), strict=True):
            flags[at] = part
    return flags


def _families(headings: Sequence[BannerGroup]) -> list[list[int]]:
    """Return the places of headings that lie within each other, directly or by way of others."""
    count = len(headings)
    linked = np.array(
        [[_lies_within(one.codes, other.codes) for other in headings] for one in headings], dtype=bool
    ).reshape(count, count)
    families, family = sparse.csgraph.connected_components(sparse.csr_array(linked), directed=False)
    return [np.flatnonzero(family == each).tolist() for each in range(families)]


def _lies_within(inner: Codes, outer: Codes) -> bool:
    """Say whether each group of one heading is in one group of the other alone, where both are known."""
    known = (inner >= 0) & (outer >= 0)
    size = int(outer.max(initial=0)) + 1
    met = np.bincount(inner[known] * size + outer[known], minlength=(int(inner.max(initial=0)) + 1) * size)
    return bool(((met > 0).reshape(-1, size).sum(axis=1) <= 1).all())


def _together(headings: Sequence[BannerGroup]) -> BannerGroup:
    """Return one heading whose groups are people of the same groups of each, and whose columns overlap."""
    if len(headings) == 1:
        return headings[0]
    groups, place = np.unique(np.column_stack([each.codes for each in headings]), axis=0, return_inverse=True)
    columns = tuple(
        replace(column, codes=tuple(np.flatnonzero(np.isin(groups[:, number], column.codes)).tolist()))
        for number, heading in enumerate(headings)
        for column in heading.columns
    )
    return BannerGroup("", place.ravel(), columns)
