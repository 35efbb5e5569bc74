"""Anyshire: a made-up force of six areas, written as a workspace alone. Nothing in it is real."""

from __future__ import annotations

import csv
import random
from pathlib import Path

from peelian.workspace.creating import create_workspace

AREAS = {
    "X01": "Northbeck",
    "X02": "Easthaven",
    "X03": "Southmoor",
    "X04": "Westcombe",
    "X05": "Millbridge",
    "X06": "Old Fenny",
}
OFFENCES = {"Burglary": "burglary", "Robbery": "robbery", "Bicycle theft": "theft"}

LAYOUT = """layout: anyshire_returns
title: Anyshire monthly returns
provider: anyshire
source: recorded_crime_counts
format: csv
columns:
  Place:   {required: true}
  Crime:   {required: true}
  Month:   {as: month, written: "%Y-%m", to: month, required: true}
  Number:  {as: integer, to: offences, required: true, at least: 0}
constants: {level: borough}
lookups:
  - {columns: [Place], by: anyshire_places, to: [area, area_name, borough]}
  - {columns: [Crime], by: anyshire_crimes, to: [offence_group, offence, offence_as_written]}
"""


def crosswalks() -> str:
    places = "\n".join(f"  - [{name}, {code}, {name}, {code}]" for code, name in AREAS.items())
    crimes = {
        "Burglary": ("burglary", "burglary_residential"),
        "Robbery": ("robbery", "robbery_personal"),
        "Bicycle theft": ("theft", "bicycle_theft"),
    }
    rows = "\n".join(f"  - [{name}, {group}, {minor}, {name}]" for name, (group, minor) in crimes.items())
    return (
        "crosswalk: anyshire_places\ncolumns: [name]\ngives: [code, name, borough]\nrows:\n"
        f"{places}\n---\n"
        "crosswalk: anyshire_crimes\ncolumns: [name]\ngives: [offence_group, offence, as_written]\nrows:\n"
        f"{rows}\n"
    )


def write_returns(path: Path, *, months: int = 26) -> dict[tuple[str, str, str], int]:
    """Write the force's returns, and give back what was written: (place, crime, month) -> number."""
    rng = random.Random(6)
    written = {}
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["Place", "Crime", "Month", "Number"])
        for step in range(months):
            month = f"{2023 + (step + 8) // 12}-{(step + 8) % 12 + 1:02d}"
            for name in AREAS.values():
                for crime in OFFENCES:
                    number = rng.randint(5, 60)
                    written[name, crime, month] = number
                    writer.writerow([name, crime, month, number])
    return written


def make_anyshire(folder: Path) -> Path:
    """Make the workspace: settings from the blank template, one layout, two crosswalks."""
    office = create_workspace(folder, template="blank", place="Anyshire")
    (office / "layouts" / "anyshire.yaml").write_text(LAYOUT, encoding="utf-8")
    (office / "layouts" / "crosswalks.yaml").write_text(crosswalks(), encoding="utf-8")
    return office
