"""Decimals of shares: enough of them that a small share is never printed as none."""

from __future__ import annotations

from collections.abc import Iterable

from peelian.reference.unit import say_percent

_LEAST = tuple(0.995 * 10**-places for places in range(4))
"""Least percentage that is printed with no decimal, with one, with two and with three."""


def share_decimals(values: Iterable[float | None]) -> int:
    """Return how many decimals the shares of one panel are printed with, as percentages, from the largest.

    None from one per cent upwards; a smaller share gets as many as its first digit needs, so that 2 in 10,000
    is "0.02%" and never "0%".
    """
    return _places(max((abs(value) for value in values if value is not None), default=0.0))


def _places(largest: float) -> int:
    if not largest:
        return 0
    return next((places for places, least in enumerate(_LEAST) if largest * 100 >= least), len(_LEAST))


def say_share(share: float, *, decimals: int | None = None) -> str:
    """Return a share as a percentage; none at all is "0%", and what is too small for the decimals says so."""
    places = _places(abs(share)) if decimals is None else decimals
    if share and abs(share) * 100 < 0.5 * 10**-places:
        return f"<{10**-places:.{places}f}%"
    return say_percent(share, decimals=places if share else 0)
