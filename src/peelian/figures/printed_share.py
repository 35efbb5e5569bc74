"""Printed share: what a printed percentage can stand for, given how it was rounded or hedged.

All arithmetic is in whole numbers and exact fractions, so that a share that lies on the edge of what was
printed is never judged by an error of binary arithmetic.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor


@dataclass(frozen=True, slots=True)
class PrintedShare:
    """A percentage as printed.

    Parameters
    ----------
    text
        The words, as in "41%" or "just over a third".
    value
        The percentage itself.
    lower, upper
        The least and the greatest percentage that may be printed so, both included: a half may be rounded
        either way.
    decimals
        Decimals that were printed.
    """

    text: str
    value: Fraction
    lower: Fraction
    upper: Fraction
    decimals: int = 0

    def covers(self, count: int, base: int) -> bool:
        """Say whether count / base may be printed so."""
        return base > 0 and self.lower * base <= 100 * count <= self.upper * base

    def bases_for(self, count: int) -> tuple[int, int | None] | None:
        """Return the least and the greatest whole base that make it true for a count, None when none does.

        The greatest is None when there is no greatest.
        """
        if self.upper <= 0:
            return None
        least = max(ceil(100 * count / self.upper), count, 1)
        if self.lower <= 0:
            return least, None
        most = floor(100 * count / self.lower)
        return (least, most) if least <= most else None

    def is_reachable(self, base: int) -> bool:
        """Say whether any whole count of the base may be printed so."""
        return base > 0 and ceil(self.lower * base / 100) <= floor(self.upper * base / 100)


def say_share(count: int, base: int, *, beside: PrintedShare) -> str:
    """Return count / base as a percentage, with the digits that show how it differs from what was printed."""
    exact = Fraction(100 * count, base)
    shown = exact
    for decimals in range(max(beside.decimals + 1, 1), 8):
        shown = Fraction(round(exact * 10**decimals), 10**decimals)
        if beside.covers(count, base) or not beside.lower <= shown <= beside.upper:
            return f"{float(shown):.{decimals}f}%"
    return f"{float(shown):.7f}%"
