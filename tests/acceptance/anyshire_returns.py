"""Made-up returns of the made-up force, in the layout that its workspace describes."""

from __future__ import annotations

import csv
import random
from pathlib import Path

PLACES = ("Northbeck", "Easthaven", "Southmoor", "Westcombe", "Millbridge", "Old Fenny")
CRIMES = {
    "Burglary": "offence_burglary",
    "Theft from a vehicle": "offence_theft_from_vehicle",
    "Bicycle theft": "offence_bicycle_theft",
    "Robbery": "offence_robbery_personal",
    "Criminal damage": "offence_criminal_damage",
    "Assault": "offence_assault",
}
FIRST = (2023, 4)
PEAK = ("Bicycle theft", "07")
"""A crime and the calendar month in which it is planted at two and a half times the usual."""

Written = dict[tuple[str, str, str], int]


def month_at(step: int) -> str:
    year, month = FIRST
    return f"{year + (month - 1 + step) // 12}-{(month - 1 + step) % 12 + 1:02d}"


def write_anyshire_returns(path: Path, *, months: int = 32, seed: int = 11) -> Written:
    """Write the returns and give back what was written: (place, measure, month) -> number."""
    rng = random.Random(seed)
    written: Written = {}
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["Place", "Crime", "Month", "Number"])
        usual = {(place, crime): rng.randint(20, 90) for place in PLACES for crime in CRIMES}
        course = {pair: rng.choice((0.6, 0.95, 1.0, 1.05, 1.6)) for pair in usual}
        for step in range(months):
            for (place, crime), middle in usual.items():
                grown = middle * course[place, crime] ** (step / 12)
                grown *= 2.5 if (crime, month_at(step)[5:]) == PEAK else 1
                number = max(0, round(rng.gauss(grown, grown**0.5)))
                written[place, CRIMES[crime], month_at(step)] = number
                writer.writerow([place, crime, month_at(step), number])
    return written


def year_sum(written: Written, place: str, measure: str, *, last: str, back: int = 0) -> int:
    """Add up the twelve months to `last`, or those that end `back` months earlier, by nothing but a sum."""
    steps = [step for step in range(200) if month_at(step) == last]
    ends = steps[0] - back
    return sum(written[place, measure, month_at(step)] for step in range(ends - 11, ends + 1))
