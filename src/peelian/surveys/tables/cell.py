"""One cell of a table: a number with what is needed to judge it, or why there is none."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from peelian.catalogue.survey.least_base import LeastBase

CellState = Literal["shown", "low reliability", "suppressed", "not available", "not applicable"]
SIGNS: dict[CellState, str] = {
    "shown": "",
    "low reliability": "[u]",
    "suppressed": "[c]",
    "not available": "[x]",
    "not applicable": "[z]",
}
"""The shorthand of official tables for each state (Government Analysis Function, symbols in tables)."""


@dataclass(frozen=True, slots=True)
class TableCell:
    """One number.

    Parameters
    ----------
    state
        Whether there is a number, and how far to rely on it.
    value, se, lower, upper, degrees, deff
        The estimate with its standard error, interval, degrees of freedom and design effect; None where
        withheld or not known. Shares are fractions.
    base, weighted_base, kish_base, effective_base
        People in the base, their weights, Kish's effective base, and how many drawn simply would be as sure.
        None where withheld.
    higher_than
        Letters of the columns of the same heading that it is higher than.
    against_all
        Stars: how surely it differs from everyone.
    p_against_all
        The adjusted p value behind the stars, None where not tested.
    """

    state: CellState
    value: float | None = None
    se: float | None = None
    lower: float | None = None
    upper: float | None = None
    degrees: float | None = None
    deff: float | None = None
    base: int | None = None
    weighted_base: float | None = None
    kish_base: float | None = None
    effective_base: float | None = None
    higher_than: tuple[str, ...] = ()
    against_all: str = ""
    p_against_all: float | None = None

    @property
    def is_told(self) -> bool:
        """Whether there is a number."""
        return self.value is not None


def state_of(base: int, value: float, least: LeastBase, *, withheld: bool = False) -> CellState:
    """Return the state of a number.

    Parameters
    ----------
    base
        People in the base.
    value
        The number, not a number where there is none.
    least
        The least bases.
    withheld
        Whether it would let another number be worked out.
    """
    if base == 0:
        return "not applicable"
    if withheld or base < least.to_show:
        return "suppressed"
    if not math.isfinite(value):
        return "not available"
    return "low reliability" if base < least.to_rely_on else "shown"
