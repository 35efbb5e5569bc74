"""Synthetic counts of England and Wales beside London, by month, as forces return them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt

from peelian.synthetic.files import write_columns
from peelian.synthetic.knife_counts import knife_months
from peelian.synthetic.london_months import all_london_months, first_months
from peelian.synthetic.spread import spread
from peelian.synthetic.world import World

COUNTRY: Mapping[str, tuple[int, int, int, int]] = {
    "Total recorded crime (excluding fraud)": (3_690_000, 4_120_000, 4_700_000, 5_419_100),
    "Offences involving a knife or sharp instrument": (25_900, 28_400, 32_500, 39_650),
}
"""Offences of England and Wales in 2014 to 2017: in 2017 15.3 % more in all, and 22 % more with a knife."""

_SEASON = np.array([0.98, 0.92, 1.01, 0.98, 1.03, 1.02, 1.05, 1.02, 1.0, 1.03, 0.99, 0.97])
_AREAS = (("K04000001", "England and Wales"), ("E23000001", "Metropolitan Police"))

Whole = npt.NDArray[np.int64]


def write_national(world: World, folder: Path) -> list[Path]:
    """Write what England and Wales and London record in each month from 2014 to 2017.

    London's numbers are those of its own published counts.
    """
    rng = world.stream("national")
    london = (all_london_months(world), knife_months(world).boroughs.sum(axis=0))
    written = [f"{month:%b-%y}" for month in first_months()]
    columns: dict[str, list[object]] = {
        name: [] for name in ("Month", "Area code", "Area", "Offence", "Number of offences")
    }
    for (offence, years), own in zip(COUNTRY.items(), london, strict=True):
        for (code, name), counts in zip(_AREAS, (_months(rng, years), own), strict=True):
            told = (written, [code] * len(written), [name] * len(written), [offence] * len(written))
            for heading, values in zip(columns, (*told, counts.tolist()), strict=True):
                columns[heading] += values
    return [write_columns(folder, "recorded crime, England and Wales and London.csv", columns)]


def _months(rng: np.random.Generator, years: tuple[int, ...]) -> Whole:
    rise = 1 + 0.12 * np.linspace(-0.5, 0.5, 12)
    return np.concatenate([spread(year, _SEASON * rise * rng.normal(1, 0.006, 12)) for year in years])
