"""Synthetic cohorts of offenders and their criminal records, with how many reoffend settled beforehand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from peelian.reference.period import add_months
from peelian.synthetic.apportion import apportion
from peelian.synthetic.criminal_records import history_of, later_offences, records_of
from peelian.synthetic.drawn import picked, references
from peelian.synthetic.files import write_columns
from peelian.synthetic.recorded_offences import Days, Offences
from peelian.synthetic.truth import Planted
from peelian.synthetic.world import World

_FIRST, _QUARTERS, _CALMER = dt.date(2014, 1, 1), 12, 8
_SHARE, _SHARE_CALMER = 0.3, 0.25
_EACH, _EACH_CALMER = 3.2, 2.8
"""Share that reoffend and offences of each who does, and both for the quarters of the last year."""
_COHORTS = (
    ("court_order", 0.36),
    ("released", 0.2),
    ("cautioned", 0.2),
    ("integrated_offender_management", 0.1),
    ("persistent_violence", 0.06),
    ("youth", 0.08),
)
_YOUTH = len(_COHORTS) - 1


def write_reoffending(world: World, folder: Path) -> list[Path]:
    """Write people put on a cohort in 2014 to 2016, a file, and every offence on their records, another.

    In each quarter the same share of the people reoffend within a year and are convicted or cautioned within
    the half year after it; in the quarters of 2016 fewer do, and each less often, unless nothing is planted.
    Around them stand offences that do not count: earlier ones with a later result, later ones, ones proven
    too late, and ones that were dropped or ended with an acquittal.
    """
    rng, size = world.stream("reoffending"), world.scale.cohort * _QUARTERS
    quarter = np.repeat(np.arange(_QUARTERS), world.scale.cohort)
    entered = _entry(rng, quarter)
    cohort = rng.choice(len(_COHORTS), size, p=[share for _, share in _COHORTS])
    age = np.where(cohort == _YOUTH, rng.integers(12, 18, size), 18 + rng.gamma(2.0, 7.0, size).astype(int))
    sex = (rng.random(size) >= 0.86).astype(np.int64)
    ids = references("PN", size, digits=6)
    place = rng.choice(len(world.boroughs), size)
    reoffences = _reoffences(rng, world, quarter)
    made = Offences.joined(history_of(rng, entered), later_offences(rng, entered, reoffences))
    columns = {
        "Cohort Entry": references("CO", size, digits=6),
        "PNC ID": ids,
        "Cohort": picked([code for code, _ in _COHORTS], cohort),
        "Entry Date": entered,
        "Age at Entry": age,
        "Sex": picked(("M", "F"), sex),
        "Borough Code": picked(list(world.boroughs), place),
    }
    return [
        write_columns(folder, "cohorts of offenders.csv", columns),
        write_columns(
            folder, "PNC extract.csv", _records(rng, made, ids=ids, entered=entered, age=age, sex=sex)
        ),
    ]


def _entry(rng: np.random.Generator, quarter: NDArray[np.int64]) -> Days:
    """Return the day on which each person is put on the cohort, in order within each quarter."""
    starts = np.array([add_months(_FIRST, 3 * k) for k in range(_QUARTERS)], dtype="datetime64[D]")
    return np.sort(starts[quarter] + rng.integers(0, 90, len(quarter)).astype("timedelta64[D]"))


def _reoffences(rng: np.random.Generator, world: World, quarter: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how many proven offences of the year after entry each person has, settled for each quarter."""
    number = np.zeros(len(quarter), dtype=np.int64)
    for k in range(_QUARTERS):
        calmer = world.switches.effect and k >= _CALMER
        share, each = (_SHARE_CALMER, _EACH_CALMER) if calmer else (_SHARE, _EACH)
        people = np.flatnonzero(quarter == k)
        again = rng.choice(people, round(share * len(people)), replace=False)
        more = round(each * len(again)) - len(again)
        number[again] = 1 + apportion(more, rng.gamma(0.7, 1.0, len(again)) + 1e-9)
        if k in (0, _CALMER):
            when = "2014 and 2015" if k == 0 else "2016"
            _tell(world, when, share, "Share of people on a cohort who reoffend within a year.")
            _tell(world, when, each, "Proven offences in the year of each person who reoffends.")
    return number


def _tell(world: World, when: str, number: float, says: str) -> None:
    world.truth.plant(Planted("reoffending", "cohorts", "person_id", f"entered in {when}", number, says))


def _records(
    rng: np.random.Generator,
    made: Offences,
    *,
    ids: pa.Array,
    entered: Days,
    age: NDArray[np.int64],
    sex: NDArray[np.int64],
) -> dict[str, object]:
    """Return the columns of the extract, person by person in order of the offence."""
    order = np.lexsort((made.day, made.person))
    made = made.take(order)
    since = (made.result - entered[made.person]).astype(np.int64) / 365.25
    born = entered.astype("datetime64[Y]").astype(np.int64) + 1970 - age
    appearance = rng.choice(6, len(entered), p=(0.5, 0.06, 0.26, 0.12, 0.02, 0.04))
    return {
        "PNC ID": ids.take(pa.array(made.person)),
        **records_of(rng, made),
        "Year of Birth": born[made.person],
        "Age at Disposal": np.maximum(10, np.floor(age[made.person] + since).astype(np.int64)),
        "Sex": picked(("M", "F"), sex[made.person]),
        "Ethnic Appearance": picked(("IC1", "IC2", "IC3", "IC4", "IC5", "IC6"), appearance[made.person]),
    }
