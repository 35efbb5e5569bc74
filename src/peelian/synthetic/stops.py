"""Synthetic stops and searches in the layout of data.police.uk."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np

from peelian.reference.period import month_end
from peelian.synthetic.files import write_csv
from peelian.synthetic.world import World, months_between

_MONTHS = 13

_HEADINGS = (
    "Type", "Date", "Part of a policing operation", "Policing operation", "Latitude", "Longitude", "Gender",
    "Age range", "Self-defined ethnicity", "Officer-defined ethnicity", "Legislation", "Object of search",
    "Outcome", "Outcome linked to object of search", "Removal of more than just outer clothing",
)  # fmt: skip
_SELF = (
    ("White - English/Welsh/Scottish/Northern Irish/British", "White", 0.24),
    ("White - Any other White background", "White", 0.13),
    ("Black/African/Caribbean/Black British - African", "Black", 0.12),
    ("Black/African/Caribbean/Black British - Caribbean", "Black", 0.11),
    ("Asian/Asian British - Pakistani", "Asian", 0.08),
    ("Mixed/Multiple ethnic groups - White and Black Caribbean", "Black", 0.03),
    ("Other ethnic group - Not stated", "White", 0.28),
    ("", "", 0.01),
)
_AGES = (("10-17", 0.17), ("18-24", 0.3), ("25-34", 0.22), ("over 34", 0.18), ("", 0.13))
_OBJECTS = (
    ("Controlled drugs", "Misuse of Drugs Act 1971 (section 23)", 0.62),
    ("Offensive weapons", "Police and Criminal Evidence Act 1984 (section 1)", 0.2),
    ("Stolen goods", "Police and Criminal Evidence Act 1984 (section 1)", 0.18),
)
_OUTCOMES = (("A no further action disposal", 0.73), ("Arrest", 0.15), ("Community resolution", 0.12))


def write_stops(world: World, folder: Path) -> list[Path]:
    """Write a file of stops for each of the last thirteen months, about as many in each as the scale says."""
    rng = world.stream("stops")
    written = []
    for first in months_between()[-_MONTHS:]:
        size = int(rng.poisson(world.scale.stops))
        last = month_end(first)
        minutes = np.sort(rng.integers(0, last.day * 1440, size))
        who = rng.choice(len(_SELF), size, p=[share for *_, share in _SELF])
        age = rng.choice(len(_AGES), size, p=[share for _, share in _AGES])
        what = rng.choice(len(_OBJECTS), size, p=[share for *_, share in _OBJECTS])
        how = rng.choice(len(_OUTCOMES), size, p=[share for _, share in _OUTCOMES])
        man = rng.random(size) < 0.9
        place = rng.normal((51.5, -0.12), (0.06, 0.1), (size, 2))
        start = dt.datetime.combine(first, dt.time(), tzinfo=dt.UTC)
        rows = [
            (
                "Person search",
                (start + dt.timedelta(minutes=int(minutes[k]))).isoformat(),
                "False",
                "",
                f"{place[k, 0]:.6f}",
                f"{place[k, 1]:.6f}",
                "Male" if man[k] else "Female",
                _AGES[age[k]][0],
                _SELF[who[k]][0],
                _SELF[who[k]][1],
                _OBJECTS[what[k]][1],
                _OBJECTS[what[k]][0],
                _OUTCOMES[how[k]][0],
                "",
                "",
            )
            for k in range(size)
        ]
        written.append(write_csv(folder, f"{first:%Y-%m}-metropolitan-stop-and-search.csv", _HEADINGS, rows))
    return written
