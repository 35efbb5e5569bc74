"""Synthetic recorded crime, offence by offence, as CRIS-style and CONNECT-style extracts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from peelian.reference.period import month_end
from peelian.synthetic.extract import write_extract
from peelian.synthetic.world import World, months_between

CONNECT_FROM = dt.date(2024, 2, 28)
_DOMESTIC = {"CRIS": 0.11, "CONNECT": 0.15}
_HATE = {"CRIS": 0.025, "CONNECT": 0.034}
_NEVER_SET = 0.3


def write_allegations(world: World, folder: Path) -> list[Path]:
    """Write one extract for each system, split on the day that CONNECT replaced CRIS.

    Domestic abuse and hate crime flags jump on that day because they are recorded differently, not because
    more was done to anyone; three in ten flags are blank, which is not a "no".
    """
    rng, catalogue, wards = world.stream("allegations"), world.catalogue, world.wards
    offences = list(dict.fromkeys(row[3] for row in catalogue.crosswalks["mps_offences_2025"].rows))
    days = _recorded_days(rng, months_between(), world.scale.allegations)
    size = len(days)
    places = [(borough, ward) for borough, listed in wards.items() for ward, _ in listed]
    place = rng.integers(0, len(places), size)
    offence = rng.integers(0, len(offences), size)
    chance = rng.random((3, size))
    weapon = rng.choice(["knife", "other", "none", ""], size, p=[0.02, 0.03, 0.65, 0.3])
    systems = np.array(["CRIS" if day < CONNECT_FROM else "CONNECT" for day in days])
    written = []
    for system, layout in (("CRIS", "cris_offences"), ("CONNECT", "connect_offences")):
        kept = np.flatnonzero(systems == system)
        if len(kept) == 0:
            continue
        values = {
            "offence_id": [f"{system[:2]}{k:08d}" for k in kept],
            "recorded_on": [days[k].isoformat() for k in kept],
            "offence": [offences[offence[k]] for k in kept],
            "borough": [places[place[k]][0] for k in kept],
            "ward": [places[place[k]][1] for k in kept],
            "weapon": [str(weapon[k]) for k in kept],
            "domestic": _flags(chance[0, kept], _DOMESTIC[system]),
            "hate": _flags(chance[1, kept], _HATE[system]),
            "injury": _flags(chance[2, kept], 0.12),
        }
        described = catalogue.layouts[layout]
        name = f"{system} extract.csv"
        written.append(write_extract(folder, name, described, catalogue=catalogue, values=values))
    return written


def _recorded_days(rng: np.random.Generator, months: Sequence[dt.date], number: int) -> list[dt.date]:
    days = []
    for first in months:
        last = month_end(first).day
        drawn = np.sort(rng.integers(0, last, int(rng.poisson(number))))
        days += [first + dt.timedelta(days=int(step)) for step in drawn]
    return days


def _flags(chance: np.ndarray, share: float) -> list[str]:
    """Return Y, N or blank: blank where nobody touched the flag, which is not a no."""
    return ["Y" if p < share else ("" if p < share + _NEVER_SET else "N") for p in chance]
