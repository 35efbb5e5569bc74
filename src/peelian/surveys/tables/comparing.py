"""Which columns differ, judged over a whole table at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peelian.statistics.false_discovery import adjust_for_false_discovery
from peelian.statistics.holm import adjust_by_holm
from peelian.surveys.tables.rules import TableRules

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Compared:
    """One comparison of two columns of a row.

    Parameters
    ----------
    row
        The row.
    first, second
        The two columns, counted over the whole table; 0 is everyone.
    difference, p
        The first less the second, and the p value of Student's t before it is adjusted.
    """

    row: int
    first: int
    second: int
    difference: float
    p: float


@dataclass(frozen=True, slots=True)
class Calls:
    """What is said of the columns of a table.

    Parameters
    ----------
    higher
        (row, column) -> the columns that it is higher than.
    stars
        (row, column) -> stars against everyone, and the adjusted p value.
    """

    higher: dict[tuple[int, int], tuple[int, ...]]
    stars: dict[tuple[int, int], tuple[str, float]]


def call(comparisons: Sequence[Compared], rules: TableRules) -> Calls:
    """Return which columns are higher than which, and how surely they differ from everyone.

    Of thousands of cells some 5 % would differ by luck alone, so all comparisons of a table, those between
    columns and those with everyone, are one family whose p values are adjusted together.

    Parameters
    ----------
    comparisons
        The comparisons that may be made: bases large enough, no break between.
    rules
        The rules of the table.
    """
    raw = np.array([each.p for each in comparisons], dtype=np.float64)
    adjusted = raw
    if rules.adjustment == "false discovery":
        adjusted = adjust_for_false_discovery(raw)
    elif rules.adjustment == "holm":
        adjusted = adjust_by_holm(raw)
    higher: dict[tuple[int, int], tuple[int, ...]] = {}
    stars: dict[tuple[int, int], tuple[str, float]] = {}
    for each, p in zip(comparisons, adjusted.tolist(), strict=True):
        if each.second == 0:
            stars[each.row, each.first] = ("*" * sum(p <= bound for bound in rules.starred_at), p)
        elif p <= rules.called_at:
            up, down = (each.first, each.second) if each.difference > 0 else (each.second, each.first)
            higher[each.row, up] = (*higher.get((each.row, up), ()), down)
    return Calls({key: tuple(sorted(columns)) for key, columns in higher.items()}, stars)
