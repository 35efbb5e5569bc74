"""Synthetic homicide index: every victim of three years to May 2018, so that all figures agree."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from peelian.synthetic.drawn import picked, references
from peelian.synthetic.files import write_columns
from peelian.synthetic.world import World

Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Stretch:
    """How many people were killed in a stretch of months, and who they were.

    Parameters
    ----------
    start, end
        First and last day.
    knife, other
        Killed with a knife, and in another way.
    domestic, terrorist
        Of those killed with a knife, in domestic cases and in acts of terrorism.
    young_black
        Of those killed with a knife in neither, Black males under 25.
    young
        Of those killed with a knife in neither, others under 25.
    alike
        Of `young_black`, those in whose case a Black male under 25 was proceeded against.
    unlike
        Of all killed with a knife in neither, those in whose case somebody else was.
    """

    start: dt.date
    end: dt.date
    knife: int
    other: int
    domestic: int
    terrorist: int
    young_black: int
    young: int
    alike: int
    unlike: int


_STRETCHES = (
    Stretch(dt.date(2015, 6, 1), dt.date(2016, 5, 31), 65, 46, 9, 0, 20, 8, 14, 8),
    Stretch(dt.date(2016, 6, 1), dt.date(2016, 12, 31), 36, 27, 5, 0, 13, 5, 8, 4),
    Stretch(dt.date(2017, 1, 1), dt.date(2017, 5, 31), 35, 20, 5, 0, 12, 4, 7, 3),
    Stretch(dt.date(2017, 6, 1), dt.date(2017, 12, 31), 55, 31, 7, 5, 19, 2, 9, 5),
    Stretch(dt.date(2018, 1, 1), dt.date(2018, 5, 31), 42, 22, 5, 0, 11, 4, 5, 4),
)
"""Knife: 65, 71 and 97 in the years to May; 36 of the 97 under 25. In 2017 73 were neither domestic nor
terrorist, 31 of them Black males under 25. Over the three years somebody was proceeded against in 67 such
cases, and in 43 of them both were Black males under 25."""

_YOUNG_BLACK, _YOUNG, _ADULT, _DOMESTIC, _TERRORIST, _NOT_KNIFE = range(6)
_ETHNICITY = ("IC1", "IC2", "IC3", "IC4", "IC5", "IC6", "")
_ADULTS = (0.42, 0.06, 0.26, 0.15, 0.03, 0.05, 0.03)
_NOT_BLACK = (0.55, 0.08, 0.0, 0.25, 0.04, 0.05, 0.03)


def write_homicides(world: World, folder: Path) -> list[Path]:
    """Write one row for each victim; the same counts at every scale, because homicides are few."""
    rng = world.stream("homicides")
    made = [_victims(rng, stretch) for stretch in _STRETCHES]
    joined = {name: np.concatenate([each[name] for each in made]) for name in made[0]}
    order = np.argsort(joined["day"], kind="stable")
    held = {name: values[order] for name, values in joined.items()}
    size, sort = len(order), held["sort"]
    person = held["person"] > 0
    columns = {
        "Index Number": references("HI", size, digits=4),
        "Date of Offence": held["day"],
        "Borough Code": picked(list(world.boroughs), rng.choice(len(world.boroughs), size)),
        "Method": picked(("knife", "other"), (sort == _NOT_KNIFE).astype(np.int64)),
        "Victim Age": held["age"],
        "Victim Sex": picked(("M", "F"), held["female"]),
        "Victim IC Code": picked(_ETHNICITY, held["ethnicity"]),
        "Domestic": picked(("Y", "N"), 1 - held["domestic"]),
        "Terrorist": picked(("Y", "N"), (sort != _TERRORIST).astype(np.int64)),
        "Proceeded Against": picked(("N", "Y"), person.astype(np.int64)),
        **_person(rng, held["person"]),
    }
    return [write_columns(folder, "homicide index extract.csv", columns)]


def _victims(rng: np.random.Generator, stretch: Stretch) -> dict[str, NDArray[np.generic]]:
    """Return the victims of a stretch: day, sort, age, sex, ethnicity, domestic, and the person's sort.

    The person's sort is 0 for nobody, 1 for a Black male under 25, 2 for somebody else.
    """
    adult = stretch.knife - stretch.young_black - stretch.young - stretch.domestic - stretch.terrorist
    numbers = (
        stretch.young_black,
        stretch.young,
        adult,
        stretch.domestic,
        stretch.terrorist,
        stretch.other,
    )
    sort = np.repeat(range(6), numbers)
    size = len(sort)
    days = (stretch.end - stretch.start).days + 1
    young = (sort == _YOUNG_BLACK) | (sort == _YOUNG)
    ethnicity = rng.choice(7, size, p=_ADULTS)
    ethnicity[sort == _YOUNG] = rng.choice(7, stretch.young, p=_NOT_BLACK)
    ethnicity[sort == _YOUNG_BLACK] = 2
    female = rng.random(size) < np.select([young, sort == _DOMESTIC], [0.1, 0.7], 0.25)
    domestic = (sort == _DOMESTIC) | ((sort == _NOT_KNIFE) & (rng.random(size) < 0.3))
    return {
        "day": np.datetime64(stretch.start, "D") + rng.integers(0, days, size),
        "sort": sort,
        "age": np.where(young, rng.integers(14, 25, size), rng.integers(25, 80, size)),
        "female": np.where(sort == _YOUNG_BLACK, 0, female).astype(np.int64),
        "ethnicity": ethnicity,
        "domestic": domestic.astype(np.int64),
        "person": _persons(rng, sort, stretch),
    }


def _persons(rng: np.random.Generator, sort: Places, stretch: Stretch) -> Places:
    person = np.zeros(len(sort), dtype=np.int64)
    person[rng.choice(np.flatnonzero(sort == _YOUNG_BLACK), stretch.alike, replace=False)] = 1
    free = np.flatnonzero((sort <= _ADULT) & (person == 0))
    person[rng.choice(free, stretch.unlike, replace=False)] = 2
    # In domestic cases, and where no knife was used, most often somebody is charged.
    likely = (sort == _DOMESTIC) | (sort == _NOT_KNIFE)
    person[likely & (rng.random(len(sort)) < 0.85)] = 2
    return person


def _person(rng: np.random.Generator, person: Places) -> dict[str, pa.Array]:
    """Return age, sex and ethnicity of the first person proceeded against; empty where there is nobody."""
    size, nobody, alike = len(person), person == 0, person == 1
    age = np.where(alike, rng.integers(15, 25, size), rng.integers(25, 65, size))
    ethnicity = np.where(alike, 2, rng.choice(6, size, p=(0.45, 0.08, 0.22, 0.16, 0.03, 0.06)))
    sex = np.where(alike, 0, (rng.random(size) < 0.12).astype(np.int64))
    return {
        "Person Age": pa.array(age, mask=nobody),
        "Person Sex": picked(("M", "F", ""), np.where(nobody, 2, sex)),
        "Person IC Code": picked(_ETHNICITY, np.where(nobody, 6, ethnicity)),
    }
