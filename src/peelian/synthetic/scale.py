"""How much synthetic data to make."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """Sizes of a synthetic London.

    Parameters
    ----------
    wards
        Wards in each borough.
    stops
        Stops and searches a month.
    allegations
        Recorded crime records a month in the CRIS-style and CONNECT-style extracts.
    """

    wards: int
    stops: int
    allegations: int


SCALES: dict[str, Scale] = {
    "tiny": Scale(wards=2, stops=400, allegations=600),
    "demo": Scale(wards=12, stops=6_000, allegations=4_000),
}
"""The scales by name."""
