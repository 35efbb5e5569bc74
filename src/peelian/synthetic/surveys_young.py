"""A synthetic Youth Voice Survey: pupils school by school, in the layout of its delivery."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from peelian.synthetic.files import write_columns
from peelian.synthetic.surveys_people import draw_people
from peelian.synthetic.world import World

ASKED = 7_832
# Of all 7,832, as the founding deck prints them: 29, 12, 26 and 5 per cent.
_EXACTLY = {
    "Knives In Area": 2_271,
    "Knives In School": 940,
    "Knows A Carrier": 2_036,
    "Pressured To Carry": 392,
}
_SCHOOLS = 64
_AGES = tuple(str(age) for age in range(11, 17))
_DAYS = ("2018-02-01", 57)
_UNLIKE = 0.45


def write_youth_voice(world: World, folder: Path) -> list[Path]:
    """Write the answers of 7,832 pupils aged 11 to 16 in 64 schools, in February and March 2018.

    Exactly as many give each answer as the founding deck prints. Schools differ, so that pupils of one school
    answer alike.
    """
    rng = world.stream("youth voice survey")
    sizes = rng.multinomial(ASKED, rng.dirichlet(np.full(_SCHOOLS, 12.0)))
    school = np.repeat(np.arange(_SCHOOLS), sizes)
    people = draw_people(rng, ASKED, ages=_AGES)
    days = np.sort(rng.integers(0, _DAYS[1], _SCHOOLS))
    days[[0, -1]] = 0, _DAYS[1] - 1
    boroughs = list(world.boroughs)
    place = pa.array(school % len(boroughs))
    columns = {
        "Response": [f"YVS{number:05d}" for number in range(1, ASKED + 1)],
        "Response Date": pa.array(np.datetime64(_DAYS[0]) + days[school].astype("timedelta64[D]")),
        "Wave": pa.repeat("2017-18", ASKED),
        "School Reference": [f"S{number + 1:03d}" for number in school.tolist()],
        "School Borough Code": pa.array(boroughs).take(place),
        "Age": people.age,
        "Gender": people.sex,
        "Ethnicity": people.ethnicity,
    }
    for heading, number in _EXACTLY.items():
        yes = _choose(rng, school, number)
        if heading.startswith("Knives"):
            columns[heading] = np.where(yes, "big", np.where(rng.random(ASKED) < 0.45, "bit", "none"))
        else:
            columns[heading] = np.where(yes, "Y", "N")
    return [write_columns(folder, "youth voice survey 2017-18.csv", columns)]


def _choose(rng: np.random.Generator, school: NDArray[np.int64], number: int) -> NDArray[np.bool_]:
    """Choose exactly `number` pupils, more readily in some schools than in others (Gumbel's largest keys)."""
    keys = rng.normal(0.0, _UNLIKE, _SCHOOLS)[school] + rng.gumbel(size=len(school))
    yes = np.zeros(len(school), dtype=np.bool_)
    yes[np.argpartition(keys, -number)[-number:]] = True
    return yes
