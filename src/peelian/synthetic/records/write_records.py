"""The files of recorded crime: offence by offence, as extracts of CRIS and of CONNECT."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from peelian.synthetic.extract import write_extract
from peelian.synthetic.records.circumstances import add_circumstances
from peelian.synthetic.records.draw_crimes import draw_crimes
from peelian.synthetic.records.monthly_counts import CONNECT_FROM
from peelian.synthetic.records.repeat_victims import draw_persons
from peelian.synthetic.records.rows import Rows, picked, size_of
from peelian.synthetic.records.suspects import describe_suspects
from peelian.synthetic.records.values import field_values
from peelian.synthetic.records.victims import describe_victims
from peelian.synthetic.world import World, months_between

_SYSTEMS = (("CRIS", "cris_offences"), ("CONNECT", "connect_offences"))


def write_records(world: World, folder: Path, *, months: Sequence[dt.date] | None = None) -> list[Path]:
    """Write one extract for each system, split on the day that CONNECT replaced CRIS.

    Parameters
    ----------
    world
        Scale, places, switches and chance.
    folder
        Where to write.
    months
        First days of at least three months in a row; the months of the demo when None.
    """
    rows = make_crimes(world, months or months_between())
    written = []
    late = rows["recorded"] >= np.datetime64(CONNECT_FROM)
    for (system, layout), kept in zip(_SYSTEMS, (~late, late), strict=True):
        if kept.any():
            described = world.catalogue.layouts[layout]
            values = field_values(world, picked(rows, kept))
            name = f"{system} extract.csv"
            written.append(write_extract(folder, name, described, catalogue=world.catalogue, values=values))
    return written


def make_crimes(world: World, months: Sequence[dt.date]) -> Rows:
    """Make every crime of the months, and the people in them, before anything goes wrong with the records."""
    rows = draw_crimes(world, months)
    rows = add_circumstances(world.stream("records: circumstances"), rows)
    person, again = draw_persons(world.stream("records: persons"), rows)
    rows = rows | {"person": person, "again": again, "serial": np.arange(1, size_of(rows) + 1)}
    rows = describe_victims(world.stream("records: victims"), rows)
    rows = describe_suspects(world.stream("records: suspects"), rows)
    return rows | {"reference": person}
