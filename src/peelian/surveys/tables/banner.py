"""Columns of a table: groups of people that are held against each other and against all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.integer]


@dataclass(frozen=True, slots=True)
class BannerColumn:
    """One column.

    Parameters
    ----------
    label
        What a reader sees.
    codes
        Groups that it takes together; those of two columns may overlap, and their tests know it.
    after_break
        Whether answers of this column do not compare with those of columns before a break.
    """

    label: str
    codes: tuple[int, ...]
    after_break: bool = False


@dataclass(frozen=True, slots=True)
class BannerGroup:
    """Columns under one heading: sexes, ages, areas, waves.

    Parameters
    ----------
    label
        The heading.
    codes
        The group of each person, numbered from 0, -1 where not known, shape (n,).
    columns
        The columns.
    """

    label: str
    codes: Codes
    columns: tuple[BannerColumn, ...]


def banner_of(label: str, codes: Codes, *, words: Sequence[str]) -> BannerGroup:
    """Return a heading with a column for each group.

    Parameters
    ----------
    label
        The heading.
    codes
        The group of each person, numbered from 0, -1 where not known, shape (n,).
    words
        What a reader sees of each group.
    """
    return BannerGroup(label, codes, tuple(BannerColumn(word, (place,)) for place, word in enumerate(words)))
