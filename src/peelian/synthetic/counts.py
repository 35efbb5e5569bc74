"""Synthetic counts of recorded crime by borough and ward, in the London Datastore's wide layouts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from peelian.synthetic.files import write_csv
from peelian.synthetic.world import World, months_between

_USUAL = 2.5
_MEANS = {
    "VIOLENCE WITHOUT INJURY": 190.0,
    "STALKING AND HARASSMENT": 110.0,
    "OTHER THEFT": 170.0,
    "SHOPLIFTING": 150.0,
    "THEFT FROM THE PERSON": 140.0,
    "THEFT FROM A VEHICLE": 130.0,
    "VIOLENCE WITH INJURY": 120.0,
    "CRIMINAL DAMAGE": 110.0,
    "BURGLARY - RESIDENTIAL": 80.0,
    "THEFT OR UNAUTH TAKING OF A MOTOR VEH": 80.0,
    "POSSESSION OF DRUGS": 75.0,
    "PUBLIC FEAR ALARM OR DISTRESS": 65.0,
    "ROBBERY OF PERSONAL PROPERTY": 65.0,
    "BURGLARY BUSINESS AND COMMUNITY": 32.0,
    "BICYCLE THEFT": 30.0,
    "OTHER SEXUAL OFFENCES": 26.0,
    "INTERFERING WITH A MOTOR VEHICLE": 24.0,
    "RACE OR RELIGIOUS AGG PUBLIC FEAR": 20.0,
    "RAPE": 20.0,
    "MISC CRIMES AGAINST SOCIETY": 18.0,
    "POSSESSION OF WEAPONS": 14.0,
    "TRAFFICKING OF DRUGS": 14.0,
    "HOMICIDE": 0.3,
}

Counts = npt.NDArray[np.int64]


def write_counts(world: World, folder: Path) -> list[Path]:
    """Write the counts of recorded crime by borough and by ward."""
    rng, months = world.stream("counts"), months_between()
    written_as = [(row[0], row[1]) for row in world.catalogue.crosswalks["mps_offences_2025"].rows]
    counts = _draw_counts(rng, boroughs=len(world.boroughs), offences=written_as, months=months)
    return [
        *_write_borough_counts(folder, counts, boroughs=world.boroughs, offences=written_as, months=months),
        _write_ward_counts(
            rng,
            folder,
            counts,
            wards=world.wards,
            boroughs=world.boroughs,
            offences=written_as,
            months=months,
        ),
    ]


def _draw_counts(
    rng: np.random.Generator,
    *,
    boroughs: int,
    offences: Sequence[tuple[str, str]],
    months: Sequence[dt.date],
) -> Counts:
    """Draw counts of shape (borough, offence, month).

    Each offence has its own level, season and yearly drift; boroughs differ in size; months vary a little
    more than chance alone would make them.
    """
    level = np.array([_MEANS.get(minor, _USUAL) for _, minor in offences])
    size = rng.lognormal(-0.06, 0.35, boroughs)
    mix = rng.lognormal(-0.02, 0.2, (boroughs, len(offences)))
    drift = rng.normal(-0.03, 0.08, len(offences))
    phase = rng.uniform(0, 12, len(offences))
    step = np.arange(len(months))
    calendar = np.array([day.month for day in months])
    season = 1 + 0.08 * np.cos(2 * np.pi * (calendar[None, :] - phase[:, None]) / 12)
    trend = np.exp(drift[:, None] * step[None, :] / 12)
    mean = size[:, None, None] * mix[:, :, None] * (level[:, None] * season * trend)[None, :, :]
    return rng.poisson(mean * rng.gamma(400.0, 1 / 400.0, mean.shape)).astype(np.int64)


def _write_borough_counts(
    folder: Path,
    counts: Counts,
    *,
    boroughs: Mapping[str, str],
    offences: Sequence[tuple[str, str]],
    months: Sequence[dt.date],
) -> list[Path]:
    """Write the borough file of the last 24 months and the historical file of those before."""
    split = len(months) - 24
    written = []
    for name, part in (("historical", slice(0, split)), ("most recent 24 months", slice(split, None))):
        headings = ["MajorText", "MinorText", "BoroughName", *(f"{day:%Y%m}" for day in months[part])]
        rows = [
            [major, minor, borough, *counts[i, j, part].tolist()]
            for i, borough in enumerate(boroughs.values())
            for j, (major, minor) in enumerate(offences)
        ]
        written.append(write_csv(folder, f"borough level crime ({name}).csv", headings, rows))
    return written


def _write_ward_counts(
    rng: np.random.Generator,
    folder: Path,
    counts: Counts,
    *,
    wards: Mapping[str, Sequence[tuple[str, str]]],
    boroughs: Mapping[str, str],
    offences: Sequence[tuple[str, str]],
    months: Sequence[dt.date],
) -> Path:
    """Share borough counts of the last 24 months out to wards; a few crimes have no ward, as in real files.

    Parameters
    ----------
    wards
        Code and name of each ward, by borough code.
    """
    recent = months[-24:]
    headings = ["MajorText", "MinorText", "WardName", "WardCode", "LookUp_BoroughName"]
    headings += [f"{day:%Y%m}" for day in recent]
    rows: list[list[object]] = []
    for i, (code, borough) in enumerate(boroughs.items()):
        weights = rng.dirichlet(np.full(len(wards[code]), 6.0))
        placed = rng.binomial(counts[i, :, -24:], 0.985)
        for j, (major, minor) in enumerate(offences):
            shared = rng.multinomial(placed[j], weights).T
            for (ward, name), cells in zip(wards[code], shared, strict=True):
                if cells.any():
                    rows.append([major, minor, name, ward, borough, *cells.tolist()])
    return write_csv(folder, "ward level crime (most recent 24 months).csv", headings, rows)
