"""Estimates from a file of answers, and what a reader should know of them."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileEstimate:
    """One estimate.

    Parameters
    ----------
    y
        Column.
    group
        Values of the columns of groups, joined by ", ", or None.
    level
        Category of a proportion, share of a quantile, or None.
    value, se, lower, upper
        The estimate, its standard error and the ends of its interval; None where there is none.
    df
        Degrees of freedom, or None.
    n
        Rows with an answer.
    deff
        Design effect, or None.
    """

    y: str
    group: str | None
    level: str | None
    value: float | None
    se: float | None
    lower: float | None
    upper: float | None
    df: int | None
    n: int
    deff: float | None

    def as_record(self) -> dict[str, str | float | int | None]:
        """Return the estimate as it stands in JSON."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class FileEstimates:
    """All estimates asked for.

    Parameters
    ----------
    estimates
        In the order of columns, groups and categories.
    notes
        Sentences on missing answers, weights, degrees of freedom and methods.
    """

    estimates: tuple[FileEstimate, ...]
    notes: tuple[str, ...]


def number_or_none(value: float) -> float | None:
    """Return a number for a document, None where there is none.

    Parameters
    ----------
    value
        Any number; a huge one counts as none, too.
    """
    return float(value) if math.isfinite(value) else None
