"""Synthetic ward profiles, in the layout of those of the Greater London Authority."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from peelian.synthetic.ages import young_share
from peelian.synthetic.boroughs import crime_weights
from peelian.synthetic.files import write_columns
from peelian.synthetic.localities import Localities, localities
from peelian.synthetic.world import World

_LONDON = "E12000007"
# Heading -> value in an average ward, how far vulnerability moves it, and the decimals written.
_FROM_VULNERABILITY = {
    "Claimant Rate of Housing Benefit (2015)": (14.0, 0.45, 1),
    "Claimant rate of key out-of-work benefits (working age client group) (2014)": (10.0, 0.45, 1),
    "Average GCSE capped point scores - 2014": (321.0, -0.05, 1),
    "% Households Social Rented - 2011": (23.0, 0.35, 1),
    "Median Household income estimate (2012/13)": (39_000.0, -0.15, 0),
    "Employment rate (16-64) - 2011": (68.8, -0.06, 1),
    "% with no qualifications - 2011": (17.7, 0.2, 1),
}
_NOISE = 0.04

Numbers = npt.NDArray[np.float64]


def write_ward_profiles(world: World, folder: Path) -> list[Path]:
    """Write a profile of each ward, of each borough and of London.

    The rates of an area that holds wards are the mean of those of its wards, weighted by who lives there.
    """
    rng, places = world.stream("ward profiles"), localities(world)
    wards = _profile(rng, world, places)
    names = list(world.boroughs.values())
    titles = [f"{names[places.borough[k]]} - {name}" for k, name in enumerate(places.names)]
    columns: dict[str, object] = {
        "Ward name": [*titles, *names, "London"],
        "Old code": [""] * (len(titles) + len(names) + 1),
        "New code": [*places.codes, *world.boroughs, _LONDON],
    }
    for heading, (values, decimals) in wards.items():
        people = places.residents
        if heading.startswith("Population - "):
            boroughs = np.bincount(places.borough, values).astype(np.float64)
            whole = np.array([values.sum()])
        else:
            boroughs = np.bincount(places.borough, values * people) / np.bincount(places.borough, people)
            whole = np.array([np.average(values, weights=people)])
        every = np.concatenate([values, boroughs, whole])
        columns[heading] = np.rint(every).astype(np.int64) if decimals == 0 else np.round(every, decimals)
    return [write_columns(folder, "ward profiles.csv", columns)]


def _profile(rng: np.random.Generator, world: World, places: Localities) -> dict[str, tuple[Numbers, int]]:
    many = len(places.codes)
    busy = crime_weights(world.boroughs.values())[places.borough]
    found = {"Population - 2015": (places.residents.astype(np.float64), 0)}
    for heading, (usual, moved, decimals) in _FROM_VULNERABILITY.items():
        noise = rng.normal(1, _NOISE * abs(moved) / 0.45, many)
        found[heading] = (usual * (1 + moved * places.vulnerability) * noise, decimals)
    found["% All Young people aged 15-24 - 2015"] = (100 * young_share(places) * rng.normal(1, 0.03, many), 1)
    found["Population density (persons per sq km) - 2013"] = (9_000 * busy * rng.lognormal(0, 0.3, many), 0)
    found["% BAME - 2011"] = (np.clip(40 * rng.lognormal(0, 0.3, many), 5, 90), 1)
    return found
