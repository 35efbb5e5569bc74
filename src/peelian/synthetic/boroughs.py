"""Roughly how much more or less is recorded in each borough: made-up levels in a plausible order."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

CONCENTRATED = ("Richmond upon Thames", "Kingston upon Thames")
"""Boroughs of little knife crime in which one or two wards have most of it."""

# Crime for each resident beside that of London, and knife crime of 2017 in the order that is told of it:
# Southwark most, then Brent. Illustrations, not measurements.
_LEVELS: dict[str, tuple[float, float]] = {
    "Barking and Dagenham": (1.0, 430), "Barnet": (0.8, 400), "Bexley": (0.65, 260),
    "Brent": (1.0, 780), "Bromley": (0.75, 330), "Camden": (1.45, 600), "Croydon": (0.95, 640),
    "Ealing": (0.95, 570), "Enfield": (0.9, 640), "Greenwich": (1.0, 560), "Hackney": (1.2, 680),
    "Hammersmith and Fulham": (1.25, 390), "Haringey": (1.15, 700), "Harrow": (0.65, 300),
    "Havering": (0.75, 359), "Hillingdon": (0.9, 400), "Hounslow": (0.95, 400),
    "Islington": (1.35, 620), "Kensington and Chelsea": (1.35, 330),
    "Kingston upon Thames": (0.7, 90), "Lambeth": (1.2, 710), "Lewisham": (0.95, 600),
    "Merton": (0.65, 220), "Newham": (1.05, 720), "Redbridge": (0.8, 390),
    "Richmond upon Thames": (0.65, 110), "Southwark": (1.2, 870), "Sutton": (0.65, 104),
    "Tower Hamlets": (1.1, 690), "Waltham Forest": (0.9, 520), "Wandsworth": (0.85, 380),
    "Westminster": (2.4, 700),
}  # fmt: skip
_UNLISTED = (1.0, 450.0)


def crime_weights(names: Iterable[str]) -> npt.NDArray[np.float64]:
    """Return for each borough how much crime a resident bears, 1 for as much as in London."""
    return np.array([_LEVELS.get(name, _UNLISTED)[0] for name in names])


def knife_weights(names: Iterable[str]) -> npt.NDArray[np.float64]:
    """Return for each borough roughly how many knife crimes it had in 2017."""
    return np.array([_LEVELS.get(name, _UNLISTED)[1] for name in names], dtype=np.float64)
