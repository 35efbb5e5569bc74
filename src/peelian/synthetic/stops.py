"""Synthetic stops and searches, one by one in the layout of data.police.uk and counted in a monthly table."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from peelian.synthetic.apportion import apportion
from peelian.synthetic.drawn import moments, picked
from peelian.synthetic.files import write_columns
from peelian.synthetic.world import World, months_between

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
    """Write a file of single searches for each of the last months, and the table that counts them all.

    Single searches are written with the offset +00:00, as the real files write them, so that a search late on
    the last evening of a summer month before stands in the file of the month it began in by London's clock.
    The table counts by that month, and adds up to the single searches exactly.
    """
    rng, number = world.stream("stops"), world.scale.stop_months
    months = months_between()[-number:]
    counts = apportion(number * world.scale.stops, rng.normal(1, 0.06, number))
    written, tables = [], []
    for first, size in zip(months, counts.tolist(), strict=True):
        who = _drawn(rng, [share for *_, share in _SELF], size)
        what = _drawn(rng, [share for *_, share in _OBJECTS], size)
        age = _drawn(rng, [share for _, share in _AGES], size)
        how = _drawn(rng, [share for _, share in _OUTCOMES], size)
        began = _utc(moments(rng, [first], np.array([size])))
        place = rng.normal((51.5, -0.12), (0.06, 0.1), (size, 2)).round(6)
        nothing = pa.nulls(size, pa.string())
        columns = {
            "Type": pa.repeat("Person search", size),
            "Date": pc.binary_join_element_wise(np.datetime_as_string(began, unit="s"), "+00:00", ""),
            "Part of a policing operation": pa.repeat("False", size),
            "Policing operation": nothing,
            "Latitude": place[:, 0],
            "Longitude": place[:, 1],
            "Gender": picked(("Female", "Male"), (rng.random(size) < 0.9).astype(np.int64)),
            "Age range": picked([text for text, _ in _AGES], age),
            "Self-defined ethnicity": picked([text for text, *_ in _SELF], who),
            "Officer-defined ethnicity": picked([text for _, text, _ in _SELF], who),
            "Legislation": picked([text for _, text, _ in _OBJECTS], what),
            "Object of search": picked([text for text, *_ in _OBJECTS], what),
            "Outcome": picked([text for text, _ in _OUTCOMES], how),
            "Outcome linked to object of search": nothing,
            "Removal of more than just outer clothing": nothing,
        }
        name = f"{first:%Y-%m}-metropolitan-stop-and-search.csv"
        written.append(write_columns(folder, name, columns))
        tables.append(np.bincount(what * len(_SELF) + who, minlength=len(_OBJECTS) * len(_SELF)))
    return [*written, _write_table(folder, months, np.stack(tables))]


def _drawn(rng: np.random.Generator, shares: list[float], size: int) -> NDArray[np.int64]:
    return rng.choice(len(shares), size, p=shares)


def _utc(local: NDArray[np.datetime64]) -> NDArray[np.datetime64]:
    """Return times of London's clock as the files write them: an hour earlier while summer time holds."""
    year = int(local[0].astype("datetime64[Y]").astype(np.int64)) + 1970 if len(local) else 1970
    starts, ends = (np.datetime64(_last_sunday(year, month), "m") + 60 for month in (3, 10))
    return np.where((local >= starts) & (local < ends), local - 60, local)


def _last_sunday(year: int, month: int) -> dt.date:
    last = dt.date(year, month, 31)
    return last - dt.timedelta(days=(last.weekday() + 1) % 7)


def _write_table(folder: Path, months: list[dt.date], counts: NDArray[np.int64]) -> Path:
    """Write the table of all searches by month, object and self-defined ethnicity; no line for none."""
    month, cell = np.nonzero(counts)
    columns = {
        "Month": picked([f"{first:%Y-%m}" for first in months], month),
        "Object of search": picked([text for text, *_ in _OBJECTS], cell // len(_SELF)),
        "Self-defined ethnicity": picked([text for text, *_ in _SELF], cell % len(_SELF)),
        "Searches": counts[month, cell],
    }
    return write_columns(folder, "stop and search by month.csv", columns)
