"""Synthetic London as a whole: one seed, one folder of files in the givers' layouts."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from peelian.catalogue.catalogue import Catalogue
from peelian.synthetic.allegations import write_allegations
from peelian.synthetic.counts import draw_counts, write_borough_counts, write_ward_counts
from peelian.synthetic.months import months
from peelian.synthetic.published import write_published
from peelian.synthetic.residents import write_residents
from peelian.synthetic.scale import SCALES
from peelian.synthetic.stops import write_stops

_STOP_MONTHS = 13
_CITY = "E09000001"


def write_synthetic_london(folder: Path, catalogue: Catalogue, *, scale: str, seed: int) -> list[Path]:
    """Write every file of a synthetic London, and return their paths.

    The same seed and scale give the same bytes.

    Parameters
    ----------
    folder
        Where to write.
    catalogue
        Names of boroughs and offences come from its crosswalks, so that the files are read like real ones.
    scale
        "tiny" or "demo".
    seed
        Seed of every draw.
    """
    size = SCALES[scale]
    rng = np.random.default_rng(seed)
    boroughs = _boroughs(catalogue)
    rows = catalogue.crosswalks["mps_offences_2025"].rows
    written_as = [(row[0], row[1]) for row in rows]
    wards = {
        code: [
            (f"E0599{index:02d}{number:02d}", f"{name} ward {number}") for number in range(1, size.wards + 1)
        ]
        for index, (code, name) in enumerate(boroughs.items())
    }
    covered = months()
    counts = draw_counts(rng, boroughs=len(boroughs), offences=written_as, months=covered)
    crime, people = folder / "recorded-crime", folder / "population"
    return [
        *write_borough_counts(crime, counts, boroughs=boroughs, offences=written_as, months=covered),
        write_ward_counts(
            rng, crime, counts, wards=wards, boroughs=boroughs, offences=written_as, months=covered
        ),
        *write_residents(rng, people, boroughs=boroughs, wards=wards),
        *write_stops(rng, folder / "stops", months=covered[-_STOP_MONTHS:], number=size.stops),
        *write_allegations(
            rng,
            folder / "extracts",
            catalogue=catalogue,
            months=covered,
            wards=wards,
            offences=list(dict.fromkeys(row[3] for row in rows)),
            number=size.allegations,
        ),
        *write_published(rng, folder / "published", months=covered),
    ]


def _boroughs(catalogue: Catalogue) -> dict[str, str]:
    """Return code -> name as the borough files write it, without the City, which has its own force."""
    named: dict[str, str] = {}
    for written, code, name in catalogue.crosswalks["london_places"].rows:
        if code.startswith("E09") and code != _CITY and written == name:
            named.setdefault(code, name)
    return named
