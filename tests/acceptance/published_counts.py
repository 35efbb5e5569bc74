"""The figures of synthetic London's published tables, added up from the written files by plain Python."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pyarrow.parquet as pq
import yaml

MINOR = {
    "offence_theft_from_vehicle": "THEFT FROM A VEHICLE",
    "offence_shoplifting": "SHOPLIFTING",
    "offence_theft_from_person": "THEFT FROM THE PERSON",
    "offence_violence_with_injury": "VIOLENCE WITH INJURY",
    "offence_violence_without_injury": "VIOLENCE WITHOUT INJURY",
    "offence_stalking_and_harassment": "STALKING AND HARASSMENT",
    "residential_burglary": "BURGLARY - RESIDENTIAL",
    "offence_criminal_damage": "CRIMINAL DAMAGE",
    "offence_robbery_personal": "ROBBERY OF PERSONAL PROPERTY",
}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def monthly(folder: Path, *, names: str, by: tuple[str, ...]) -> dict[tuple[str, ...], dict[str, int]]:
    """Key -> month written like 201707 -> offences, over all files that match."""
    found: dict[tuple[str, ...], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for path in sorted((folder / "recorded-crime").glob(names)):
        for row in rows(path):
            key = tuple(row[name] for name in by)
            for heading, value in row.items():
                if heading.isdigit():
                    found[key][heading] += int(value)
    return found


def year_to(counts: dict[str, int], last: str) -> int:
    months = sorted(month for month in counts if month <= last)[-12:]
    assert len(months) == 12
    return sum(counts[month] for month in months)


def chosen(plan: Path) -> list[tuple[str, str]]:
    written = yaml.safe_load(plan.read_text("utf-8"))["chosen"]
    return [(each["area"], MINOR[measure]) for each in written for measure in each["measures"]]


def knife(folder: Path) -> dict[tuple[str, str, str, int], int]:
    """(kind of area, its name or code, sub-type, year) -> offences."""
    found: dict[tuple[str, str, str, int], int] = defaultdict(int)
    for path in sorted((folder / "knife-crime").glob("*.parquet")):
        for row in pq.read_table(path).to_pylist():
            if row["measure"] == "Offences":
                area = row["area_name"] if row["area_type"] == "Borough" else row["area_code"]
                found[row["area_type"], area, row["crime_subtype"], row["month_year"].year] += row["count"]
    return found


def vulnerability(folder: Path) -> dict[str, float]:
    """Ward -> index: the mean of six variables, each beside that of London, which is 100.

    Crime is for each resident, of the newest twelve months; education counts the other way round.
    """
    people: dict[str, int] = defaultdict(int)
    ward_of = {
        row["LSOA21CD"]: row["WD24CD"]
        for row in rows(folder / "population" / "SYNTHETIC-lookup of small areas to wards.csv")
    }
    for row in rows(folder / "population" / "SYNTHETIC-residents by age, small areas.csv"):
        people[ward_of[row["geography code"]]] += int(row["Age: Total"])
    parts: list[dict[str, float]] = []
    wards = monthly(folder, names="*ward*", by=("WardCode", "MinorText"))
    for minor in ("BURGLARY - RESIDENTIAL", "CRIMINAL DAMAGE"):
        parts.append({ward: year_to(wards[ward, minor], "201707") / people[ward] for ward in people})
    profiles = rows(next((folder / "ward-profiles").glob("*.csv")))
    for heading in profiles[0]:
        if "Housing Benefit" in heading or "out-of-work" in heading or "15-24" in heading:
            told = {row["New code"]: float(row[heading]) for row in profiles}
            parts.append({ward: told[ward] for ward in people})
        if "GCSE" in heading:
            told = {row["New code"]: float(row[heading]) for row in profiles}
            parts.append({ward: 1 / told[ward] for ward in people})
    assert len(parts) == 6
    everyone = sum(people.values())
    whole = [sum(part[ward] * people[ward] for ward in people) / everyone for part in parts]
    return {
        ward: sum(100 * part[ward] / average for part, average in zip(parts, whole, strict=True)) / 6
        for ward in people
    }
