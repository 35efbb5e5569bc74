"""Scales: from numbers to places on a drawing, with round numbers on the axis."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight scale: `low` is drawn at `start`, `high` at `stop`."""

    low: float
    high: float
    start: float
    stop: float

    def __call__(self, value: float) -> float:
        """Return the place of a value; values outside are held at the ends."""
        if self.high == self.low:
            return (self.start + self.stop) / 2
        share = (value - self.low) / (self.high - self.low)
        share = 0.0 if share < 0 else 1.0 if share > 1 else share
        return self.start + share * (self.stop - self.start)


def bounds(values: Iterable[float], *, zero: str = "when near") -> tuple[float, float]:
    """Return the least and greatest value, widened to zero.

    Parameters
    ----------
    values
        What will be drawn; none at all gives 0 and 1.
    zero
        "always", "never", or "when near": zero is taken in when the least value is under half of the
        greatest.
    """
    known = list(values)
    if not known:
        return 0.0, 1.0
    low, high = min(known), max(known)
    if zero == "always" or (zero == "when near" and 0 <= low < high / 2):
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        return (0.0, high or 1.0) if low >= 0 else (low, 0.0)
    return low, high


def round_steps(low: float, high: float, *, about: int = 3) -> tuple[float, ...]:
    """Return round numbers within a range, about as many as asked for."""
    if high <= low:
        return (low,)
    rough = (high - low) / max(about, 1)
    size = 10 ** math.floor(math.log10(rough))
    step = next(size * times for times in (1, 2, 5, 10) if size * times >= rough * 0.999)
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return tuple(index * step for index in range(first, last + 1))
