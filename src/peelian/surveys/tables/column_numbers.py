"""The numbers of one row of a table, and what makes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from peelian.statistics.survey.difference import SurveyDifference
from peelian.statistics.survey.quotient import Quotient

Values = NDArray[np.float64]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class ColumnNumbers:
    """Numbers of one row, arrays with everyone first and then each column, shape (1 + columns,).

    Parameters
    ----------
    value, variance, lower, upper, degrees, deff
        The estimates.
    base, weight, kish, effective
        Their bases: people, weights, Kish's effective base (unequal weights alone), and people drawn simply
        who would be as sure (strata and clusters too).
    withheld
        Columns that would let another one be worked out; without any, none does.
    """

    value: Values
    variance: Values
    lower: Values
    upper: Values
    degrees: Values
    deff: Values
    base: Values
    weight: Values
    kish: Values
    effective: Values
    withheld: tuple[bool, ...] = ()

    def is_withheld(self, place: int) -> bool:
        """Return whether a column is withheld so that another cannot be worked out."""
        return bool(self.withheld) and self.withheld[place]


class NumbersMaker(Protocol):
    """What makes the numbers of the columns under one heading."""

    pairs: tuple[Places, Places]

    def told(self, quotient: Quotient) -> ColumnNumbers:
        """Return the numbers of a row."""
        ...

    def gaps(self, quotient: Quotient) -> SurveyDifference:
        """Return the first of every pair of columns less the second, and each column less everyone."""
        ...


def pairs_of(columns: int) -> tuple[Places, Places]:
    """Return every pair of columns, then each column with everyone (0), as places in `ColumnNumbers`.

    Parameters
    ----------
    columns
        How many columns there are.
    """
    one, other = np.triu_indices(columns, k=1)
    each = np.arange(1, columns + 1)
    return np.concatenate((one + 1, each)), np.concatenate((other + 1, np.zeros(columns, dtype=np.int64)))
