"""Decimals: enough of them that a small rate is never printed as none."""

from __future__ import annotations

from collections.abc import Iterable

from peelian.reference.unit import say_number

_STEPS = ((0.0995, 2), (0.00995, 3))
"""From this size upwards a rate is printed with so many decimals, unless a larger one is beside it."""


def decimals_for(values: Iterable[float | None]) -> int:
    """Return how many decimals the rates of one panel are printed with, from the largest of them."""
    largest = max((abs(value) for value in values if value is not None), default=0.0)
    if largest >= 0.995 or not largest:
        return 1
    return next((decimals for size, decimals in _STEPS if largest >= size), 4)


def say_rate(value: float, *, decimals: int | None = None) -> str:
    """Return a rate in figures; none at all is "0", and what is too small for the decimals says so."""
    if not value:
        return "0"
    places = decimals_for([value]) if decimals is None else decimals
    if abs(value) < 0.5 * 10**-places:
        return f"<{10**-places:.{places}f}"
    return say_number(value, decimals=places)
