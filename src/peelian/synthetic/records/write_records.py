"""The files of recorded crime: extracts of CRIS and of CONNECT, and what belongs to the people in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from peelian.synthetic.extract import extract_columns
from peelian.synthetic.files import write_columns
from peelian.synthetic.records.defects import SOURCE, plant_defects
from peelian.synthetic.records.make_crimes import make_crimes
from peelian.synthetic.records.monthly_counts import CONNECT_FROM
from peelian.synthetic.records.rows import Rows, picked, size_of
from peelian.synthetic.records.spoilt_lines import add_spoilt_lines
from peelian.synthetic.records.values import field_values
from peelian.synthetic.records.write_links import write_links
from peelian.synthetic.records.write_obligations import write_obligations
from peelian.synthetic.records.wrong_worlds import game, under_record
from peelian.synthetic.truth import Planted
from peelian.synthetic.world import World, months_between

_SYSTEMS = (("CRIS", "cris_offences"), ("CONNECT", "connect_offences"))
_EDITION_MONTHS, _ARRIVED_LATE = 3, 0.04


def write_records(world: World, folder: Path, *, months: Sequence[dt.date] | None = None) -> list[Path]:
    """Write one extract for each system, split on the day that CONNECT replaced CRIS; links and obligations.

    With the switch "defects" there is an earlier edition of the last three months too, in which the records
    that arrived late are not yet there.

    Parameters
    ----------
    world
        Scale, places, switches and chance.
    folder
        Where to write.
    months
        First days of at least three months in a row; the months of the demo when None.
    """
    crimes = make_crimes(world, months or months_between())
    rows = crimes
    if world.switches.gaming:
        rows = game(world, rows)
    if world.switches.under_recording:
        rows = under_record(world, rows)
    if world.switches.defects:
        rows = plant_defects(world, rows)
    written = []
    late = rows["recorded"] >= np.datetime64(CONNECT_FROM)
    for (system, layout), kept in zip(_SYSTEMS, (~late, late), strict=True):
        if kept.any():
            mine = picked(rows, kept)
            if world.switches.defects:
                written += _write_earlier(world, folder, mine, system=system, layout=layout)
            written.append(_write(world, folder, mine, name=f"{system} extract.csv", layout=layout))
    return [*written, write_links(world, folder, crimes), write_obligations(world, folder, crimes)]


def _write(world: World, folder: Path, rows: Rows, *, name: str, layout: str, spoilt: bool = True) -> Path:
    described = world.catalogue.layouts[layout]
    columns = extract_columns(described, world.catalogue, field_values(world, rows))
    if spoilt and world.switches.defects:
        columns = add_spoilt_lines(world, described, columns)
    return write_columns(folder, name, columns)


def _write_earlier(world: World, folder: Path, rows: Rows, *, system: str, layout: str) -> list[Path]:
    """Write the earlier edition: it is loaded first, and the whole extract then takes its place."""
    rng = world.stream(f"records: late arrivals, {system}")
    recent = np.flatnonzero(rows["month"] > rows["month"].max() - _EDITION_MONTHS)
    there = rng.random(len(recent)) >= _ARRIVED_LATE
    missing = int((~there).sum())
    where = f"the last {_EDITION_MONTHS} months, the earlier edition of the extract"
    says = "Records that were not yet there when an earlier extract was made."
    world.truth.plant(Planted("late arrivals", SOURCE, "", where, missing, says))
    name = f"{system} extract, earlier edition.csv"
    early = picked(rows, recent[there])
    return [_write(world, folder, early, name=name, layout=layout, spoilt=False)] if size_of(early) else []
