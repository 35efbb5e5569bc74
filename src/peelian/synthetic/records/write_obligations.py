"""The file of obligations under the Victims' Code, and the truth about how many were met."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pyarrow as pa

from peelian.synthetic.extract import write_extract
from peelian.synthetic.records.obligations import DUTIES, draw_obligations, met_shares
from peelian.synthetic.records.offences import CODES
from peelian.synthetic.records.rows import Rows
from peelian.synthetic.records.values import numbered, words_at
from peelian.synthetic.truth import Planted
from peelian.synthetic.world import World

_SOURCE = "victims_code"
_HOLIDAYS = "bank_holidays_england_and_wales"
_MIDNIGHT, _MIDNIGHT_MONTHS = 0.3, slice(-9, -5)


def write_obligations(world: World, folder: Path, rows: Rows) -> Path:
    """Write the obligations that the crimes set off, and note what was planted in them.

    Parameters
    ----------
    world
        Switches, chance, layouts, and where the truth is noted.
    folder
        Where to write.
    rows
        All crimes.
    """
    rng = world.stream("records: obligations")
    holidays = [dt.date.fromisoformat(day) for day in world.catalogue.codes[_HOLIDAYS].list]
    made = draw_obligations(rng, rows, holidays=holidays, gaming=world.switches.gaming)
    _plant_truth(world, made)
    if world.switches.defects:
        made = _at_midnight(world, made)
    crimes = made["crime"]
    offences = world.catalogue.codes["offences_mps"].list
    groups = words_at(tuple(offences[code].parent for code in CODES), rows["offence"])
    month = (made["triggered"] // 86_400).astype("datetime64[D]").astype("datetime64[M]")
    values = {
        "obligation_id": numbered("OB", np.arange(1, len(crimes) + 1)),
        "offence_id": numbered("CR", rows["serial"][crimes]),
        "month": pa.array(np.datetime_as_string(month, unit="M")),
        "obligation": words_at(tuple(DUTIES), made["duty"]),
        "triggered_at": pa.array(made["triggered"].astype("datetime64[s]")),
        "done_at": pa.array(made["done"].astype("datetime64[s]"), mask=made["done"] < 0),
        "entitlement": words_at(("standard", "enhanced"), made["enhanced"]),
        "offence_group": groups.take(pa.array(crimes)),
        "borough": words_at(tuple(world.boroughs), rows["borough"][crimes]),
    }
    layout = world.catalogue.layouts["victims_code_obligations"]
    return write_extract(folder, "victims code extract.csv", layout, catalogue=world.catalogue, values=values)


def _at_midnight(world: World, made: Rows) -> Rows:
    """Give some events no hour, so that they stand at midnight of their day."""
    rng = world.stream("records: midnight")
    months = np.unique(made["month"])[_MIDNIGHT_MONTHS]
    moved = np.isin(made["month"], months) & (rng.random(len(made["month"])) < _MIDNIGHT)
    back = np.where(moved, made["triggered"] % 86_400, 0)
    world.truth.plant(
        Planted(
            "midnight",
            _SOURCE,
            "triggered_at",
            f"{len(months)} months, the whole force",
            int(moved.sum()),
            "Events whose hour was not entered stand at midnight.",
        )
    )
    return made | {"triggered": made["triggered"] - back}


def _plant_truth(world: World, made: Rows) -> None:
    for (duty, entitlement), (met, every) in met_shares(made).items():
        if every:
            world.truth.plant(
                Planted(
                    "compliance",
                    _SOURCE,
                    "done_at",
                    f"{duty}, {entitlement}, the last twelve months: {met} of {every} due",
                    met / every,
                    "Share of the obligations due that were met within the limit.",
                )
            )
    if world.switches.gaming:
        world.truth.plant(
            Planted(
                "threshold clustering",
                _SOURCE,
                "done_at",
                "all obligations and months",
                int(made["moved"].sum()),
                "Late updates entered as done on the last day of the limit.",
            )
        )
