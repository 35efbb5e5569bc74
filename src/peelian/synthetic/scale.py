"""How much synthetic data to make."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """Sizes of a synthetic London.

    Parameters
    ----------
    wards
        Wards in all boroughs together.
    stops
        Stops and searches a month.
    allegations
        Recorded crime records a month in the CRIS-style and CONNECT-style extracts.
    people
        Persons whose references are linked, of whom the truth is kept.
    """

    wards: int
    stops: int
    allegations: int
    people: int


SCALES: dict[str, Scale] = {
    "tiny": Scale(wards=64, stops=400, allegations=330, people=1_800),
    "demo": Scale(wards=630, stops=3_000, allegations=11_000, people=60_000),
    "full": Scale(wards=630, stops=28_000, allegations=110_000, people=400_000),
}
"""The scales by name."""
