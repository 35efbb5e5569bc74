"""Synthetic published series: strength of the workforce and public perceptions, London-wide."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from peelian.synthetic.files import write_csv
from peelian.synthetic.world import World, months_between

_QUESTIONS = (
    ("Agree the police are dealing with the things that matter to this community", 60),
    ("Agree the police can be relied upon to be there when needed", 58),
    ("Agree the police listen to the concerns of local people", 59),
    ("Agree the police treat everyone fairly regardless of who they are", 63),
    ("Feels well informed about local police activities over the last 12 months", 30),
    ("Knows how to contact their local ward officer", 15),
    ("Police do a good job in the local area", 50),
)


def write_published(world: World, folder: Path) -> list[Path]:
    """Write a monthly file of strength and a quarterly file of perceptions."""
    rng, months = world.stream("published"), months_between()
    officers = 33_500 + np.cumsum(rng.integers(-120, 100, len(months)))
    staff = 11_500 + np.cumsum(rng.integers(-40, 45, len(months)))
    pcsos = 1_400 + np.cumsum(rng.integers(-15, 15, len(months)))
    strength = [
        (f"{day:%b-%y}", int(a), int(b), int(c))
        for day, a, b, c in zip(months, officers, staff, pcsos, strict=True)
    ]
    quarters = [day for day in months if day.month % 3 == 0]
    perceptions = [
        (f"{day:%b-%y}", question, int(level + rng.integers(-3, 4)))
        for day in quarters
        for question, level in _QUESTIONS
    ]
    headings = ("Date", "Police Officer Strength", "Police Staff Strength", "PCSO Strength")
    return [
        write_csv(folder, "police strength.csv", headings, strength),
        write_csv(folder, "public perceptions.csv", ("date", "measure", "proportion"), perceptions),
    ]
