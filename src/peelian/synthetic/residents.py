"""Synthetic residents by borough and ward, in the layouts of the census and of the area lookups."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from peelian.synthetic.ages import FIVE_YEARS, age_shares
from peelian.synthetic.ethnic_groups import write_ethnic_groups
from peelian.synthetic.files import write_columns
from peelian.synthetic.localities import localities
from peelian.synthetic.residents_by_group import write_residents_by_group
from peelian.synthetic.world import World

_IN_WARD = 2
_HEADINGS = {
    "0-4": "Aged 4 years and under",
    "85+": "Aged 85 years and over",
    **{band: f"Aged {band.replace('-', ' to ')} years" for band in FIVE_YEARS[1:-1]},
}


def write_residents(world: World, folder: Path) -> list[Path]:
    """Write residents by age and ethnic group for two small areas in each ward, for boroughs, and the lookup.

    A borough has about 270,000 residents at every scale; where wards are few, they are large.
    """
    rng, places = world.stream("residents"), localities(world)
    shares = np.repeat(age_shares(places), _IN_WARD, axis=0)
    ward = np.repeat(np.arange(len(places.codes)), _IN_WARD)
    half = rng.binomial(places.residents, 0.5)
    people = np.stack([half, places.residents - half], axis=1).reshape(-1)
    ages = rng.multinomial(people, shares)
    codes = np.array([f"E0199{k:04d}" for k in range(len(ward))])
    names = np.array([f"{places.names[k]} {part % _IN_WARD + 1}" for part, k in enumerate(ward)])
    borough = places.borough[ward]
    boroughs, borough_names = np.array(list(world.boroughs)), np.array(list(world.boroughs.values()))
    whole = np.zeros((len(boroughs), ages.shape[1]), dtype=np.int64)
    np.add.at(whole, borough, ages)
    lookup = {
        "LSOA21CD": codes,
        "LSOA21NM": names,
        "WD24CD": np.array(places.codes)[ward],
        "WD24NM": np.array(places.names)[ward],
        "LAD24CD": boroughs[borough],
        "LAD24NM": borough_names[borough],
    }
    blank = {f"{area}NMW": [""] * len(ward) for area in ("LSOA21", "WD24", "LAD24")}
    return [
        write_columns(folder, "residents by age, small areas.csv", _table(codes, names, ages)),
        write_columns(folder, "residents by age, boroughs.csv", _table(boroughs, borough_names, whole)),
        write_columns(
            folder,
            "lookup of small areas to wards.csv",
            {**lookup, **blank, "ObjectId": np.arange(1, len(ward) + 1)},
        ),
        *write_ethnic_groups(
            world.stream("ethnic groups"), folder, list(zip(codes, boroughs[borough], people, strict=True))
        ),
        *write_residents_by_group(world, folder),
    ]


def _table(codes: np.ndarray, names: np.ndarray, ages: np.ndarray) -> dict[str, object]:
    return {
        "date": np.full(len(codes), 2021),
        "geography": names,
        "geography code": codes,
        "Age: Total": ages.sum(axis=1),
        **{f"Age: {_HEADINGS[band]}": ages[:, k] for k, band in enumerate(FIVE_YEARS)},
    }
