"""Synthetic residents by borough and ward, in the layouts of the census and of the area lookups."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from peelian.synthetic.ethnic_groups import write_ethnic_groups
from peelian.synthetic.files import write_csv
from peelian.synthetic.world import World

_FIVE_YEARS = tuple(f"Aged {low} to {low + 4} years" for low in range(5, 85, 5))
_BANDS = ("Aged 4 years and under", *_FIVE_YEARS, "Aged 85 years and over")
_AREAS = ("LSOA21", "WD24", "LAD24")
_LOOKUP = (*(f"{area}{part}" for area in _AREAS for part in ("CD", "NM", "NMW")), "ObjectId")


def write_residents(world: World, folder: Path) -> list[Path]:
    """Write residents by age and ethnic group for two small areas in each ward, by age for boroughs, and the
    lookup.
    """
    rng, boroughs, wards = world.stream("residents"), world.boroughs, world.wards
    headings = ["date", "geography", "geography code", "Age: Total", *(f"Age: {band}" for band in _BANDS)]
    shares = rng.dirichlet(np.full(len(_BANDS), 60.0))
    small: list[list[object]] = []
    whole: list[list[object]] = []
    lookup: list[list[object]] = []
    counted: list[tuple[str, str, int]] = []
    for code, name in boroughs.items():
        total = np.zeros(len(_BANDS), dtype=np.int64)
        for ward, ward_name in wards[code]:
            for part in range(2):
                ages = rng.multinomial(int(rng.integers(3_500, 9_000)), shares)
                total += ages
                lsoa = f"E0199{len(small):04d}"
                small.append([2021, f"{ward_name} {part + 1}", lsoa, int(ages.sum()), *ages.tolist()])
                row = [lsoa, f"{ward_name} {part + 1}", "", ward, ward_name, "", code, name, "", len(small)]
                lookup.append(list(row))
                counted.append((lsoa, code, int(ages.sum())))
        whole.append([2021, name, code, int(total.sum()), *total.tolist()])
    return [
        write_csv(folder, "residents by age, small areas.csv", headings, small),
        write_csv(folder, "residents by age, boroughs.csv", headings, whole),
        write_csv(folder, "lookup of small areas to wards.csv", _LOOKUP, lookup),
        *write_ethnic_groups(world.stream("ethnic groups"), folder, counted),
    ]
